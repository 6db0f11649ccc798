package io.ropewalk.ioc.races;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.ioc.reconcile.Order;
import io.ropewalk.ioc.reconcile.Report;
import io.ropewalk.ioc.testing.ServiceResource;
import io.ropewalk.ioc.testing.TestDatabase;
import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.FaultRule;
import io.ropewalk.simulator.ioc.Ioc;
import io.ropewalk.simulator.ioc.IocRules;
import io.ropewalk.simulator.ioc.IocRules.Batch;
import io.ropewalk.simulator.ioc.IocRules.Duplicates;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Comparisons, while others work on Falcon. The numbers are those of docs/ioc-races.md. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class CompareRacesTest {
    @TempDir Path folder;
    private SimulatedMirror rig;

    @BeforeEach
    void start() {
        rig =
                new SimulatedMirror(
                                new SimulatedMirror.Setup(
                                        true, 100, 1000, () -> TestDatabase.sqlite(folder)))
                        .start();
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private Claim claim(int number) {
        return Claim.of(number, rig.tick(), "v%d.example".formatted(number));
    }

    @Test
    void r21WhatSomebodyChangedOrDeletedIsReportedAndRepaired() {
        rig.put(claim(1), claim(2), claim(3));
        rig.settle();
        List<String> before = lines();
        var changed = new ObjectMapper().createObjectNode();
        changed.put("id", rig.ioc("v1.example").orElseThrow().id()).put("action", "no_action");
        rig.iocs().plant(changed, rig.clock().instant(), "an analyst");
        rig.iocs().delete(List.of(rig.ioc("v2.example").orElseThrow().id()), _ -> false);
        rig.plant("domain", "v9.example", SimulatedMirror.SOURCE);
        // When
        Report dry = rig.compare(new Order(true, Optional.empty(), false));
        Report done = rig.compare(Order.USUAL);
        rig.settle();
        // Then
        for (Report report : List.of(dry, done)) {
            assertThat(report.counts().drifted()).isOne();
            assertThat(report.counts().missing()).isOne();
            assertThat(report.counts().extra()).isOne();
        }
        assertThat(lines()).isEqualTo(before);
        assertThat(rig.compare(Order.USUAL).isClean()).isTrue();
    }

    private List<String> lines() {
        return rig.iocs().all().stream()
                .map(it -> it.value() + " " + Expected.line(it))
                .sorted()
                .toList();
    }

    @Test
    void r03WhatWasSetAsideForALostAnswerIsTakenBackByAComparison() {
        // It refuses without a reason, and does not find what it has just made.
        rig.iocs()
                .rules(
                        IocRules.DEFAULT
                                .with(Batch.STRICT, IocRules.Report.OPAQUE, Duplicates.ERROR)
                                .withSearchLag(Duration.ofMinutes(10)));
        rig.simulator().arm(FaultRule.once(SimulatedMirror.WRITES, new Fault.Reset()));
        rig.put(claim(1));
        rig.settle();
        assertThat(rig.aside()).hasSize(1);
        rig.clock().advance(Duration.ofHours(1));
        // When
        Report report = rig.compare(Order.USUAL);
        rig.settle();
        // Then
        assertThat(report.counts().adopted()).isOne();
        assertThat(rig.aside()).isEmpty();
        assertThat(rig.compare(Order.USUAL).isClean()).isTrue();
    }

    @Test
    void r23AnIocOfTheMirrorThatAnotherApiClientMadeIsItsOwnStill() {
        Ioc old = rig.plant("domain", "v1.example", SimulatedMirror.SOURCE, "old");
        rig.put(claim(1));
        rig.settle();
        Ioc now = rig.ioc("v1.example").orElseThrow();
        assertThat(now.id()).isEqualTo(old.id());
        assertThat(now.createdBy()).isEqualTo("somebody");
        assertThat(now.tags()).containsExactly("one");
        rig.openCti().delete(Claim.id(1));
        rig.settle();
        assertThat(rig.iocs().all()).isEmpty();
    }

    @Test
    void r25WhatIsMadeWhileAComparisonReadsIsNotTakenForExtra() {
        for (int i = 1; i <= 10; i++) {
            rig.put(claim(i));
        }
        rig.settle();
        for (int i = 0; i < 3; i++) {
            rig.simulator()
                    .arm(
                            FaultRule.once(
                                            SimulatedMirror.LISTING,
                                            new Fault.Stall(Duration.ofMillis(150)))
                                    .after(i));
        }
        int listings = rig.simulator().requests(SimulatedMirror.LISTING).size();
        // When
        rig.mirror().compare(SimulatedMirror.TENANT, Order.USUAL);
        rig.eventually(
                "it reads",
                () -> rig.simulator().requests(SimulatedMirror.LISTING).size() > listings);
        for (int i = 11; i <= 20; i++) {
            rig.put(claim(i));
        }
        rig.openCti().delete(Claim.id(1));
        rig.settle();
        var work = rig.mirror().tenants().get(SimulatedMirror.TENANT);
        rig.eventually("it is compared", () -> work.report().isPresent());
        // Then
        Report report = work.report().orElseThrow();
        assertThat(report.counts().extra()).as("%s", report).isZero();
        assertThat(report.counts().removed()).isZero();
        rig.settle();
        assertThat(rig.iocs().all()).hasSize(19);
    }

    @Test
    void r30TheIocsOfThePythonConnectorAreTakenOverOnRequest() {
        Ioc live = rig.plant("domain", "v1.example", "OpenCTI IOC", "a");
        Ioc marked = rig.plant("domain", "v2.example", "OpenCTI IOC", "TO_DELETE");
        Ioc stale = rig.plant("domain", "v3.example", "OpenCTI IOC", "TO_DELETE");
        Ioc theirs = rig.plant("domain", "v4.example", "an analyst");
        rig.put(claim(1), claim(2), claim(4));
        rig.settle();
        assertThat(rig.iocs().all()).containsExactlyInAnyOrder(live, marked, stale, theirs);
        // When
        Report report = rig.compare(new Order(false, Optional.of("OpenCTI IOC"), true));
        rig.settle();
        // Then
        assertThat(report.counts().adopted()).isEqualTo(2);
        assertThat(rig.iocs().all())
                .extracting(Ioc::id)
                .containsExactlyInAnyOrder(live.id(), marked.id(), theirs.id());
        assertThat(rig.ioc("v2.example").orElseThrow().tags()).containsExactly("one");
        assertThat(rig.ioc("v2.example").orElseThrow().source()).isEqualTo(SimulatedMirror.SOURCE);
        assertThat(rig.ioc("v4.example")).contains(theirs);
        assertThat(rig.compare(Order.USUAL).isClean()).isTrue();
    }
}
