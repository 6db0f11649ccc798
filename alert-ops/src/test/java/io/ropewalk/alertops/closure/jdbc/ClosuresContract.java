package io.ropewalk.alertops.closure.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ropewalk.alertops.alert.AlertEdit;
import io.ropewalk.alertops.alert.Assignment;
import io.ropewalk.alertops.closure.Closure;
import io.ropewalk.alertops.closure.ClosureItem;
import io.ropewalk.alertops.closure.ClosureState;
import io.ropewalk.alertops.closure.ClosureStore.Claim;
import io.ropewalk.alertops.closure.ClosureStore.ClaimLost;
import io.ropewalk.alertops.closure.ClosureStore.Execution;
import io.ropewalk.alertops.closure.ClosureStore.Wish;
import io.ropewalk.alertops.closure.Deed;
import io.ropewalk.alertops.closure.Former;
import io.ropewalk.alertops.closure.ItemState;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.alerts.AlertStatus;
import io.ropewalk.falcon.alerts.Resolution;
import io.ropewalk.kit.state.Sql;
import io.ropewalk.kit.state.StateDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database has to do with closures. */
abstract class ClosuresContract {
    private static final Instant AT = Instant.ofEpochMilli(1_800_000_000_000L);
    private static final Duration LIFE = Duration.ofMinutes(5);

    private StateDatabase database;
    private JdbcClosures store;

    abstract StateDatabase database();

    @BeforeEach
    void open() {
        database = database();
        store = new JdbcClosures(new Sql(database, IllegalStateException::new), new ObjectMapper());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Closure closure(String id, Deed deed, ClosureState state) {
        return new Closure(
                id,
                "acme",
                deed,
                new Closure.Frozen(
                        2,
                        3,
                        "digest",
                        Map.of("status", Map.of("new", 2)),
                        Map.of("critical", 1),
                        List.of(Map.of("compositeId", "a"))),
                new Closure.Asked("anna", "http", "why", true, Optional.empty()),
                new Closure.Pass("hash", AT.plusSeconds(60), "", ""),
                state,
                new Closure.Times(AT, Optional.empty(), Optional.empty(), 0, Optional.empty()),
                Optional.empty());
    }

    private static AlertEdit edit() {
        return new AlertEdit(
                Optional.of(AlertStatus.CLOSED),
                Optional.of(Resolution.IGNORED),
                Optional.of("benign"),
                Optional.of(new Assignment.ToUserId("anna@example.com")),
                List.of("a"),
                List.of("b"),
                Optional.empty());
    }

    private static ClosureItem item(int position, ItemState state) {
        Former former = new Former("new", List.of("x", "y'"), "", "m@example.com", "", "2026");
        return new ClosureItem(position, "id-" + position, former, "sha256", state, 0, "", "");
    }

    private Closure started(String id) {
        Closure closure = closure(id, new Deed.Close(edit()), ClosureState.PREVIEWED);
        store.create(closure, List.of(item(0, ItemState.PENDING), item(1, ItemState.PENDING)));
        return closure;
    }

    @Test
    void whatIsKeptIsFoundAgain() {
        Closure closure = started("c-1");
        assertThat(store.find("acme", "c-1")).contains(closure);
        assertThat(store.find("other", "c-1")).isEmpty();
        assertThat(store.items("c-1", Optional.of(ItemState.PENDING), 1, 0))
                .containsExactly(item(1, ItemState.PENDING));
        assertThat(store.list(List.of("acme", "other"), 5, Optional.empty()))
                .containsExactly(closure);
    }

    @Test
    void aConfirmationIsTakenOnceAndAnApprovalToo() {
        started("c-1");
        Execution execution = new Execution(ClosureState.WAITING, "go", "k", "d", AT);
        assertThat(store.execute("c-1", execution)).isTrue();
        assertThat(store.execute("c-1", execution)).isFalse();
        assertThat(store.claim("one", LIFE, AT)).isEmpty();
        assertThat(store.approve("c-1", "ben")).isTrue();
        assertThat(store.approve("c-1", "ben")).isFalse();
        Claim claim = store.claim("one", LIFE, AT).orElseThrow();
        assertThat(claim.closure().asked().approvedBy()).contains("ben");
        assertThat(claim.closure().pass().hash()).isEmpty();
        assertThat(store.claim("two", LIFE, AT)).isEmpty();
    }

    @Test
    void whoLostTheClaimWritesNothing() {
        // Given
        started("c-1");
        store.execute("c-1", new Execution(ClosureState.QUEUED, "go", "", "", AT));
        Claim claim = store.claim("one", LIFE, AT).orElseThrow();
        store.fly(claim, List.of(item(0, ItemState.PENDING)));
        store.settle(claim, List.of(item(0, ItemState.CLOSED)));
        // When
        store.release(claim);
        Claim other = store.claim("two", LIFE, AT).orElseThrow();
        // Then
        assertThat(other.closure().times().doneBefore()).isEqualTo(1);
        assertThatThrownBy(() -> store.settle(claim, List.of(item(1, ItemState.FAILED))))
                .isInstanceOf(ClaimLost.class);
        assertThat(store.renew(claim, LIFE)).isFalse();
        assertThat(store.counts("c-1"))
                .isEqualTo(Map.of(ItemState.CLOSED, 1, ItemState.PENDING, 1));
    }

    @Test
    void oneThatBrokeOffGoesOnAndItsRevertHasWhatWasClosed() {
        // Given
        started("c-1");
        store.execute("c-1", new Execution(ClosureState.QUEUED, "go", "", "", AT));
        Claim claim = store.claim("one", LIFE, AT).orElseThrow();
        assertThat(store.wish("c-1", Wish.PAUSE)).isTrue();
        assertThat(store.wish("c-1")).isEqualTo(Wish.PAUSE);
        store.settle(claim, List.of(item(0, ItemState.CLOSED), item(1, ItemState.FAILED)));
        var why = new Closure.Failure(FailureCategory.AUTH, "no", "trace");
        store.end(claim, ClosureState.INCOMPLETE, Optional.of(why), AT);
        assertThat(store.find("acme", "c-1").orElseThrow().failure()).contains(why);
        // When
        Closure revert = closure("c-2", new Deed.Revert("c-1", edit()), ClosureState.QUEUED);
        // Then
        assertThat(store.createRevert(revert, "c-1")).isEqualTo(1);
        assertThat(store.reverting("c-1")).isTrue();
        assertThat(store.find("acme", "c-2").orElseThrow().deed()).isEqualTo(revert.deed());
        assertThat(store.resume("c-1")).isTrue();
        assertThat(store.counts("c-1"))
                .isEqualTo(Map.of(ItemState.CLOSED, 1, ItemState.PENDING, 1));
    }
}
