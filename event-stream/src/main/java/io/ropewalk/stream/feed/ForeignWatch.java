package io.ropewalk.stream.feed;

import io.ropewalk.stream.event.Event;
import io.ropewalk.stream.timing.Timing;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Notices a second consumer: opening a feed writes an audit event into the feed itself, with the
 * application id and the partition. One with ours that does not fit any of our own openings is
 * somebody else's. One thread.
 */
final class ForeignWatch {
    private static final String AUDIT = "AuthActivityAuditEvent";
    private static final Pattern VALUE =
            Pattern.compile(
                    "\"Key\"\\s*:\\s*\"(appId|partition)\"\\s*,\\s*\"ValueString\"\\s*:\\s*\"([^\"]*)\"");
    private static final Duration NEAR = Duration.ofMinutes(2);
    private static final int MOST_OPENINGS = 1000;

    private final String partition;
    private final Timing timing;
    private final Deque<Opening> openings = new ArrayDeque<>();
    private long since;
    private boolean opened;

    /** An opening of ours, and the offset of the audit event that told of it, -1 before. */
    private static final class Opening {
        private final String appId;
        private long atMillis;
        private long toldBy = -1;

        Opening(String appId, long atMillis) {
            this.appId = appId;
            this.atMillis = atMillis;
        }

        /** Whether the event tells of this opening; each opening is told of once. */
        boolean isToldBy(Event event) {
            if (toldBy == event.offset()) {
                return true;
            }
            if (toldBy >= 0 || Math.abs(atMillis - event.createdAt()) > NEAR.toMillis()) {
                return false;
            }
            toldBy = event.offset();
            return true;
        }
    }

    ForeignWatch(String partition, Timing timing) {
        this.partition = partition;
        this.timing = timing;
    }

    /** We are about to open the feed. */
    void opening(String appId) {
        long now = timing.now().toEpochMilli();
        if (openings.isEmpty()) {
            since = now - NEAR.toMillis();
        }
        openings.addLast(new Opening(appId, now));
        if (openings.size() > MOST_OPENINGS) {
            openings.removeFirst();
        }
    }

    /**
     * It is open.
     *
     * @param vendorTime the vendor's clock, by which audit events are dated too
     */
    void opened(Instant vendorTime) {
        long second = vendorTime.truncatedTo(ChronoUnit.SECONDS).toEpochMilli();
        openings.getLast().atMillis = second;
        if (!opened) {
            opened = true;
            since = second;
        }
    }

    /** How many of these events say that somebody else opened our partition with our id. */
    int count(List<Event> events) {
        int foreign = 0;
        for (Event event : events) {
            if (event.eventType().equals(AUDIT) && isForeign(event)) {
                foreign++;
            }
        }
        return foreign;
    }

    private boolean isForeign(Event event) {
        // What was written before our first opening may be an earlier process or another replica
        // of ours, which had the partition a moment ago.
        if (openings.isEmpty() || event.createdAt() < since) {
            return false;
        }
        String text = event.text();
        if (!text.contains("\"streamStarted\"")) {
            return false;
        }
        String appId = "";
        String of = "";
        Matcher values = VALUE.matcher(text);
        while (values.find()) {
            if (values.group(1).equals("appId")) {
                appId = values.group(2);
            } else {
                of = values.group(2);
            }
        }
        return of.equals(partition) && isOurId(appId) && !isOurs(event);
    }

    private boolean isOurId(String appId) {
        return openings.stream().anyMatch(opening -> opening.appId.equals(appId));
    }

    private boolean isOurs(Event event) {
        return openings.stream().anyMatch(opening -> opening.isToldBy(event));
    }
}
