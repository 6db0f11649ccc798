package io.ropewalk.stream.vertices;

import io.ropewalk.stream.state.FollowUps;
import java.util.concurrent.atomic.AtomicInteger;

/** What the partitions of a tenant share. */
final class TenantVertices {
    private final String tenant;
    private final GraphReader reader;
    private final FollowUps followUps;
    private final VertexListener listener;
    private final int maxWaiting;
    private final AtomicInteger waiting = new AtomicInteger();

    TenantVertices(
            String tenant,
            GraphReader reader,
            FollowUps followUps,
            VertexListener listener,
            int maxWaiting) {
        this.tenant = tenant;
        this.reader = reader;
        this.followUps = followUps;
        this.listener = listener;
        this.maxWaiting = maxWaiting;
    }

    GraphReader reader() {
        return reader;
    }

    Gate gate() {
        return reader.access().gate();
    }

    /** Whether one more may wait. Goes by the last count: a lane must not wait for a query. */
    boolean admit() {
        return waiting.getAndUpdate(count -> count < maxWaiting ? count + 1 : count) < maxWaiting;
    }

    /** Counts what waits, at any replica. */
    void count() {
        int now = followUps.waiting(tenant);
        waiting.set(now);
        listener.waiting(tenant, now);
    }
}
