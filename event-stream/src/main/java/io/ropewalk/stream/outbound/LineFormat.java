package io.ropewalk.stream.outbound;

import io.ropewalk.stream.delivery.Batch;
import io.ropewalk.stream.event.Event;

/** How an event stands in a line. */
public enum LineFormat {
    /** The bytes as the vendor sent them. */
    NDJSON,
    /**
     * {@code {"tenant":"..","cid":"..","partition":"..","offset":1,"event":<bytes as sent>}}: tells
     * an event that came twice from two that look alike.
     */
    ENVELOPE;

    /** Adds every event of a batch, each with its line end. */
    public void write(Batch batch, ByteBody out) {
        switch (this) {
            case NDJSON -> ndjson(batch, out);
            case ENVELOPE -> envelope(batch, out);
        }
    }

    private static void ndjson(Batch batch, ByteBody out) {
        for (Event event : batch.events()) {
            out.write(event.source(), event.start(), event.length());
            out.write('\n');
        }
    }

    private static void envelope(Batch batch, ByteBody out) {
        var head = new ByteBody();
        head.text("{\"tenant\":").json(batch.partition().tenant());
        head.text(",\"cid\":").json(batch.cid());
        head.text(",\"partition\":").json(batch.partition().partition());
        head.text(",\"offset\":");
        for (Event event : batch.events()) {
            out.write(head.array(), 0, head.length());
            out.text(Long.toString(event.offset())).text(",\"event\":");
            out.write(event.source(), event.start(), event.length());
            out.write('}');
            out.write('\n');
        }
    }
}
