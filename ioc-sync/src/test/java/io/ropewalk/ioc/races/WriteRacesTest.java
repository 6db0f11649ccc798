package io.ropewalk.ioc.races;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.ioc.ledger.Quarantined;
import io.ropewalk.ioc.testing.ServiceResource;
import io.ropewalk.ioc.testing.TestDatabase;
import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.Fault.ErrorBody;
import io.ropewalk.simulator.Fault.RetryHint;
import io.ropewalk.simulator.FaultRule;
import io.ropewalk.simulator.ioc.Ioc;
import io.ropewalk.simulator.ioc.IocRules;
import io.ropewalk.simulator.ioc.IocRules.Batch;
import io.ropewalk.simulator.ioc.IocRules.Duplicates;
import io.ropewalk.simulator.ioc.IocRules.Report;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can happen to writes. The numbers are those of docs/ioc-races.md. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class WriteRacesTest {
    @TempDir Path folder;
    private SimulatedMirror rig;

    @BeforeEach
    void start() {
        rig =
                new SimulatedMirror(
                                new SimulatedMirror.Setup(
                                        false, 100, 1000, () -> TestDatabase.sqlite(folder)))
                        .start();
    }

    @AfterEach
    void stop() {
        assertThat(rig.simulator().violations()).isEmpty();
        rig.close();
    }

    private Claim claim(int number) {
        return Claim.of(number, rig.tick(), "v%d.example".formatted(number));
    }

    /** Every way in which Falcon may refuse. */
    static Stream<IocRules> readings() {
        return Arrays.stream(Batch.values())
                .flatMap(batch ->
                        Arrays.stream(Report.values())
                                .flatMap(report ->
                                        Arrays.stream(Duplicates.values())
                                                .map(twice ->
                                                        IocRules.DEFAULT.with(
                                                                batch, report, twice))));
    }

    @ParameterizedTest
    @MethodSource("readings")
    void r03AnAnswerThatIsLostIsLookedUp(IocRules reading) {
        rig.iocs().rules(reading);
        rig.simulator().arm(FaultRule.once(SimulatedMirror.WRITES, new Fault.Reset()));
        // When
        rig.put(claim(1));
        rig.settle();
        rig.put(claim(1).labelled(rig.tick(), "changed"));
        rig.settle();
        // Then
        assertThat(rig.aside()).isEmpty();
        assertThat(rig.iocs().all()).hasSize(1);
        assertThat(rig.ioc("v1.example").orElseThrow().tags()).containsExactly("changed");
    }

    @ParameterizedTest
    @MethodSource("readings")
    void r22AnIocOfSomebodyElseIsNotTouchedAndHoldsUpNobody(IocRules reading) {
        rig.iocs().rules(reading);
        Ioc theirs = rig.plant("domain", "v1.example", "an analyst", "hand");
        // When
        rig.put(claim(1), claim(2));
        rig.settle();
        rig.put(claim(1).labelled(rig.tick(), "changed"));
        rig.settle();
        rig.openCti().delete(Claim.id(1));
        rig.settle();
        // Then
        assertThat(rig.iocs().all()).contains(theirs).hasSize(2);
        assertThat(rig.ioc("v2.example")).isPresent();
        assertThat(rig.aside()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("readings")
    void r14OneBadValueIsSetAsideAndTheOthersAreWritten(IocRules reading) {
        // In errors a warning looks as bad as what is: then it is set aside, too.
        boolean tells = reading.report() != Report.ERRORS;
        rig.iocs()
                .rules(
                        reading.withPlanted(
                                Set.of("v7.example"), tells ? Set.of("v9.example") : Set.of()));
        rig.kill();
        for (int i = 1; i <= 20; i++) {
            rig.put(claim(i));
        }
        rig.start();
        rig.settle();
        // Then
        assertThat(rig.iocs().all()).hasSize(19);
        assertThat(rig.aside())
                .extracting(Quarantined::subject)
                .containsExactly("domain:v7.example");
        // When it is mended and tried again
        rig.iocs().rules(reading);
        rig.mirror().replay(rig.aside().getFirst());
        rig.settle();
        // Then
        assertThat(rig.iocs().all()).hasSize(20);
        assertThat(rig.aside()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("readings")
    void r21WhatSomebodyDeletedIsMadeAgainWhenItChanges(IocRules reading) {
        rig.iocs().rules(reading);
        rig.put(claim(1), claim(2));
        rig.settle();
        rig.iocs().delete(rig.iocs().all().stream().map(Ioc::id).toList(), _ -> false);
        // When
        rig.put(claim(1).labelled(rig.tick(), "changed"));
        rig.openCti().delete(Claim.id(2));
        rig.settle();
        // Then
        assertThat(rig.iocs().all()).extracting(Ioc::value).containsExactly("v1.example");
        assertThat(rig.aside()).isEmpty();
    }

    @Test
    void r09AChangeDuringASlowWriteIsWrittenAfterIt() {
        rig.simulator()
                .arm(
                        FaultRule.once(
                                SimulatedMirror.WRITES, new Fault.Stall(Duration.ofMillis(400))));
        rig.put(claim(1).labelled(rig.tick(), "first"));
        rig.eventually("the first is on its way", () -> rig.writes() == 1);
        rig.put(claim(1).labelled(rig.tick(), "second"));
        rig.settle();
        assertThat(rig.ioc("v1.example").orElseThrow().tags()).containsExactly("second");
    }

    @Test
    void r10AnEditedPatternTakesItsOldValuesAway() {
        String three = "[domain-name:value IN ('a.example', 'b.example', 'c.example')]";
        rig.put(claim(1).of(rig.tick(), three));
        rig.settle();
        rig.put(claim(1).of(rig.tick(), "[domain-name:value IN ('b.example', 'd.example')]"));
        rig.settle();
        assertThat(rig.iocs().all().stream().filter(it -> it.action().equals("detect")))
                .extracting(Ioc::value)
                .containsExactlyInAnyOrder("b.example", "d.example");
        assertThat(rig.ioc("a.example").orElseThrow().tags()).contains("TO_DELETE");
    }

    @Test
    void r12WhatIsRevokedIsPutOutOfUseAndNoTimeThatHasPassedIsSent() {
        rig.openCti().rules(rig.openCti().rules().withOnlyValid(false));
        rig.put(claim(1), claim(2));
        rig.settle();
        rig.put(claim(1).revoked(rig.tick()));
        rig.put(claim(2).until(rig.tick(), rig.clock().instant().minusSeconds(60)));
        rig.put(claim(3).until(rig.tick(), rig.clock().instant().minusSeconds(60)));
        rig.settle();
        assertThat(rig.iocs().all()).hasSize(2).allMatch(it -> it.action().equals("no_action"));
        assertThat(rig.aside()).isEmpty();
    }

    @Test
    void r13AScoreThatFallsWithinItsBandWritesNothing() {
        rig.put(claim(1).scored(rig.tick(), 79));
        rig.settle();
        int writes = rig.writes();
        for (int score = 78; score >= 60; score -= 2) {
            rig.put(claim(1).scored(rig.tick(), score));
            rig.settle();
        }
        assertThat(rig.writes()).isEqualTo(writes);
    }

    static Stream<Fault> passing() {
        return Stream.of(
                new Fault.Throttle(RetryHint.EPOCH_SECONDS, Duration.ofSeconds(30)),
                new Fault.Throttle(RetryHint.EPOCH_MILLIS, Duration.ofSeconds(30)),
                new Fault.Throttle(RetryHint.RETRY_AFTER, Duration.ofSeconds(30)),
                new Fault.Throttle(RetryHint.NONE, Duration.ofSeconds(30)),
                new Fault.Status(500, ErrorBody.ENVELOPE, "internal error"),
                new Fault.Status(503, ErrorBody.HTML, ""),
                new Fault.ExpiredToken());
    }

    @ParameterizedTest
    @MethodSource("passing")
    void r16WhatPassesIsWaitedOutAndNothingIsLost(Fault fault) {
        int times = fault instanceof Fault.ExpiredToken ? 1 : 8;
        rig.simulator().arm(FaultRule.once(SimulatedMirror.WRITES, fault).repeated(times));
        rig.put(claim(1), claim(2), claim(3));
        rig.settle();
        assertThat(rig.iocs().all()).hasSize(3);
        assertThat(rig.aside()).isEmpty();
    }

    @Test
    void r17WhileFalconIsDownTheStreamIsReadAndAllIsKept() {
        rig.simulator().arm(FaultRule.always("/iocs/*", new Fault.Status(503, ErrorBody.HTML, "")));
        rig.openCti().seed(0, 2000, false);
        Marker.passes(rig);
        assertThat(rig.number("SELECT COUNT(*) FROM ioc_entry WHERE ticket > 0")).isEqualTo(2000);
        assertThat(rig.aside()).isEmpty();
        // When
        rig.kill();
        rig.start();
        rig.simulator().clearFaults();
        rig.settle();
        // Then
        assertThat(rig.iocs().all()).hasSize(2000);
        assertThat(rig.aside()).isEmpty();
    }

    @Test
    void r27WhatFalconHasNoRoomForIsSetAsideAndShown() {
        rig.iocs().rules(IocRules.DEFAULT.withCap(3));
        for (int i = 1; i <= 5; i++) {
            rig.put(claim(i));
        }
        rig.settle();
        assertThat(rig.iocs().all()).hasSize(3);
        assertThat(rig.aside()).hasSize(2).allMatch(it -> it.message().contains("3 indicators"));
    }

    @Test
    void r29LabelsThatAreTakenAwayGoAndTheMarkGoesWithARevival() {
        rig.put(claim(1).labelled(rig.tick(), "a", "b", "TO_DELETE"));
        rig.settle();
        assertThat(tags()).containsExactly("a", "b");
        rig.put(claim(1).labelled(rig.tick(), "b"));
        rig.settle();
        assertThat(tags()).containsExactly("b");
        rig.put(claim(1).labelled(rig.tick()));
        rig.settle();
        assertThat(tags()).isEmpty();
        rig.put(claim(1).revoked(rig.tick()));
        rig.settle();
        assertThat(tags()).contains("TO_DELETE");
        rig.put(claim(1).labelled(rig.tick(), "c"));
        rig.settle();
        assertThat(tags()).containsExactly("c");
    }

    private List<String> tags() {
        return rig.ioc("v1.example").orElseThrow().tags();
    }
}
