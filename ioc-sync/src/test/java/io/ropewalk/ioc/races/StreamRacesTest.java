package io.ropewalk.ioc.races;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.ioc.ledger.Quarantined;
import io.ropewalk.ioc.opencti.EventId;
import io.ropewalk.ioc.opencti.StreamState;
import io.ropewalk.ioc.testing.ServiceResource;
import io.ropewalk.ioc.testing.TestDatabase;
import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.FaultRule;
import io.ropewalk.simulator.ioc.Ioc;
import io.ropewalk.simulator.opencti.OctiHub.Cut;
import io.ropewalk.simulator.opencti.OctiRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What can happen to the stream, and to the process that reads it. The numbers are those of
 * docs/ioc-races.md.
 */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class StreamRacesTest {
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

    private List<String> values() {
        return rig.iocs().all().stream().map(Ioc::value).sorted().toList();
    }

    @Test
    void r01AReplayAfterAKillWritesNothing() {
        for (int i = 0; i < 30; i++) {
            rig.put(claim(i));
        }
        rig.settle();
        int writes = rig.writes();
        // When
        rig.kill();
        rig.start();
        rig.openCti().replay(30);
        rig.settle();
        // Then
        assertThat(rig.writes()).isEqualTo(writes);
        assertThat(values()).hasSize(30);
    }

    @Test
    void r02AKillAtAnyStepLosesNothing() {
        for (int step = 1; step <= 30; step++) {
            Claim gone = claim(step - 1);
            rig.openCti().delete(gone.id());
            rig.put(claim(step), claim(1000).labelled(rig.tick(), "after-" + step));
            rig.kill(step);
            rig.start();
            rig.settle();
            assertThat(values())
                    .as("killed at step %d", step)
                    .containsExactlyInAnyOrder("v1000.example", "v%d.example".formatted(step));
            assertThat(rig.ioc("v1000.example").orElseThrow().tags())
                    .containsExactly("after-" + step);
        }
    }

    @Test
    void r04AReferenceUnderTheSameIdDoesNotHideItsIndicator() {
        rig.openCti().rules(rig.openCti().rules().withNoise(true, 0));
        int number = 0;
        // The connected frame, the reference, the indicator: a cut at every place in them.
        for (int bytes = 200; bytes < 1800; bytes += 80) {
            rig.settle();
            rig.kill();
            rig.put(claim(++number));
            rig.simulator()
                    .arm(FaultRule.once(SimulatedMirror.STREAM, new Fault.CutBody(bytes, true)));
            rig.start();
            String value = "v%d.example".formatted(number);
            rig.eventually("cut at " + bytes, () -> rig.ioc(value).isPresent());
        }
    }

    @Test
    void r05AHeartbeatAheadOfTheEventsHidesNone() {
        rig.openCti()
                .rules(
                        rig.openCti()
                                .rules()
                                .withHeartbeat(Duration.ofMillis(10), Duration.ofSeconds(40)));
        rig.eventually("a heartbeat has come", () -> !rig.ledger().checkpoint().isFresh());
        rig.put(claim(1));
        rig.settle();
        assertThat(values()).containsExactly("v1.example");
        // When it goes on from there
        assertThat(isAhead()).isFalse();
        rig.kill();
        rig.put(claim(2));
        rig.start();
        rig.settle();
        // Then
        assertThat(values()).containsExactly("v1.example", "v2.example");
    }

    /** As the heartbeats are. */
    private boolean isAhead() {
        return EventId.of(rig.ledger().checkpoint().position())
                .filter(it -> it.millis() > rig.clock().millis() + 20_000)
                .isPresent();
    }

    @Test
    void r06AFrameThatIsCutIsReadAgain() {
        for (int i = 1; i <= 10; i++) {
            rig.settle();
            rig.openCti().cut(Cut.MID_FRAME);
            rig.put(claim(i));
        }
        rig.settle();
        assertThat(values()).hasSize(10);
    }

    @Test
    void r08DeletedAndMadeAgainAtOnceIsThereAndTheOtherWayRoundIsNot() {
        rig.put(claim(1), claim(2));
        rig.settle();
        rig.kill();
        rig.openCti().delete(Claim.id(1));
        rig.put(claim(1));
        rig.openCti().delete(Claim.id(2));
        rig.put(claim(2));
        rig.openCti().delete(Claim.id(2));
        rig.start();
        rig.settle();
        assertThat(values()).containsExactly("v1.example");
    }

    @Test
    void r15AnEventThatCannotBeReadIsSetAsideAndTheNextIsRead() {
        rig.settle();
        rig.tick();
        rig.openCti().raw("{\"type\":\"create\",\"data\":{\"type\":\"indica");
        rig.openCti()
                .raw(
                        "{\"type\":\"create\",\"data\":{\"type\":\"indicator\",\"id\":\"indicator--x\"}}");
        rig.put(claim(1).of(rig.tick(), "[domain-name:value='v1.example']", "domain v1.example"));
        rig.put(claim(2).of(rig.tick(), "[domain-name:value = 'v2.example", "domain v2.example"));
        rig.settle();
        // Then
        assertThat(values()).containsExactly("v1.example");
        assertThat(rig.aside()).hasSize(2);
        assertThat(rig.aside()).extracting(Quarantined::raw).anyMatch(it -> it.endsWith("indica"));
        assertThat(rig.beginnings()).isOne();
        // And again after a kill
        rig.kill();
        rig.start();
        rig.put(claim(3));
        rig.settle();
        assertThat(rig.aside()).hasSize(2);
    }

    @Test
    void r18AStreamThatIsStoppedOrNotAllowedIsAStateAndReadOnAfterwards() {
        OctiRules usual = rig.openCti().rules();
        rig.openCti().rules(usual.withLive(false));
        rig.eventually("stopped", () -> rig.mirror().session().state() == StreamState.STOPPED);
        rig.put(claim(1));
        rig.openCti().rules(usual.withAllowed(false));
        rig.eventually("refused", () -> rig.mirror().session().state() == StreamState.REFUSED);
        rig.put(claim(2));
        rig.openCti().rules(usual);
        rig.settle();
        assertThat(values()).containsExactly("v1.example", "v2.example");
        rig.eventually("live", () -> rig.mirror().session().state() == StreamState.LIVE);
    }

    @Test
    void r19WhatTheStreamNoLongerHasIsReadFromTheDatabaseAndWhatWentMeanwhileGoes() {
        rig.put(claim(1), claim(2), claim(3));
        rig.settle();
        rig.kill();
        rig.clock().advance(Duration.ofDays(2));
        rig.openCti().delete(Claim.id(1));
        rig.put(claim(2).revoked(rig.tick()), claim(4));
        rig.clock().advance(Duration.ofDays(2));
        rig.put(claim(5));
        rig.openCti().trim(1);
        // When
        rig.start();
        // Then
        rig.eventually(
                "all is as OpenCTI has it",
                () -> values().equals(List.of("v3.example", "v4.example", "v5.example")));
        rig.settle();
        assertThat(rig.ledger().checkpoint().reading()).isEqualTo(2);
    }

    @Test
    void r19AGapBehindAHeartbeatThatWasAheadIsSeenToo() {
        rig.openCti()
                .rules(
                        rig.openCti()
                                .rules()
                                .withHeartbeat(Duration.ofMillis(10), Duration.ofSeconds(40)));
        rig.put(claim(1));
        rig.settle();
        assertThat(isAhead()).isFalse();
        rig.kill();
        rig.clock().advance(Duration.ofSeconds(5));
        rig.put(claim(2), claim(3));
        rig.openCti().trim(1);
        rig.start();
        rig.eventually("the one that was lost is there", () -> rig.ioc("v2.example").isPresent());
    }

    @Test
    void r20AResetInOpenctiReadsEverythingAgainAndWritesNothing() {
        rig.put(claim(1), claim(2));
        rig.settle();
        int writes = rig.writes();
        rig.eventually("it is known", () -> !rig.openCti().connectors().isEmpty());
        // When
        rig.openCti().reset(SimulatedMirror.CONNECTOR);
        // Then
        rig.eventually("read again", () -> rig.ledger().checkpoint().reading() == 2);
        rig.settle();
        assertThat(rig.writes()).isEqualTo(writes);
        assertThat(values()).containsExactly("v1.example", "v2.example");
    }
}
