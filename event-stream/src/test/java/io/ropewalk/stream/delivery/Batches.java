package io.ropewalk.stream.delivery;

import io.ropewalk.stream.event.Event;
import io.ropewalk.stream.event.PartitionId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Batches to deliver. */
public final class Batches {
    public static final String CID = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
    public static final PartitionId PARTITION = new PartitionId("acme", "0");

    /** Stands in every event: must not stand in any answer. */
    public static final String CONTENT = "C0FFEE-content";

    // What breaks careless senders: escapes, every width of UTF-8, line separators that are none.
    private static final String HOSTILE =
            "\\\"quoted\\\" C:\\\\Windows\\\\x.exe \\u0000\\n é 漢 😀 \u2028\u2029\u007f / <b>&amp; \\t";

    private Batches() {}

    /** An event with this inside a JSON string. */
    public static Event event(long offset, String text) {
        return event(PARTITION, offset, text);
    }

    // As the vendor sends it, in an array it shares with others.
    private static Event event(PartitionId partition, long offset, String text) {
        var json =
                ("{\"metadata\":{\"customerIDString\":\"%s\",\"offset\":%d,\"eventType\":"
                                + "\"FirewallMatchEvent\",\"eventCreationTime\":1767261701000,"
                                + "\"version\":\"1.0\"},\"event\":{\"id\":1719309930613520072,"
                                + "\"note\":\"%s\",\"of\":\"%s\","
                                + "\"text\":\"%s\"}}")
                        .formatted(CID, offset, CONTENT, partition, text)
                        .getBytes(StandardCharsets.UTF_8);
        var shared = new byte[json.length + 14];
        System.arraycopy(json, 0, shared, 9, json.length);
        return new Event(shared, 9, json.length, offset, "FirewallMatchEvent", 1_767_261_701_000L);
    }

    /** So many events of a partition. */
    public static Batch of(PartitionId partition, long first, int count) {
        var events = new ArrayList<Event>();
        for (var i = 0; i < count; i++) {
            events.add(event(partition, first + i, HOSTILE));
        }
        return new Batch(partition, CID, events);
    }

    /** So many events. */
    public static Batch of(long first, int count) {
        return of(PARTITION, first, count);
    }

    /** These events. */
    public static Batch of(Event... events) {
        return new Batch(PARTITION, CID, List.of(events));
    }

    /** The events as text. */
    public static List<String> texts(Batch batch) {
        return batch.events().stream().map(Event::text).toList();
    }
}
