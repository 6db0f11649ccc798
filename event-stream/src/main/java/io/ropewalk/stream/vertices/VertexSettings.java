package io.ropewalk.stream.vertices;

import java.time.Duration;
import java.util.List;

/** How graphs are fetched. */
public record VertexSettings(Walk walk, Patience patience, Bounds bounds, Quota quota) {

    /**
     * How much of a graph is wanted.
     *
     * @param edgeTypes the vendor's names; {@code all} alone for every type that can be asked for
     * @param detectsFallback ask the detection summaries where alerts are refused
     * @param maxEdges most edges of a detection
     * @param maxBytes most bytes of vertices of a detection
     * @param deadline longest work on a detection at a time, waits for quota not counted
     */
    public record Walk(
            List<String> edgeTypes,
            boolean detectsFallback,
            int maxEdges,
            long maxBytes,
            Duration deadline) {
        public Walk {
            edgeTypes = List.copyOf(edgeTypes);
        }
    }

    /**
     * How long to keep trying.
     *
     * @param attempts most attempts at a detection; waiting for access is none
     * @param retryMin first pause after a failed attempt
     * @param retryMax longest pause
     * @param maxAge a follow-up this old is given up
     * @param unknownFor an alert that is not known may still come to be while its follow-up is
     *     younger
     * @param probeEvery pause after access was refused
     */
    public record Patience(
            int attempts,
            Duration retryMin,
            Duration retryMax,
            Duration maxAge,
            Duration unknownFor,
            Duration probeEvery) {}

    /**
     * What is held at once.
     *
     * @param maxWaiting most follow-ups of a tenant
     * @param workers most graphs fetched at once by this process
     * @param workersOfTenant most of one tenant
     * @param cacheFor how long a graph is kept for other sinks and attempts
     * @param cacheBytes memory of kept graphs
     */
    public record Bounds(
            int maxWaiting, int workers, int workersOfTenant, Duration cacheFor, long cacheBytes) {}

    /**
     * The share of a tenant's quota.
     *
     * @param callsPerMinute most calls in a minute
     * @param share 0..1 of the limit the vendor names, once it has
     */
    public record Quota(int callsPerMinute, double share) {}
}
