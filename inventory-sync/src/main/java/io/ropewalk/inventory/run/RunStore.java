package io.ropewalk.inventory.run;

import io.ropewalk.inventory.sync.SyncFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The runs of all tenants, shared by all replicas. Throws {@link RunStoreFailure} when the database
 * cannot be used. Whether a lease has expired goes by the database's clock.
 */
public interface RunStore {

    /**
     * Queues a run, unless the tenant has one that is queued or running. Its update tag is the
     * second of {@code now}, or one more than the tenant's last one where that is higher.
     */
    Submission submit(RunRequest request, int attempt, Instant now);

    /** A run of this tenant. */
    Optional<Run> find(String tenant, String id);

    /** The tenant's runs, newest first. */
    List<Run> list(String tenant, int limit, Optional<RunKey> after);

    /** When each kind of the tenant last succeeded. */
    Map<Kind, KindSuccess> successes(String tenant);

    /** Takes the oldest queued run whose tenant nobody works for, and marks it running. */
    Optional<Claim> claim(String owner, Duration life, Instant now);

    /** Saves how far a run is and lengthens its lease. */
    Grip save(Claim claim, Run run, Duration life);

    /**
     * Saves how a run ended, and which of its kinds succeeded, and gives the lease back; false when
     * the lease was lost and nothing saved.
     */
    boolean finish(Claim claim, Run ended);

    /**
     * Cancels a run: at once when it is queued, else when whoever executes it next saves. Nothing
     * happens to one that has ended.
     */
    void cancel(String tenant, String id, Instant now);

    /**
     * Ends runs whose process is gone (their lease has expired) as incomplete, and returns them.
     */
    List<Run> endAbandoned(SyncFailure why, Instant now);
}
