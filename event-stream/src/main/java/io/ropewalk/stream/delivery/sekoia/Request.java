package io.ropewalk.stream.delivery.sekoia;

import io.ropewalk.stream.delivery.Batch;
import io.ropewalk.stream.outbound.ByteBody;

/**
 * Fills requests with the events of a batch. Sizes are UTF-8 bytes after escaping: the intake takes
 * requests up to 10 MiB and events up to 250 KiB.
 *
 * @param body to send
 * @param to the first event that is not in it any more
 */
record Request(ByteBody body, int to) {
    /** Nine tenths of what the intake takes, as the vendor's own connector. */
    static final int MAX_BYTES = 9_437_184;

    static final int MAX_EVENT_BYTES = 256_000;

    /** An event that is surely too large. */
    static boolean isTooLarge(int bytes) {
        return bytes > MAX_EVENT_BYTES;
    }

    /**
     * As many events as fit, at least one. An event that only its escapes make too large goes
     * alone: whether the intake counts them is not published, and so a 413 means it and no other.
     */
    static Request fill(ByteBody body, String intakeKey, Batch batch, int from, int to) {
        body.text("{\"intake_key\":").json(intakeKey).text(",\"jsons\":[");
        var at = from;
        for (; at < to; at++) {
            var before = body.length();
            if (at > from) {
                body.write(',');
            }
            var start = body.length();
            var event = batch.events().get(at);
            body.json(event.source(), event.start(), event.length());
            var alone = isTooLarge(body.length() - start - 2);
            // Two for the end of the array and of the body.
            if (at > from && (alone || body.length() + 2 > MAX_BYTES)) {
                body.cutTo(before);
                break;
            }
            if (alone) {
                at++;
                break;
            }
        }
        body.text("]}");
        return new Request(body, at);
    }
}
