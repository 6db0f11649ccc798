package io.ropewalk.ioc.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.ioc.indicator.Action;
import io.ropewalk.ioc.indicator.IocRule;
import io.ropewalk.ioc.indicator.ScoreTable;
import io.ropewalk.ioc.indicator.Severity;
import io.ropewalk.ioc.mirror.MirrorListener;
import io.ropewalk.ioc.mirror.TenantWriter;
import io.ropewalk.ioc.reconcile.Order;
import io.ropewalk.ioc.reconcile.Reconciler;
import io.ropewalk.ioc.reconcile.Report;
import io.ropewalk.ioc.testing.MirrorRig;
import io.ropewalk.ioc.testing.Wishes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenantWorkTest {
    @TempDir Path folder;

    private MirrorRig rig;
    private TenantWriter writer;
    private TenantWork work;

    @BeforeEach
    void start() {
        rig = MirrorRig.over(folder, false);
        writer =
                new TenantWriter(
                        MirrorRig.TENANT,
                        rig.ledger(),
                        rig.falcon(),
                        new TenantWriter.Settings(MirrorRig.SOURCE, false, 10),
                        MirrorListener.NONE,
                        rig.clock());
        var rule =
                new IocRule(
                        new IocRule.Actions(Action.PREVENT_NO_UI, Action.DETECT, Action.DETECT),
                        ScoreTable.of(List.of("0:low", "80:critical:prevent")),
                        false,
                        _ -> "",
                        _ -> false);
        var settings = new Reconciler.Settings(MirrorRig.SOURCE, false, 10, 1);
        var reconciler =
                new Reconciler(MirrorRig.TENANT, rig.ledger(), rig.falcon(), settings, rig.clock());
        work =
                new TenantWork(
                        MirrorRig.TENANT,
                        rig.ledger(),
                        writer,
                        reconciler,
                        rule,
                        rig.clock(),
                        _ -> {});
    }

    @Test
    void whatTheCustomersFalconDoesNotOfferIsSaidOnceItWasAsked() {
        assertThat(work.objections()).isEmpty();
        // When
        rig.take(Wishes.stands("i1", 1, Wishes.detect(Severity.LOW, "i1"), "a.example"));
        writer.round(rig.tenure());
        // Then
        assertThat(work.objections())
                .containsExactlyInAnyOrder(
                        "Falcon does not offer prevent_no_ui for md5.",
                        "Falcon does not offer prevent_no_ui for sha256.");
    }

    @Test
    void aComparisonThatFailedTakesNothingFromTheLastThatWasFinished() {
        // Given
        assertThat(work.compared()).isEmpty();
        Report good = work.compare(rig.tenure(), Order.USUAL).orElseThrow();
        Instant then = rig.clock().instant();
        assertThat(work.compared()).contains(then);
        // When
        rig.clock().advance(Duration.ofDays(1));
        rig.falcon().mute(true);
        Report failed = work.compare(rig.tenure(), Order.USUAL).orElseThrow();
        // Then
        assertThat(work.report()).contains(failed);
        assertThat(failed.failure()).isPresent();
        assertThat(work.finished()).contains(good);
        assertThat(work.compared()).contains(then);
    }

    @Test
    void aDryRunShowsDifferencesButIsNoRepair() {
        Report dry = work.compare(rig.tenure(), Order.DRY).orElseThrow();
        assertThat(work.finished()).contains(dry);
        assertThat(work.compared()).isEmpty();
    }
}
