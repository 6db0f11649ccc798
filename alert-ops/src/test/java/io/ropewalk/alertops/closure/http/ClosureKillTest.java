package io.ropewalk.alertops.closure.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.alertops.alert.AlertEdit;
import io.ropewalk.alertops.audit.Audit;
import io.ropewalk.alertops.audit.AuditEvent;
import io.ropewalk.alertops.closure.Closure;
import io.ropewalk.alertops.closure.ClosureListener;
import io.ropewalk.alertops.closure.ClosureRequest;
import io.ropewalk.alertops.closure.ClosureRunner;
import io.ropewalk.alertops.closure.ClosureSettings;
import io.ropewalk.alertops.closure.ClosureState;
import io.ropewalk.alertops.closure.ClosureStore;
import io.ropewalk.alertops.closure.Closures;
import io.ropewalk.alertops.closure.Exclusion;
import io.ropewalk.alertops.closure.ItemState;
import io.ropewalk.alertops.closure.Previews;
import io.ropewalk.alertops.closure.jdbc.JdbcClosures;
import io.ropewalk.alertops.guard.Caps;
import io.ropewalk.alertops.guard.HostGuard;
import io.ropewalk.alertops.testing.ServiceResource;
import io.ropewalk.alertops.testing.TestDatabase;
import io.ropewalk.alertops.testing.Together;
import io.ropewalk.alertops.work.Caller;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.alertops.work.Role;
import io.ropewalk.falcon.alerts.AlertStatus;
import io.ropewalk.kit.state.Sql;
import io.ropewalk.kit.state.StateDatabase;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that dies at each step of a batch, and another that goes on: every alert once. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class ClosureKillTest {
    private static final int PLANTED = 30;
    private static final ClosureSettings SETTINGS =
            new ClosureSettings(
                    1_000,
                    20,
                    Duration.ofMinutes(15),
                    Duration.ofHours(24),
                    10,
                    Duration.ZERO,
                    false);
    private static final Caller ANNA =
            new Caller("anna@example.com", Set.of(Role.RESPONDER), "http");
    private static final Caller BOB = new Caller("bob@example.com", Set.of(Role.RESPONDER), "http");

    @Inject Falcon falcon;
    @Inject Audit audit;
    @Inject Caps caps;
    @Inject HostGuard hosts;
    @Inject ObjectMapper json;

    @TempDir Path folder;

    private final Closing closing = new Closing("silent");
    private final Dying dying = new Dying();
    private StateDatabase database;
    private JdbcClosures store;
    private Clock clock = Clock.systemUTC();

    @BeforeEach
    void open() {
        closing.seed(100, PLANTED);
        database = TestDatabase.sqlite(folder);
        store = new JdbcClosures(new Sql(database, IllegalStateException::new), json);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Previews.Preview preview() {
        AlertEdit edit =
                new AlertEdit(
                        Optional.of(AlertStatus.CLOSED),
                        Optional.empty(),
                        Optional.of("benign"),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Optional.empty());
        return new Previews(
                        falcon,
                        store,
                        audit,
                        new Previews.Guards(caps, hosts, Set.of()),
                        dying,
                        SETTINGS,
                        clock)
                .preview(
                        "silent",
                        new ClosureRequest(
                                new ClosureRequest.Which.ByHash(List.of(Closing.HASH), List.of()),
                                edit,
                                Set.of(Exclusion.values()),
                                "CHG-42"),
                        ANNA);
    }

    private Closures closures() {
        return new Closures(store, audit, caps, SETTINGS, clock);
    }

    private static Closures.Confirmation confirmation(Previews.Preview preview) {
        return new Closures.Confirmation(preview.token(), PLANTED, "go", Optional.empty());
    }

    private void run(String owner) throws InterruptedException {
        ClosureStore.Claim claim =
                store.claim(owner, Duration.ofMinutes(1), clock.instant()).orElseThrow();
        new ClosureRunner(
                        new DyingFalcon(falcon, dying),
                        store,
                        dying.audit(audit),
                        dying,
                        SETTINGS,
                        clock,
                        _ -> {})
                .run(claim, () -> true);
        store.release(claim);
    }

    private String approved() {
        Previews.Preview preview = preview();
        String id = preview.closure().id();
        assertThat(closures().execute("silent", id, confirmation(preview), ANNA).state())
                .isEqualTo(ClosureState.WAITING);
        assertThatThrownBy(() -> closures().approve("silent", id, "", ANNA))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("second person");
        closures().approve("silent", id, "seen", BOB);
        return id;
    }

    @ParameterizedTest
    @EnumSource(Dying.When.class)
    void whoeverGoesOnWritesWhatIsMissing(Dying.When when) throws InterruptedException {
        // Given
        String id = approved();
        for (int kill = 1; kill <= 3; kill++) {
            dying.at(when, 1);
            String owner = "process-" + kill;
            // When
            assertThatThrownBy(() -> run(owner)).isInstanceOf(Dying.Killed.class);
            store.freeOwnLeases();
        }
        dying.never();
        run("last");
        // Then
        Closure end = store.find("silent", id).orElseThrow();
        assertThat(end.state()).isEqualTo(ClosureState.SUCCEEDED);
        assertThat(store.counts(id)).isEqualTo(Map.of(ItemState.CLOSED, PLANTED));
        assertThat(closing.alerts(1).getMap("written")).isEqualTo(Map.of("1", PLANTED));
        closing.assertCommentedOnce(id, PLANTED);
        assertThat(audit.verify().brokenAt()).isEmpty();
    }

    @Test
    void oneThatLostItsClosureWritesNothingMore() throws InterruptedException {
        // Given
        String id = approved();
        dying.at(Dying.When.BEFORE_SENDING, 1);
        ClosureStore.Claim stale =
                store.claim("slow", Duration.ofMinutes(1), clock.instant()).orElseThrow();
        // When
        store.freeOwnLeases();
        dying.never();
        run("quick");
        // Then
        assertThatThrownBy(() -> store.fly(stale, store.items(id, Optional.empty(), 5, -1)))
                .isInstanceOf(ClosureStore.ClaimLost.class);
        assertThat(store.counts(id)).isEqualTo(Map.of(ItemState.CLOSED, PLANTED));
    }

    @Test
    void aTokenThatExpiredConfirmsNothing() {
        // Given
        Previews.Preview preview = preview();
        clock = Clock.fixed(Instant.now().plus(SETTINGS.tokenTtl()).plusSeconds(1), ZoneOffset.UTC);
        // When, Then
        assertThatThrownBy(() ->
                        closures()
                                .execute(
                                        "silent",
                                        preview.closure().id(),
                                        confirmation(preview),
                                        ANNA))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("expired");
        assertThat(preview.closure().seen(clock.instant())).isEqualTo(ClosureState.CANCELLED);
        assertThat(store.claim("any", Duration.ofMinutes(1), clock.instant())).isEmpty();
    }

    private String waiting() {
        Previews.Preview preview = preview();
        closures().execute("silent", preview.closure().id(), confirmation(preview), ANNA);
        return preview.closure().id();
    }

    @Test
    void anApprovalThatComesTooLateIsNone() {
        // Given
        String id = waiting();
        Duration late = SETTINGS.approvalTtl().plusSeconds(1);
        clock = Clock.fixed(Instant.now().plus(late), ZoneOffset.UTC);
        // When, Then
        assertThatThrownBy(() -> closures().approve("silent", id, "seen", BOB))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("time to approve this closure is over");
        assertThat(closures().get("silent", id).seen(clock.instant()))
                .isEqualTo(ClosureState.CANCELLED);
        assertThat(store.claim("any", Duration.ofMinutes(1), clock.instant())).isEmpty();
    }

    @Test
    void anApprovalMayComeAfterTheTokenHasExpired() {
        // Given
        String id = waiting();
        clock = Clock.fixed(Instant.now().plus(SETTINGS.tokenTtl()).plusSeconds(1), ZoneOffset.UTC);
        // When, Then
        assertThat(closures().approve("silent", id, "seen", BOB).state())
                .isEqualTo(ClosureState.QUEUED);
    }

    @Test
    void aLargeRevertTakesASecondPersonToo() throws InterruptedException {
        // Given
        String id = approved();
        run("one");
        // When
        Closure revert = closures().revert("silent", id, "mistaken", ANNA);
        // Then
        assertThat(revert.state().waitsFor()).contains("approval");
        assertThat(store.claim("any", Duration.ofMinutes(1), clock.instant())).isEmpty();
        assertThatThrownBy(() -> closures().revert("silent", id, "mistaken", BOB))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> closures().approve("silent", revert.id(), "", ANNA))
                .hasMessageContaining("second person");
        // When
        closures().approve("silent", revert.id(), "seen", BOB);
        run("two");
        // Then
        assertThat(store.counts(revert.id())).isEqualTo(Map.of(ItemState.CLOSED, PLANTED));
    }

    @Test
    void theSameConfirmationManyTimesAtOnceGetsTheSameAnswer() {
        // Given
        Previews.Preview preview = preview();
        String id = preview.closure().id();
        var keyed = new Closures.Confirmation(preview.token(), PLANTED, "go", Optional.of("key-1"));
        // When
        List<Closure> answers =
                Together.each(6, _ -> closures().execute("silent", id, keyed, ANNA));
        // Then
        assertThat(answers).hasSize(6).allMatch(it -> it.state() == ClosureState.WAITING);
    }

    @Test
    void aConfirmationSentAgainWithItsKeyIsTheSame() {
        // Given
        Previews.Preview preview = preview();
        String id = preview.closure().id();
        var keyed = new Closures.Confirmation(preview.token(), PLANTED, "go", Optional.of("key-1"));
        // When
        Closure first = closures().execute("silent", id, keyed, ANNA);
        Closure second = closures().execute("silent", id, keyed, ANNA);
        // Then
        assertThat(second.id()).isEqualTo(first.id());
        var other = new Closures.Confirmation(preview.token(), 1, "go", Optional.of("key-1"));
        assertThatThrownBy(() -> closures().execute("silent", id, other, ANNA))
                .isInstanceOfSatisfying(
                        Refused.class,
                        it -> assertThat(it.why()).isInstanceOf(Refused.Why.KeyReused.class));
        assertThatThrownBy(() -> closures().execute("silent", id, confirmation(preview), ANNA))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("good for once");
    }

    /** Dies where it is told to; hears of every step. */
    static final class Dying implements ClosureListener {
        private When when = When.AFTER_SETTLING;
        private int in = Integer.MAX_VALUE;

        /** The steps of a batch. */
        enum When {
            BEFORE_FLYING,
            BEFORE_SENDING,
            MIDWAY,
            AFTER_SENDING,
            AFTER_SETTLING
        }

        /** As a SIGKILL: nothing is tidied up. */
        static final class Killed extends Error {
            private static final long serialVersionUID = 1L;
        }

        void at(When step, int times) {
            when = step;
            in = times;
        }

        void never() {
            in = Integer.MAX_VALUE;
        }

        boolean due(When step) {
            return step == when && in != Integer.MAX_VALUE && --in == 0;
        }

        void here(When step) {
            if (due(step)) {
                throw new Killed();
            }
        }

        Audit audit(Audit real) {
            return new Audit() {
                @Override
                public void append(AuditEvent event) {
                    real.append(event);
                    if (event.operation().equals("closure-batch")
                            && event.phase().equals("asked")) {
                        here(When.BEFORE_FLYING);
                    }
                }

                @Override
                public List<Line> find(Wanted wanted) {
                    return real.find(wanted);
                }

                @Override
                public Verified verify() {
                    return real.verify();
                }
            };
        }

        @Override
        public void previewed(int total) {}

        @Override
        public void settled(Map<ItemState, Integer> outcomes) {
            here(When.AFTER_SETTLING);
        }

        @Override
        public void batch(Duration took) {}

        @Override
        public void started() {}

        @Override
        public void ended(ClosureState state) {}
    }
}
