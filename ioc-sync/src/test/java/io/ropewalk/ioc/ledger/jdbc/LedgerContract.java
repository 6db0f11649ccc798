package io.ropewalk.ioc.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.ioc.indicator.Severity;
import io.ropewalk.ioc.indicator.Wish;
import io.ropewalk.ioc.ledger.Change;
import io.ropewalk.ioc.ledger.Checkpoint;
import io.ropewalk.ioc.ledger.Entry;
import io.ropewalk.ioc.ledger.Pending;
import io.ropewalk.ioc.ledger.Quarantined;
import io.ropewalk.ioc.ledger.Settled;
import io.ropewalk.ioc.ledger.Tenure;
import io.ropewalk.ioc.testing.MutableClock;
import io.ropewalk.ioc.testing.Wishes;
import io.ropewalk.kit.state.StateDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a ledger is, whatever database it is in. */
abstract class LedgerContract {
    private static final String ACME = "acme";
    private static final Wish HIGH = Wishes.detect(Severity.HIGH, "high");
    private static final Wish LOW = Wishes.detect(Severity.LOW, "low");

    private final MutableClock clock = new MutableClock(Wishes.START);
    private StateDatabase database;
    private JdbcLedger ledger;
    private Tenure mine;

    abstract StateDatabase database();

    @BeforeEach
    void start() {
        database = database();
        ledger = ledger("a", ACME);
        mine = ledger.take(Duration.ofMinutes(1)).orElseThrow();
    }

    private JdbcLedger ledger(String owner, String... tenants) {
        return JdbcLedger.over(database, List.of(tenants), owner, clock);
    }

    @Test
    void whoHasLostTheMirrorWritesNothing() {
        // Given
        assertThat(ledger.keep(mine, Duration.ofMinutes(1))).isTrue();
        ledger.giveBack(mine);
        Tenure theirs = ledger("b", ACME).take(Duration.ofMinutes(1)).orElseThrow();
        // Then
        assertThat(theirs.number()).isGreaterThan(mine.number());
        assertThat(ledger.take(Duration.ofMinutes(1))).isEmpty();
        assertThatThrownBy(() -> take(Wishes.stands("i", 1, HIGH, "a.example")))
                .isInstanceOf(Tenure.Lost.class);
        assertThat(ledger.pending(ACME, 10)).isEmpty();
    }

    @Test
    void aValueWaitsOnceWithAllThatIsWantedOfItNewestFirst() {
        take(
                Wishes.stands("i1", 1, HIGH, "a.example"),
                Wishes.stands("i2", 2, LOW, "a.example", "b.example"));
        List<Pending> waiting = ledger.pending(ACME, 10);
        assertThat(waiting)
                .extracting(it -> it.value().value())
                .containsExactly("a.example", "b.example");
        assertThat(waiting.getFirst().newestFirst()).containsExactly(LOW, HIGH);
        assertThat(waiting.getFirst().entry()).isEqualTo(Entry.NEW);
        assertThat(ledger.pending(ACME, 1)).hasSize(1);
    }

    @Test
    void whatChangesNothingMakesNothingWait() {
        take(Wishes.stands("i1", 1, HIGH, "a.example"));
        settle(live("id-1"));
        assertThat(take(Wishes.stands("i1", 1, HIGH, "a.example"))).isZero();
        assertThat(take(Wishes.stands("i1", 2, HIGH, "a.example"))).isZero();
        assertThat(take(Wishes.stands("i1", 1, LOW, "a.example"))).as("an older one").isOne();
        assertThat(ledger.pending(ACME, 10)).isEmpty();
    }

