package io.ropewalk.stream.outbound;

import io.ropewalk.stream.event.Event;
import io.ropewalk.stream.event.PartitionId;
import java.util.List;

/** How an event stands in a line. */
public enum LineFormat {
    /** The bytes as the vendor sent them. */
    NDJSON,
    /**
     * {@code {"tenant":"..","cid":"..","partition":"..","offset":1,"event":<bytes as sent>}}: tells
     * an event that came twice from two that look alike.
     */
    ENVELOPE;

    /** An offset, the name of the event, its end and that of the line. */
    private static final int MOST_BESIDE = 32;

    /** Adds events of a partition, each with its line end. */
    public void write(PartitionId partition, String cid, List<Event> events, ByteBody out) {
        switch (this) {
            case NDJSON -> ndjson(events, out);
            case ENVELOPE -> envelope(head(partition, cid), events, out);
        }
    }

    private static void ndjson(List<Event> events, ByteBody out) {
        out.expect(room(events, 1));
        for (Event event : events) {
            out.write(event.source(), event.start(), event.length());
            out.write('\n');
        }
    }

    private static long room(List<Event> events, int beside) {
        var bytes = (long) beside * events.size();
        for (Event event : events) {
            bytes += event.length();
        }
        return bytes;
    }

    private static ByteBody head(PartitionId partition, String cid) {
        var head = new ByteBody();
        head.text("{\"tenant\":").json(partition.tenant());
        head.text(",\"cid\":").json(cid);
        head.text(",\"partition\":").json(partition.partition());
        return head.text(",\"offset\":");
    }

    private static void envelope(ByteBody head, List<Event> events, ByteBody out) {
        out.expect(room(events, head.length() + MOST_BESIDE));
        for (Event event : events) {
            out.write(head.array(), 0, head.length());
            out.text(Long.toString(event.offset())).text(",\"event\":");
            out.write(event.source(), event.start(), event.length());
            out.write('}');
            out.write('\n');
        }
    }
}
