package io.ropewalk.inventory.assets;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What each sink has accepted, and how deliveries went; shared by all replicas. Throws {@link
 * StoreFailure} when the database cannot be used. Every write checks the tenure in its own
 * transaction and throws {@link Tenure.Lost} when it is over.
 */
public interface AssetStore {

    /** Takes the right to deliver for a tenant; empty while another has it. */
    Optional<Tenure> take(String tenant, Duration life);

    /** Lengthens it; false when it was lost. */
    boolean keep(Tenure tenure, Duration life);

    /** Gives it back, so that another need not wait for its end. */
    void giveBack(Tenure tenure);

    /** Hashes of those of these assets that the sink was offered before. */
    Map<String, String> hashes(Slot slot, Collection<String> uids);

    /** Writes all of this or nothing. */
    void write(Tenure tenure, Slot slot, List<Change> changes);

    /** How many assets the sink has been offered. */
    long count(Slot slot);

    /** How many of them this delivery has seen. */
    long seen(Tenure tenure, Slot slot);

    /**
     * Assets that this delivery has not seen, by uid.
     *
     * @param after uid of the last one before
     */
    List<Stored> unseen(Tenure tenure, Slot slot, String after, int limit);

    /**
     * Saves deliveries that are about to run, as one. Earlier ones that never came to an end are
     * over now; a dry run ends dry runs only.
     */
    void begin(Tenure tenure, List<Delivery> queued);

    /** Saves how a delivery goes or went. */
    void save(Tenure tenure, Delivery delivery);

    /** The tenant's latest delivery to each sink, by sink and kind; no dry run. */
    List<Delivery> deliveries(String tenant);

    /**
     * The tenant's deliveries and dry runs, newest first.
     *
     * @param after the last one before
     */
    List<Delivery> history(String tenant, int limit, Optional<Delivery.Key> after);

    /** The state database cannot be used. */
    final class StoreFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public StoreFailure(Throwable cause) {
            super("The state database cannot be used.", cause);
        }
    }
}