    @Test
    void aChangeThatComesWhileAnEarlierOneIsWrittenWaitsOn() {
        // Given
        take(Wishes.stands("i1", 1, HIGH, "a.example"));
        List<Pending> inHand = ledger.pending(ACME, 10);
        take(Wishes.stands("i1", 2, LOW, "a.example"));
        // When
        ledger.settle(mine, ACME, inHand.stream().map(live("id-1")::of).toList());
        // Then
        Pending still = ledger.pending(ACME, 10).getFirst();
        assertThat(still.entry().falconId()).isEqualTo("id-1");
        assertThat(still.newestFirst()).containsExactly(LOW);
        // And where it was deleted meanwhile, it is new.
        take(Wishes.gone("i1", 3, true));
        List<Pending> leaving = ledger.pending(ACME, 10);
        take(Wishes.stands("i1", 4, LOW, "a.example"));
        ledger.settle(mine, ACME, leaving.stream().<Settled>map(Settled.Forgotten::new).toList());
        assertThat(ledger.pending(ACME, 10).getFirst().entry()).isEqualTo(Entry.NEW);
    }

    @Test
    void whatIsForgottenIsGoneAndWhatIsToBeLookedAtAgainWaits() {
        take(Wishes.stands("i1", 1, HIGH, "a.example"));
        Entry known = Entry.live("id-1", "", new TreeSet<>(List.of("x y", "z")));
        settle(it -> new Settled.Again(it, known));
        assertThat(ledger.pending(ACME, 10).getFirst().entry()).isEqualTo(known);
        settle(Settled.Forgotten::new);
        assertThat(ledger.look(ACME, List.of(Wishes.domain("a.example")))).isEmpty();
    }

    @Test
    void whatFalconRefusesIsSetAsideUntilSomebodyTriesAgain() {
        take(Wishes.stands("i1", 1, HIGH, "a.example"));
        settle(it -> new Settled.Refused(it, "bad-request", "No.", Optional.empty()));
        assertThat(ledger.pending(ACME, 10)).isEmpty();
        Quarantined item = ledger.quarantined(ACME, 10, Optional.empty()).getFirst();
        assertThat(item.subject()).isEqualTo("domain:a.example");
        assertThat(ledger.quarantined("other", 10, Optional.empty())).isEmpty();
        // When
        ledger.release(mine, item);
        // Then
        assertThat(ledger.pending(ACME, 10)).hasSize(1);
        assertThat(ledger.counts(ACME).quarantined()).isZero();
        settle(it -> new Settled.Refused(it, "bad-request", "No.", Optional.empty()));
        take(Wishes.stands("i1", 2, LOW, "a.example"));
        settle(live("id-1"));
        assertThat(ledger.counts(ACME).quarantined()).as("a success takes it back").isZero();
    }

