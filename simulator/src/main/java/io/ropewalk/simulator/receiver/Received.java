package io.ropewalk.simulator.receiver;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What one receiver has taken so far. Refused requests and events count under {@code statuses} and
 * {@code refused} only.
 *
 * @param receiver {@code sekoia}, {@code http} or {@code http/<name>}
 * @param bytes of events, unpacked
 * @param events taken, with the repeated, corrupted and unknown ones, without vertices
 * @param unique events of a known place, each counted once
 * @param duplicates events of a place that had been taken before
 * @param outOfOrder events whose first arrival came after that of a higher offset of the partition
 * @param corrupted events whose bytes differ from the truth
 * @param unknown events without customer or offset, or that the truth does not have
 * @param unverified events counted under the partition the request named, unknown to the truth
 * @param untracked events whose offsets did not fit into the bounded memory
 * @param refused events refused one by one
 * @param repeatedBatches requests taken whose batch id had been taken before
 * @param types events by {@code metadata.eventType}
 * @param statuses answers by status; 0 for a reset
 * @param vertices enrichment records by {@code metadata.detectionIdString}
 */
public record Received(
        String receiver,
        long requests,
        long bytes,
        long events,
        long unique,
        long duplicates,
        long outOfOrder,
        long corrupted,
        long unknown,
        long unverified,
        long untracked,
        long refused,
        long repeatedBatches,
        Map<String, Long> types,
        Map<Integer, Long> statuses,
        Map<String, Long> vertices,
        List<Partition> partitions,
        List<Problem> problems,
        List<Delivery> deliveries) {

    /** Consecutive offsets, both ends included. */
    public record Range(long from, long to) {}

    /**
     * One partition of one customer.
     *
     * @param epoch 0, and one more each time its offsets started anew
     * @param ranges offsets that arrived, rising; at most the first thousand ranges
     * @param rangeCount how many ranges there are; 1 means no gap
     * @param repeated offsets that arrived more than once, as {@code ranges}
     */
    public record Partition(
            String cid,
            String partition,
            int epoch,
            long unique,
            long duplicates,
            long outOfOrder,
            long corrupted,
            List<Range> ranges,
            long rangeCount,
            List<Range> repeated) {}

    /**
     * An event that is not what was sent; the first hundred are kept.
     *
     * @param kind {@code corrupted} or {@code unknown}
     * @param partition empty when it is not known
     * @param offset -1 when the event has none
     * @param at index of the first byte that differs; -1 when there is nothing to compare with
     */
    public record Problem(String kind, String cid, String partition, long offset, int at) {}

    /**
     * A request; the newest thousand are kept.
     *
     * @param batch value of {@code X-Ropewalk-Batch}, or empty
     * @param tenant value of {@code X-Ropewalk-Tenant}, or empty
     * @param partition value of {@code X-Ropewalk-Partition}, or empty
     * @param events how many were taken
     * @param bytes of the body as sent
     * @param fault type of the fault that fired, or empty
     */
    public record Delivery(
            Instant at,
            String path,
            String batch,
            String tenant,
            String partition,
            int events,
            int bytes,
            int status,
            String fault) {}
}
