package io.ropewalk.stream.testing;

import io.ropewalk.stream.event.Event;
import io.ropewalk.stream.event.PartitionId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** Events as the vendor sends them, created a second apart in the order of their offsets. */
public final class Events {
    public static final PartitionId PARTITION = new PartitionId("acme", "0");
    public static final String CID = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

    private static final long EPOCH = 1_767_261_600_000L;

    private Events() {}

    /** When an event is created, unless a test says otherwise. */
    public static long createdAt(long offset) {
        return EPOCH + offset * 1000;
    }

    public static Event event(long offset) {
        return event(offset, createdAt(offset));
    }

    public static Event event(long offset, long createdAt) {
        return event(offset, createdAt, "FirewallMatchEvent");
    }

    public static Event event(long offset, long createdAt, String type) {
        byte[] bytes = text(offset, createdAt, type, "{}").getBytes(StandardCharsets.UTF_8);
        return Event.of(bytes, offset, type, createdAt);
    }

    /** These, in this order. */
    public static List<Event> events(long... offsets) {
        return Arrays.stream(offsets).mapToObj(Events::event).toList();
    }

    /** From the first to the last, both included. */
    public static List<Event> range(long first, long last) {
        return LongStream.rangeClosed(first, last).mapToObj(Events::event).toList();
    }

    /** Lines of the feed, from the first to the last, both included. */
    public static String lines(long first, long last) {
        var text = new StringBuilder();
        for (long offset = first; offset <= last; offset++) {
            text.append(line(offset));
        }
        return text.toString();
    }

    /** A line of the feed. */
    public static String line(long offset) {
        return line(offset, createdAt(offset));
    }

    public static String line(long offset, long createdAt) {
        return text(offset, createdAt, "FirewallMatchEvent", "{}") + "\r\n";
    }

    /** The line the vendor writes into a feed when somebody opens it. */
    public static String opened(long offset, long createdAt, String appId, String partition) {
        return text(offset, createdAt, "AuthActivityAuditEvent", startedBy(appId, partition))
                + "\r\n";
    }

    /** The event of that line. */
    public static Event openedEvent(long offset, long createdAt, String appId, String partition) {
        String line =
                text(offset, createdAt, "AuthActivityAuditEvent", startedBy(appId, partition));
        return Event.of(
                line.getBytes(StandardCharsets.UTF_8), offset, "AuthActivityAuditEvent", createdAt);
    }

    private static String startedBy(String appId, String partition) {
        return ("{\"OperationName\":\"streamStarted\",\"AuditKeyValues\":["
                        + "{\"Key\":\"partition\",\"ValueString\":\"%s\"},"
                        + "{\"Key\":\"offset\",\"ValueString\":\"-1\"},"
                        + "{\"Key\":\"appId\",\"ValueString\":\"%s\"}]}")
                .formatted(partition, appId);
    }

    private static String text(long offset, long createdAt, String type, String event) {
        return ("{\"metadata\":{\"customerIDString\":\"%s\",\"offset\":%d,\"eventType\":\"%s\","
                        + "\"eventCreationTime\":%d,\"version\":\"1.0\"},\"event\":%s}")
                .formatted(CID, offset, type, createdAt, event);
    }

    public static List<Long> offsets(List<Event> events) {
        return events.stream().map(Event::offset).toList();
    }

    /** From the first to the last, both included. */
    public static List<Long> numbers(long first, long last) {
        return new ArrayList<>(LongStream.rangeClosed(first, last).boxed().toList());
    }
}