    @Test
    void whatIsSetAsideIsPagedNewestFirst() {
        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofSeconds(1));
            ledger.ingest(
                    mine,
                    List.of(),
                    List.of(
                            new Quarantined(
                                    "q" + i,
                                    Quarantined.Kind.EVENT,
                                    "",
                                    "",
                                    "bad-request",
                                    "m",
                                    "raw\u0000",
                                    clock.instant())),
                    Optional.empty());
        }
        List<String> found = new ArrayList<>();
        Optional<String> after = Optional.empty();
        for (int page = 0; page < 3; page++) {
            List<Quarantined> some = ledger.quarantined(ACME, 2, after);
            some.forEach(it -> found.add(it.id()));
            after = Optional.of(some.getLast().id());
        }
        assertThat(found).containsExactly("q4", "q3", "q2", "q1", "q0");
    }

    @Test
    void whereAnOwnersTimeIsUpTheValueWaits() {
        take(Wishes.stands("i1", 1, Wishes.until(HIGH, Wishes.at(100)), "a.example"));
        settle(it ->
                new Settled.Stands(
                        it, Entry.live("id-1", "w", new TreeSet<>()), Optional.of(Wishes.at(100))));
        assertThat(ledger.due(mine, ACME, Wishes.at(99))).isZero();
        assertThat(ledger.due(mine, ACME, Wishes.at(100))).isOne();
        assertThat(ledger.pending(ACME, 10).getFirst().newestFirst().getFirst().expiration())
                .contains(Wishes.at(100));
    }

    @Test
    void thePositionMovesOnlyWithWhatCameBeforeIt() {
        var at = new Checkpoint("5-0", "2026-03-01T00:00:00Z", 3, 0);
        ledger.ingest(
                mine,
                List.of(Wishes.stands("i1", 1, HIGH, "a.example")),
                List.of(),
                Optional.of(at));
        assertThat(ledger.checkpoint()).isEqualTo(at);
        take(Wishes.stands("i2", 1, HIGH, "b.example"));
        assertThat(ledger.checkpoint()).isEqualTo(at);
        ledger.swept(mine);
        assertThat(ledger.checkpoint().swept()).isEqualTo(3);
    }

    @Test
    void whatAReadingDidNotShowIsKnown() {
        take(new Checkpoint("1-0", "", 1, 1), Wishes.stands("i1", 1, HIGH, "a.example"));
        take(new Checkpoint("1-0", "", 1, 1), Wishes.stands("i2", 1, HIGH, "b.example"));
        take(new Checkpoint("2-0", "", 2, 1), Wishes.stands("i2", 1, HIGH, "b.example"));
        assertThat(ledger.unseenCount()).isOne();
        assertThat(ledger.unseen(10)).containsOnlyKeys("i1");
        take(Wishes.gone("i1", 1, false));
        assertThat(ledger.unseenCount()).isZero();
    }

    @Test
    void aTombstoneHoldsUntilItIsPruned() {
        take(Wishes.gone("i1", 5, true));
        assertThat(take(Wishes.stands("i1", 4, HIGH, "a.example"))).isOne();
        ledger.prune(mine, clock.instant());
        assertThat(take(Wishes.stands("i1", 4, HIGH, "a.example"))).isOne();
        ledger.prune(mine, clock.instant().plusSeconds(1));
        assertThat(take(Wishes.stands("i1", 4, HIGH, "a.example"))).isZero();
    }

    @Test
    void aCustomerThatIsAddedWantsAllThatIsThere() {
        take(Wishes.stands("i1", 1, HIGH, "a.example"), Wishes.stands("i2", 1, LOW, "a.example"));
        settle(live("id-1"));
        ledger.giveBack(mine);
        // When
        var more = ledger("b", ACME, "new");
        assertThat(more.take(Duration.ofMinutes(1))).isPresent();
        // Then
        assertThat(more.pending("new", 10)).hasSize(1);
        assertThat(more.pending(ACME, 10)).isEmpty();
    }

    @Test
    void allOfAStateCanBeWalkedThrough() {
        for (int i = 0; i < 7; i++) {
            take(Wishes.stands("i" + i, 1, HIGH, "v%d.example".formatted(i)));
        }
        settle(live("id"));
        List<String> walked = new ArrayList<>();
        List<Pending> some = ledger.standing(ACME, Entry.State.LIVE, Optional.empty(), 3);
        while (!some.isEmpty()) {
            some.forEach(it -> walked.add(it.value().value()));
            some = ledger.standing(ACME, Entry.State.LIVE, Optional.of(some.getLast().value()), 3);
        }
        assertThat(walked).hasSize(7).doesNotHaveDuplicates();
        assertThat(ledger.counts(ACME).byState()).containsEntry(Entry.State.LIVE, 7L);
    }

    private int take(Change... changes) {
        return ledger.ingest(mine, List.of(changes), List.of(), Optional.empty());
    }

    private void take(Checkpoint at, Change... changes) {
        ledger.ingest(mine, List.of(changes), List.of(), Optional.of(at));
    }

    private void settle(Settle settle) {
        ledger.settle(mine, ACME, ledger.pending(ACME, 100).stream().map(settle::of).toList());
    }

    private static Settle live(String id) {
        return it ->
                new Settled.Stands(
                        it, Entry.live(id, "w", new TreeSet<>()), Optional.<Instant>empty());
    }

    /** What becomes of a value. */
    private interface Settle {
        Settled of(Pending pending);
    }
}
