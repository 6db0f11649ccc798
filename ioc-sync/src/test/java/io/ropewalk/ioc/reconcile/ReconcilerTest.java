package io.ropewalk.ioc.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.ioc.indicator.Severity;
import io.ropewalk.ioc.mirror.StoredIoc;
import io.ropewalk.ioc.testing.MirrorRig;
import io.ropewalk.ioc.testing.Wishes;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReconcilerTest {
    private static final Order DRY = new Order(true, Optional.empty(), false);

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void afterTheMirrorThereIsNothingToDo(boolean permanent) {
        var rig = mirrored(permanent);
        rig.take(Wishes.gone("i3", 2, true));
        rig.drain();
        int writes = rig.falcon().writes();
        Report report = run(rig, permanent, Order.USUAL);
        assertThat(report.isClean()).isTrue();
        assertThat(report.counts().inSync()).isEqualTo(permanent ? 2 : 3);
        assertThat(rig.falcon().writes()).isEqualTo(writes);
    }

    @Test
    void everyDifferenceIsReportedFirstAndRepairedThen() {
        // Given
        var rig = mirrored(true);
        rig.falcon().tamper(id(rig, "a.example"), _ -> Optional.empty());
        rig.falcon().tamper(id(rig, "b.example"), it -> Optional.of(without(it)));
        StoredIoc own = rig.falcon().of(Wishes.domain("c.example")).orElseThrow();
        rig.falcon().stored().put("stray", as(own, "stray", "stray.example", MirrorRig.SOURCE));
        rig.falcon().stored().put("hand", as(own, "hand", "hand.example", "an analyst"));
        var before = Set.copyOf(rig.falcon().stored().values());
        // When
        Report dry = run(rig, true, DRY);
        // Then
        assertThat(dry.counts()).isEqualTo(new Report.Counts(3, 1, 1, 1, 1, 0, 0));
        assertThat(dry.samples())
                .extracting(it -> it.kind().word() + " " + it.value())
                .containsExactlyInAnyOrder(
                        "missing a.example", "drifted b.example", "extra stray.example");
        rig.drain();
        assertThat(rig.falcon().stored().values()).containsExactlyInAnyOrderElementsOf(before);
        // When
        Report real = run(rig, true, Order.USUAL);
        rig.drain();
        // Then
        assertThat(real.counts().removed()).isOne();
        assertThat(rig.falcon().of(Wishes.domain("a.example"))).isPresent();
        assertThat(rig.falcon().of(Wishes.domain("b.example")).orElseThrow().body().tags())
                .contains("i2");
        assertThat(rig.falcon().of(Wishes.domain("stray.example"))).isEmpty();
        assertThat(rig.falcon().of(Wishes.domain("hand.example"))).isPresent();
        assertThat(run(rig, true, DRY).isClean()).isTrue();
    }

    @Test
    void moreRemovalsThanAllowedWaitForAYes() {
        // Given
        var rig = mirrored(true);
        StoredIoc own = rig.falcon().of(Wishes.domain("c.example")).orElseThrow();
        for (int i = 0; i < 5; i++) {
            String name = "stray%d.example".formatted(i);
            rig.falcon().stored().put(name, as(own, name, name, MirrorRig.SOURCE));
        }
        // When
        Report report = run(rig, true, Order.USUAL);
        // Then
        assertThat(report.state()).isEqualTo(Report.State.INCOMPLETE);
        assertThat(report.held()).isEqualTo(5);
        assertThat(rig.falcon().stored()).hasSize(8);
        // When
        run(rig, true, new Order(false, Optional.empty(), true));
        // Then
        assertThat(rig.falcon().stored()).hasSize(3);
    }

    @Test
    void anIocWhoseSourceSomebodyChangedHasDrifted() {
        var rig = mirrored(true);
        String id = id(rig, "a.example");
        rig.falcon().tamper(id, it -> Optional.of(as(it, id, "a.example", "an analyst")));
        assertThat(run(rig, true, DRY).counts().drifted()).isOne();
        // When
        run(rig, true, Order.USUAL);
        rig.drain();
        // Then
        assertThat(rig.falcon().of(Wishes.domain("a.example")).orElseThrow().source())
                .isEqualTo(MirrorRig.SOURCE);
    }

    @Test
    void whatNoIndicatorWantsOfASourceToAdoptIsReportedAndLeft() {
        var rig = mirrored(true);
        StoredIoc own = rig.falcon().of(Wishes.domain("c.example")).orElseThrow();
        rig.falcon().stored().put("hand", as(own, "hand", "hand.example", "an analyst"));
        Report report = run(rig, true, new Order(false, Optional.of("an analyst"), false));
        assertThat(report.counts().extra()).isOne();
        assertThat(report.counts().removed()).isZero();
        assertThat(rig.falcon().stored()).containsKey("hand");
    }

    @Test
    void aComparisonThatFailedSaysNothingOfWhatItDidNotSee() {
        // Given
        var rig = mirrored(true);
        rig.falcon().tamper(id(rig, "a.example"), _ -> Optional.empty());
        rig.falcon().mute(true);
        // When
        Report failed = run(rig, true, DRY);
        // Then
        assertThat(failed.state()).isEqualTo(Report.State.FAILED);
        assertThat(failed.counts()).isEqualTo(Report.Counts.NONE);
        assertThat(failed.isFinished()).isFalse();
        assertThat(failed.isClean()).isFalse();
        // When
        rig.falcon().mute(false);
        // Then
        assertThat(run(rig, true, DRY).counts().missing()).isOne();
    }

    @Test
    void iocsOfAConnectorBeforeAreTakenOverOnRequest() {
        // Given
        var rig = MirrorRig.over(folder, true);
        rig.take(Wishes.stands("i1", 1, Wishes.detect(Severity.HIGH, "i1"), "a.example"));
        var other = MirrorRig.over(folder.resolve("other"), true);
        other.take(Wishes.stands("i1", 1, Wishes.detect(Severity.LOW, "old"), "a.example"));
        other.drain();
        StoredIoc old = other.falcon().of(Wishes.domain("a.example")).orElseThrow();
        rig.falcon().stored().put("old", as(old, "old", "a.example", "OpenCTI IOC"));
        rig.drain();
        assertThat(rig.falcon().of(Wishes.domain("a.example")).orElseThrow().body().severity())
                .isEqualTo("low");
        // When
        Report report = run(rig, true, new Order(false, Optional.of("OpenCTI IOC"), false));
        rig.drain();
        // Then
        assertThat(report.counts().adopted()).isOne();
        StoredIoc now = rig.falcon().of(Wishes.domain("a.example")).orElseThrow();
        assertThat(now.id()).isEqualTo("old");
        assertThat(now.source()).isEqualTo(MirrorRig.SOURCE);
        assertThat(now.body().severity()).isEqualTo("high");
    }

    private MirrorRig mirrored(boolean permanent) {
        var rig = MirrorRig.over(folder, permanent);
        rig.falcon().pagesOf(2);
        rig.take(
                Wishes.stands("i1", 1, Wishes.detect(Severity.HIGH, "i1"), "a.example"),
                Wishes.stands("i2", 1, Wishes.detect(Severity.HIGH, "i2"), "b.example"),
                Wishes.stands("i3", 1, Wishes.detect(Severity.HIGH, "i3"), "c.example"));
        rig.drain();
        return rig;
    }

    private static Report run(MirrorRig rig, boolean permanent, Order order) {
        return new Reconciler(
                        MirrorRig.TENANT,
                        rig.ledger(),
                        rig.falcon(),
                        new Reconciler.Settings(MirrorRig.SOURCE, permanent, 3, 0.5),
                        rig.clock())
                .run(rig.tenure(), order);
    }

    private static String id(MirrorRig rig, String domain) {
        return rig.falcon().of(Wishes.domain(domain)).orElseThrow().id();
    }

    private static StoredIoc as(StoredIoc it, String id, String domain, String source) {
        return new StoredIoc(id, Wishes.domain(domain), source, true, true, it.body());
    }

    private static StoredIoc without(StoredIoc it) {
        var body = it.body();
        return new StoredIoc(
                it.id(),
                it.value(),
                it.source(),
                true,
                true,
                new StoredIoc.Body(
                        body.action(),
                        body.mobileAction(),
                        body.severity(),
                        body.platforms(),
                        Set.of(),
                        body.description(),
                        body.expiration()));
    }
}
