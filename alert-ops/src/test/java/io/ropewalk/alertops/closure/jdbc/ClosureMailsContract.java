package io.ropewalk.alertops.closure.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ropewalk.alertops.alert.AlertEdit;
import io.ropewalk.alertops.closure.Closure;
import io.ropewalk.alertops.closure.ClosureItem;
import io.ropewalk.alertops.closure.ClosureMails.Claim;
import io.ropewalk.alertops.closure.ClosureState;
import io.ropewalk.alertops.closure.ClosureStore;
import io.ropewalk.alertops.closure.ClosureStore.Execution;
import io.ropewalk.alertops.closure.Deed;
import io.ropewalk.alertops.closure.Former;
import io.ropewalk.alertops.closure.ItemState;
import io.ropewalk.falcon.alerts.AlertStatus;
import io.ropewalk.kit.state.Sql;
import io.ropewalk.kit.state.StateDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database has to do with mail about closures. Two replicas share it. */
abstract class ClosureMailsContract {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration LIFE = Duration.ofMinutes(5);

    private final Instant at = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private StateDatabase database;
    private JdbcClosures store;
    private JdbcClosureMails one;
    private JdbcClosureMails two;

    abstract StateDatabase database();

    @BeforeEach
    void open() {
        database = database();
        Sql sql = new Sql(database, IllegalStateException::new);
        store = new JdbcClosures(sql, new ObjectMapper());
        one = new JdbcClosureMails(sql, new ObjectMapper(), store);
        two = new JdbcClosureMails(sql, new ObjectMapper(), store);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void previewed(String id) {
        AlertEdit edit =
                new AlertEdit(
                        Optional.of(AlertStatus.CLOSED),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Optional.empty());
        Closure closure =
                new Closure(
                        id,
                        "acme",
                        new Deed.Close(edit),
                        new Closure.Frozen(1, 1, "digest", Map.of(), Map.of(), List.of()),
                        new Closure.Asked("anna", "http", "why", false, Optional.empty()),
                        new Closure.Pass("hash", at.plusSeconds(60), "", ""),
                        ClosureState.PREVIEWED,
                        new Closure.Times(
                                at, Optional.empty(), Optional.empty(), 0, Optional.empty()),
                        Optional.empty());
        Former former = new Former("new", List.of(), "", "", "", "2026");
        store.create(
                closure,
                List.of(new ClosureItem(0, "a", former, "", ItemState.PENDING, 0, "", "")));
    }

    private ClosureStore.Claim running(String id) {
        previewed(id);
        store.execute(id, new Execution(ClosureState.QUEUED, "go", "", "", at, at), () -> {});
        return store.claim("one", LIFE, at).orElseThrow();
    }

    private void end(ClosureStore.Claim claim, ClosureState state, Instant when) {
        store.end(claim, state, Optional.empty(), when);
        store.release(claim);
    }

    private Optional<Claim> next(JdbcClosureMails mails) {
        mails.note(DAY);
        return mails.claim();
    }

    @Test
    void anEndIsToldOnceByOneOfTwoReplicas() {
        // Given
        ClosureStore.Claim claim = running("c-1");
        assertThat(next(one)).isEmpty();
        end(claim, ClosureState.SUCCEEDED, at);
        // When
        one.note(DAY);
        two.note(DAY);
        Optional<Claim> first = one.claim();
        // Then
        assertThat(first).isPresent();
        assertThat(first.get().report().state()).isEqualTo("succeeded");
        assertThat(first.get().tries()).isEqualTo(1);
        assertThat(two.claim()).isEmpty();
        one.sent(first.get());
        assertThat(next(two)).isEmpty();
        assertThat(next(one)).isEmpty();
    }

    @Test
    void whatWasNotTakenIsTriedAgainByWhoeverComes() {
        // Given
        end(running("c-1"), ClosureState.FAILED, at);
        // When
        one.failed(next(one).orElseThrow(), "450 busy", Optional.of(Duration.ZERO));
        Claim again = next(two).orElseThrow();
        two.failed(again, "450 busy", Optional.empty());
        // Then
        assertThat(again.tries()).isEqualTo(2);
        assertThat(next(one)).isEmpty();
    }

    @Test
    void whatWasResumedIsToldOfWhenItEndsAgain() {
        // Given
        end(running("c-1"), ClosureState.INCOMPLETE, at);
        Claim first = next(one).orElseThrow();
        one.sent(first);
        // When
        store.resume("c-1");
        assertThat(next(one)).isEmpty();
        end(store.claim("two", LIFE, at).orElseThrow(), ClosureState.SUCCEEDED, at.plusSeconds(1));
        Claim second = next(two).orElseThrow();
        // Then
        assertThat(second.ended()).isEqualTo(at.plusSeconds(1));
        two.sent(second);
        assertThat(next(one)).isEmpty();
    }

    @Test
    void ofWhatWasNeverExecutedOrEndedLongAgoNobodyIsTold() {
        // Given
        previewed("never");
        store.cancel("never", at);
        end(running("old"), ClosureState.SUCCEEDED, at.minus(DAY).minusSeconds(60));
        // When, Then
        assertThat(next(one)).isEmpty();
        end(running("needless"), ClosureState.SUCCEEDED, at);
        one.needless(next(one).orElseThrow());
        assertThat(next(two)).isEmpty();
    }
}
