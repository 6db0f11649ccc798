package io.ropewalk.stream.vertices;

import io.ropewalk.stream.timing.Timing;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The shares of all tenants. Thread-safe. */
public final class Shares {
    private final VertexSettings.Quota quota;
    private final Timing timing;
    private final Map<String, Share> shares = new ConcurrentHashMap<>();

    public Shares(VertexSettings.Quota quota, Timing timing) {
        this.quota = Objects.requireNonNull(quota, "quota");
        this.timing = Objects.requireNonNull(timing, "timing");
    }

    Share of(String tenant, Supplier<OptionalLong> limitSeen) {
        return shares.computeIfAbsent(tenant, _ -> new Share(quota, limitSeen, timing));
    }

    /** A call of enrichment waits because too little of the whole quota is left. */
    public void held(String tenant) {
        Share share = shares.get(tenant);
        if (share != null) {
            share.held();
        }
    }

    /** A request of enrichment went over the wire. */
    public void sent(String tenant) {
        Share share = shares.get(tenant);
        if (share != null) {
            share.sent();
        }
    }
}
