package io.ropewalk.inventory.assets.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.inventory.assets.AssetKind;
import io.ropewalk.inventory.assets.Change;
import io.ropewalk.inventory.assets.Delivery;
import io.ropewalk.inventory.assets.DeliveryCounts;
import io.ropewalk.inventory.assets.DeliveryState;
import io.ropewalk.inventory.assets.Origin;
import io.ropewalk.inventory.assets.Round;
import io.ropewalk.inventory.assets.Slot;
import io.ropewalk.inventory.assets.Stored;
import io.ropewalk.inventory.assets.Tenure;
import io.ropewalk.inventory.sync.SyncFailure;
import io.ropewalk.inventory.testing.TestState;
import io.ropewalk.kit.state.StateDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the store promises, in each database. */
abstract class AssetStoreContract {
    private static final Duration LIFE = Duration.ofMinutes(1);
    private static final Slot SLOT = new Slot("acme", "siem", Origin.HOSTS);

    private StateDatabase database;
    private JdbcAssetStore store;

    abstract StateDatabase database();

    @BeforeEach
    void open() {
        database = database();
        store = new JdbcAssetStore(database);
    }

    private Tenure take() {
        return store.take("acme", LIFE).orElseThrow();
    }

    private Tenure takeAgain(Tenure before) {
        store.giveBack(before);
        return take();
    }

    private static Change accepted(String uid, String hash) {
        return new Change.Accepted(uid, hash, "content of " + uid);
    }

    @Test
    void oneAtATimeHasTheRightToDeliver() {
        Tenure first = take();
        assertThat(store.take("acme", LIFE)).isEmpty();
        assertThat(new JdbcAssetStore(database).take("acme", LIFE)).isEmpty();
        assertThat(store.take("other", LIFE)).isPresent();
        assertThat(takeAgain(first).number()).isGreaterThan(first.number());
    }

    @Test
    void whatWasAcceptedIsKnownByItsHash() {
        Tenure tenure = take();
        store.write(tenure, SLOT, List.of(accepted("a", "1"), accepted("b", "2")));
        store.write(tenure, SLOT, List.of(accepted("b", "3")));
        assertThat(store.hashes(SLOT, List.of("a", "b", "c")))
                .isEqualTo(Map.of("a", "1", "b", "3"));
        assertThat(store.count(SLOT)).isEqualTo(2);
    }

    @Test
    void manyAreAskedForAtOnce() {
        List<String> uids = IntStream.range(0, 1_234).mapToObj(i -> "uid-" + i).toList();
        store.write(take(), SLOT, uids.stream().map(uid -> accepted(uid, "h")).toList());
        assertThat(store.hashes(SLOT, uids)).hasSize(1_234);
        assertThat(store.hashes(SLOT, List.of())).isEmpty();
    }

    @Test
    void tenantsSinksAndOriginsAreKeptApart() {
        Tenure tenure = take();
        store.write(tenure, SLOT, List.of(accepted("a", "1")));
        assertThat(store.hashes(new Slot("acme", "lake", Origin.HOSTS), List.of("a"))).isEmpty();
        assertThat(store.hashes(new Slot("other", "siem", Origin.HOSTS), List.of("a"))).isEmpty();
        for (Origin origin : List.of(Origin.IDENTITY_PROTECTION, Origin.USER_MANAGEMENT)) {
            assertThat(store.hashes(new Slot("acme", "siem", origin), List.of("a"))).isEmpty();
        }
    }

    @Test
    void whatADeliveryDidNotSeeComesInPagesByUid() {
        Tenure first = take();
        store.write(
                first, SLOT, IntStream.range(0, 7).mapToObj(i -> accepted("u" + i, "h")).toList());
        Tenure second = takeAgain(first);
        store.write(second, SLOT, List.of(new Change.Seen("u2"), accepted("u5", "i")));
        assertThat(store.seen(second, SLOT)).isEqualTo(2);
        assertThat(store.unseen(second, SLOT, "", 3))
                .extracting(Stored::uid)
                .containsExactly("u0", "u1", "u3");
        assertThat(store.unseen(second, SLOT, "u3", 3))
                .containsExactly(
                        new Stored("u4", Optional.of("content of u4"), false),
                        new Stored("u6", Optional.of("content of u6"), false));
    }

    @Test
    void whatAListingMissedIsKnownUntilItIsSeenAgain() {
        Tenure tenure = take();
        store.write(
                tenure, SLOT, List.of(accepted("a", "1"), accepted("b", "1"), accepted("c", "1")));
        store.write(
                tenure,
                SLOT,
                List.of(new Change.Missed("a"), new Change.Missed("b"), new Change.Missed("c")));
        store.write(tenure, SLOT, List.of(new Change.Seen("a"), accepted("b", "2")));
        assertThat(store.unseen(takeAgain(tenure), SLOT, "", 9))
                .extracting(Stored::missed)
                .containsExactly(false, false, true);
    }

