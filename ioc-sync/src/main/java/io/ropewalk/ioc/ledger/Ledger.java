package io.ropewalk.ioc.ledger;

import io.ropewalk.ioc.value.IocValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The durable memory. Events go in, together with the position they came from; values to be looked
 * at come out, one for however many events. Every write but the lease's checks the tenure in the
 * same transaction.
 *
 * <p>Methods throw {@link LedgerFailure} while the database is away, and {@link Tenure.Lost}.
 */
public interface Ledger {

    /** Takes the mirror, where nobody has it. */
    Optional<Tenure> take(Duration life);

    /** Keeps it; false when it was lost. */
    boolean keep(Tenure tenure, Duration life);

    void giveBack(Tenure tenure);

    Checkpoint checkpoint();

    /** Only where the stream is to be read from, and which reading this is. */
    void move(Tenure tenure, Checkpoint checkpoint);

    /** What the present reading did not show has been removed. */
    void swept(Tenure tenure);

    /**
     * Takes changes in, in order, with what could not be read, and the position after them.
     *
     * @param after empty where they did not come from the stream
     * @return how many were of versions known already
     */
    int ingest(
            Tenure tenure,
            List<Change> changes,
            List<Quarantined> unreadable,
            Optional<Checkpoint> after);

    /** Values that wait, the longest waiting first. */
    List<Pending> pending(String tenant, int limit);

    /** The same for values whether they wait or not; those unknown are left out. */
    Map<IocValue, Pending> look(String tenant, Collection<IocValue> values);

    void settle(Tenure tenure, String tenant, List<Settled> settled);

    /** Makes values wait of which an owner's time is up; returns how many. */
    int due(Tenure tenure, String tenant, Instant now);

    /** Values of one state, in order of the values; for walking through all. */
    List<Pending> standing(String tenant, Entry.State state, Optional<IocValue> after, int limit);

    /** Indicators that stand and were not seen in the present reading, and their versions. */
    Map<String, Instant> unseen(int limit);

    /** How many there are of those. */
    long unseenCount();

    /** How many indicators stand. */
    long indicatorCount();

    /**
     * Notes from where and by which rules indicators are read. Where that is not as it was,
     * everything is to be read anew: what is kept was read otherwise.
     *
     * @param origin stands for all of that, at most 60 characters
     * @param until up to which time the database is then read
     * @return whether everything is read anew
     */
    boolean readFrom(Tenure tenure, String origin, String until);

    Counts counts(String tenant);

    /** Newest first. */
    List<Quarantined> quarantined(String tenant, int limit, Optional<String> after);

    Optional<Quarantined> quarantinedOne(String tenant, String id);

    /** Tries an IOC again. */
    void release(Tenure tenure, Quarantined item);

    /** Tombstones older than this are forgotten. */
    void prune(Tenure tenure, Instant before);
}
