package io.ropewalk.simulator.feed;

import java.util.List;

/**
 * The feed of one customer.
 *
 * @param partitions how many there are; their ids are "0", "1", and so on
 * @param events events that exist from the start, spread over the partitions
 * @param eventsPerSecond events that come while it runs, of all partitions together, in real time
 * @param eventBytes size of every line, about; 0 for natural sizes, 1.6 KB on average with some of
 *     20 KB
 * @param firstOffset offset of a partition's first event
 * @param retainedFrom the oldest offset still kept, where that is above the first
 * @param entitled whether the customer has streaming at all
 * @param auditEvents what the stream says about its own use
 * @param planted lines that stand in place of computed ones
 */
public record FeedSpec(
        int partitions,
        long events,
        double eventsPerSecond,
        int eventBytes,
        long firstOffset,
        long retainedFrom,
        boolean entitled,
        AuditEvents auditEvents,
        List<Planted> planted,
        FeedRules rules) {

    /** Which audit events appear in the stream by themselves. */
    public enum AuditEvents {
        /** Starts and stops of feeds, where events come live; else none. */
        WHEN_LIVE,
        NONE,
        /** Starts and stops of feeds. */
        STREAMS,
        /** Also an event for every API call. */
        ALL
    }

    public static final int MAX_PARTITIONS = 64;
    public static final long MAX_EVENTS = 1_000_000_000;
    public static final int MAX_EVENT_BYTES = 1_000_000;

    /** One partition without events. */
    public static final FeedSpec EMPTY =
            new FeedSpec(
                    1, 0, 0, 0, 1, 0, true, AuditEvents.WHEN_LIVE, List.of(), FeedRules.DEFAULT);

    public FeedSpec {
        if (partitions < 0 || partitions > MAX_PARTITIONS) {
            throw new IllegalArgumentException(
                    "partitions must lie between 0 and " + MAX_PARTITIONS);
        }
        if (events < 0 || events > MAX_EVENTS || firstOffset < 0) {
            throw new IllegalArgumentException(
                    "events must lie between 0 and " + MAX_EVENTS + ", firstOffset be 0 or more");
        }
        if (!(eventsPerSecond >= 0 && eventsPerSecond <= 1_000_000)) {
            throw new IllegalArgumentException("eventsPerSecond must lie between 0 and 1000000");
        }
        if (eventBytes < 0 || eventBytes > MAX_EVENT_BYTES) {
            throw new IllegalArgumentException(
                    "eventBytes must lie between 0 and " + MAX_EVENT_BYTES);
        }
        planted = List.copyOf(planted);
    }

    /** A backlog and nothing after it. */
    public static FeedSpec ofEvents(int partitions, long events) {
        return EMPTY.withPartitions(partitions).withEvents(events);
    }

    public FeedSpec withPartitions(int value) {
        return new FeedSpec(
                value,
                events,
                eventsPerSecond,
                eventBytes,
                firstOffset,
                retainedFrom,
                entitled,
                auditEvents,
                planted,
                rules);
    }

    public FeedSpec withEvents(long value) {
        return new FeedSpec(
                partitions,
                value,
                eventsPerSecond,
                eventBytes,
                firstOffset,
                retainedFrom,
                entitled,
                auditEvents,
                planted,
                rules);
    }

    public FeedSpec withEventsPerSecond(double value) {
        return new FeedSpec(
                partitions,
                events,
                value,
                eventBytes,
                firstOffset,
                retainedFrom,
                entitled,
                auditEvents,
                planted,
                rules);
    }

    public FeedSpec withEventBytes(int value) {
        return new FeedSpec(
                partitions,
                events,
                eventsPerSecond,
                value,
                firstOffset,
                retainedFrom,
                entitled,
                auditEvents,
                planted,
                rules);
    }

    public FeedSpec withFirstOffset(long value) {
        return new FeedSpec(
                partitions,
                events,
                eventsPerSecond,
                eventBytes,
                value,
                retainedFrom,
                entitled,
                auditEvents,
                planted,
                rules);
    }

    public FeedSpec withRetainedFrom(long value) {
        return new FeedSpec(
                partitions,
                events,
                eventsPerSecond,
                eventBytes,
                firstOffset,
                value,
                entitled,
                auditEvents,
                planted,
                rules);
    }

    public FeedSpec withEntitled(boolean value) {
        return new FeedSpec(
                partitions,
                events,
                eventsPerSecond,
                eventBytes,
                firstOffset,
                retainedFrom,
                value,
                auditEvents,
                planted,
                rules);
    }

    public FeedSpec withAuditEvents(AuditEvents value) {
        return new FeedSpec(
                partitions,
                events,
                eventsPerSecond,
                eventBytes,
                firstOffset,
                retainedFrom,
                entitled,
                value,
                planted,
                rules);
    }

    public FeedSpec withPlanted(List<Planted> value) {
        return new FeedSpec(
                partitions,
                events,
                eventsPerSecond,
                eventBytes,
                firstOffset,
                retainedFrom,
                entitled,
                auditEvents,
                value,
                rules);
    }

    public FeedSpec withRules(FeedRules value) {
        return new FeedSpec(
                partitions,
                events,
                eventsPerSecond,
                eventBytes,
                firstOffset,
                retainedFrom,
                entitled,
                auditEvents,
                planted,
                value);
    }

    /** Whether a feed's start and stop become events. */
    public boolean tellsOfStreams() {
        return switch (auditEvents) {
            case WHEN_LIVE -> eventsPerSecond > 0;
            case NONE -> false;
            case STREAMS, ALL -> true;
        };
    }
}