    @Test
    void whatIsRefusedIsOfferedAgainAndKeepsWhatWasAcceptedBefore() {
        Tenure first = take();
        store.write(
                first,
                SLOT,
                List.of(
                        accepted("old", "1"),
                        new Change.Refused("old"),
                        new Change.Refused("new")));
        assertThat(store.hashes(SLOT, List.of("old", "new")))
                .isEqualTo(Map.of("old", "", "new", ""));
        assertThat(store.seen(first, SLOT)).isEqualTo(2);
        assertThat(store.unseen(takeAgain(first), SLOT, "", 9))
                .containsExactly(
                        new Stored("new", Optional.empty(), false),
                        new Stored("old", Optional.of("content of old"), false));
    }

    @Test
    void whatIsForgottenIsGone() {
        Tenure tenure = take();
        store.write(tenure, SLOT, List.of(accepted("a", "1"), accepted("b", "1")));
        store.write(tenure, SLOT, List.of(new Change.Forgotten("a")));
        assertThat(store.hashes(SLOT, List.of("a", "b")).keySet()).containsExactly("b");
    }

    @Test
    void nothingIsWrittenWithoutTheRight() {
        Tenure lost = take();
        TestState.expireLease(database, "inventory-assets:", "acme");
        assertThatThrownBy(() -> store.write(lost, SLOT, List.of(accepted("a", "1"))))
                .isInstanceOf(Tenure.Lost.class);
        assertThatThrownBy(() -> store.save(lost, delivery())).isInstanceOf(Tenure.Lost.class);
        assertThat(store.keep(lost, LIFE)).isFalse();
        assertThat(store.count(SLOT)).isZero();
        assertThat(store.deliveries("acme")).isEmpty();
    }

    @Test
    void aDeliveryIsReadAsItWasSaved() {
        Tenure tenure = take();
        Delivery begun =
                Delivery.never("acme", "siem", AssetKind.USERS)
                        .started(Instant.ofEpochMilli(1_000));
        store.save(tenure, begun);
        assertThat(store.deliveries("acme")).containsExactly(begun);
        Delivery failed =
                begun.worked(
                                Optional.of(Origin.USER_MANAGEMENT),
                                new DeliveryCounts(6, 5, 4, 3, 2, 1))
                        .ended(
                                DeliveryState.FAILED,
                                Optional.of(
                                        new SyncFailure(FailureCategory.AUTH, "Check it.", "t-1")),
                                Instant.ofEpochMilli(2_000));
        store.save(tenure, failed);
        assertThat(store.deliveries("acme")).containsExactly(failed);
        assertThat(store.deliveries("other")).isEmpty();
    }

    @Test
    void theNextDeliveryEndsTheOneThatNeverCameToAnEndAndHistoryKeepsBoth() {
        Tenure first = take();
        store.begin(first, List.of(queued(first, "siem", false), queued(first, "lake", false)));
        store.save(first, queued(first, "siem", false).started(Instant.ofEpochMilli(1_500)));
        Tenure dry = takeAgain(first);
        store.begin(dry, List.of(queued(dry, "siem", true)));
        assertThat(store.deliveries("acme"))
                .as("a dry run takes up nothing")
                .extracting(Delivery::state)
                .containsExactly(DeliveryState.QUEUED, DeliveryState.RUNNING);
        Tenure second = takeAgain(dry);
        store.begin(second, List.of(queued(second, "siem", false)));

        List<Delivery> all = store.history("acme", 9, Optional.empty());
        assertThat(all)
                .extracting(it -> it.round().number(), Delivery::sink, Delivery::state)
                .containsExactly(
                        tuple(second.number(), "siem", DeliveryState.QUEUED),
                        tuple(dry.number(), "siem", DeliveryState.INCOMPLETE),
                        tuple(first.number(), "lake", DeliveryState.INCOMPLETE),
                        tuple(first.number(), "siem", DeliveryState.INCOMPLETE));
        assertThat(all.getLast().failure().orElseThrow().category())
                .isEqualTo(FailureCategory.TIMEOUT);
        assertThat(store.history("acme", 2, Optional.of(all.get(1).key())))
                .isEqualTo(all.subList(2, 4));
        assertThat(store.deliveries("acme"))
                .extracting(it -> it.round().number())
                .containsExactly(first.number(), second.number());
    }

    @Test
    void historyIsBoundedAndDryRunsDriveNoDeliveryOut() {
        Tenure tenure = take();
        store.begin(tenure, List.of(queued(tenure, "siem", false)));
        long first = tenure.number();
        for (int i = 0; i < 205; i++) {
            tenure = takeAgain(tenure);
            store.begin(tenure, List.of(queued(tenure, "siem", true)));
        }
        assertThat(store.history("acme", 999, Optional.empty())).hasSize(201);
        assertThat(store.deliveries("acme"))
                .extracting(it -> it.round().number())
                .containsExactly(first);
    }

    private static Delivery queued(Tenure tenure, String sink, boolean dryRun) {
        return Delivery.never("acme", sink, AssetKind.DEVICES)
                .next(new Round(tenure.number(), dryRun), Instant.ofEpochMilli(1_000));
    }

    private static Delivery delivery() {
        return Delivery.never("acme", "siem", AssetKind.DEVICES).started(Instant.EPOCH);
    }
}
