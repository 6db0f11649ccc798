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
import io.ropewalk.alertops.testing.Together;
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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database has to do with closures. */
abstract class ClosuresContract {
    private static final Instant AT = Instant.ofEpochMilli(1_800_000_000_000L);
    private static final Duration LIFE = Duration.ofMinutes(5);

    private final AtomicInteger charges = new AtomicInteger();
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

    private static Execution execution(ClosureState to) {
        return new Execution(to, "go", "k", "d", AT, AT.plus(LIFE));
    }

    private static Closure revert(String id) {
        return closure(id, new Deed.Revert("c-1", edit()), ClosureState.QUEUED);
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
        Execution execution = execution(ClosureState.WAITING);
        assertThat(store.execute("c-1", execution, charges::incrementAndGet)).isTrue();
        assertThat(store.execute("c-1", execution, charges::incrementAndGet)).isFalse();
        assertThat(store.claim("one", LIFE, AT)).isEmpty();
        assertThat(store.approve("c-1", "ben", AT.plus(LIFE), charges::incrementAndGet)).isFalse();
        assertThat(store.approve("c-1", "ben", AT, charges::incrementAndGet)).isTrue();
        assertThat(store.approve("c-1", "ben", AT, charges::incrementAndGet)).isFalse();
        assertThat(charges).hasValue(2);
        Claim claim = store.claim("one", LIFE, AT).orElseThrow();
        assertThat(claim.closure().asked().approvedBy()).contains("ben");
        assertThat(claim.closure().pass().hash()).isEmpty();
        assertThat(store.claim("two", LIFE, AT)).isEmpty();
    }

    @Test
    void whoLostTheClaimWritesNothing() {
        // Given
        started("c-1");
        store.execute("c-1", execution(ClosureState.QUEUED), () -> {});
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
        store.execute("c-1", execution(ClosureState.QUEUED), () -> {});
        Claim claim = store.claim("one", LIFE, AT).orElseThrow();
        assertThat(store.wish("c-1", Wish.PAUSE)).isTrue();
        assertThat(store.wish("c-1")).isEqualTo(Wish.PAUSE);
        store.settle(claim, List.of(item(0, ItemState.CLOSED), item(1, ItemState.FAILED)));
        var why = new Closure.Failure(FailureCategory.AUTH, "no", "trace");
        store.end(claim, ClosureState.INCOMPLETE, Optional.of(why), AT);
        assertThat(store.find("acme", "c-1").orElseThrow().failure()).contains(why);
        // When
        Closure revert = revert("c-2");
        // Then
        assertThat(store.createRevert("c-1", AT, _ -> revert)).isTrue();
        assertThat(store.createRevert("c-1", AT, _ -> revert("c-3"))).isFalse();
        assertThat(store.counts("c-2")).isEqualTo(Map.of(ItemState.PENDING, 1));
        assertThat(store.find("acme", "c-2").orElseThrow().deed()).isEqualTo(revert.deed());
        assertThat(store.resume("c-1")).isTrue();
        assertThat(store.find("acme", "c-1").orElseThrow().failure()).isEmpty();
        assertThat(store.counts("c-1"))
                .isEqualTo(Map.of(ItemState.CLOSED, 1, ItemState.PENDING, 1));
    }

    @Test
    void whatIsNotChargedIsNotDone() {
        // Given
        started("c-1");
        Runnable refuses =
                () -> {
                    throw new IllegalArgumentException("no room");
                };
        // When, Then
        assertThatThrownBy(() -> store.execute("c-1", execution(ClosureState.QUEUED), refuses))
                .hasMessage("no room");
        assertThat(store.claim("one", LIFE, AT)).isEmpty();
        assertThat(store.execute("c-1", execution(ClosureState.WAITING), () -> {})).isTrue();
        assertThatThrownBy(() -> store.approve("c-1", "ben", AT, refuses)).hasMessage("no room");
        assertThat(store.claim("one", LIFE, AT)).isEmpty();
        assertThat(store.approve("c-1", "ben", AT, () -> {})).isTrue();
    }

    @Test
    void manyRevertsAtOnceAreOne() {
        // Given
        started("c-1");
        store.execute("c-1", execution(ClosureState.QUEUED), () -> {});
        Claim claim = store.claim("one", LIFE, AT).orElseThrow();
        store.fly(claim, List.of(item(1, ItemState.PENDING)));
        store.settle(claim, List.of(item(0, ItemState.CLOSED)));
        store.end(claim, ClosureState.INCOMPLETE, Optional.empty(), AT);
        List<Integer> counted = new CopyOnWriteArrayList<>();
        // When
        List<Boolean> made =
                Together.each(
                        5,
                        i ->
                                store.createRevert(
                                        "c-1",
                                        AT,
                                        count -> {
                                            counted.add(count);
                                            return revert("r-" + i);
                                        }));
        // Then
        assertThat(made).containsOnlyOnce(true).hasSize(5);
        assertThat(counted).containsExactly(2);
    }

    @Test
    void anEndIsWishedForWhereSomethingIsInFlight() {
        // Given
        started("c-1");
        store.execute("c-1", execution(ClosureState.QUEUED), () -> {});
        Claim claim = store.claim("one", LIFE, AT).orElseThrow();
        store.fly(claim, List.of(item(0, ItemState.PENDING)));
        store.end(claim, ClosureState.INCOMPLETE, Optional.empty(), AT);
        store.release(claim);
        // When
        assertThat(store.cancel("c-1", AT)).isTrue();
        // Then
        Claim next = store.claim("two", LIFE, AT).orElseThrow();
        assertThat(store.wish("c-1")).isEqualTo(Wish.CANCEL);
        // When
        store.settle(next, List.of(item(0, ItemState.CLOSED)));
        store.end(next, ClosureState.INCOMPLETE, Optional.empty(), AT);
        store.release(next);
        // Then
        assertThat(store.cancel("c-1", AT)).isTrue();
        assertThat(store.find("acme", "c-1").orElseThrow().state())
                .isEqualTo(ClosureState.CANCELLED);
    }
}
