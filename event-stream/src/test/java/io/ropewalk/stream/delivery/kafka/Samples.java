package io.ropewalk.stream.delivery.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ropewalk.stream.delivery.Batch;
import io.ropewalk.stream.event.Event;
import io.ropewalk.stream.event.PartitionId;
import java.util.List;
import java.util.stream.LongStream;

/** Batches of events whose bytes follow from their offset. */
final class Samples {

    static final PartitionId ZERO = new PartitionId("acme", "0");
    static final String CID = "0123456789abcdef0123456789abcdef";
    static final long CREATED = 1_760_000_000_000L;

    private Samples() {}

    static Batch batch(PartitionId partition, long first, int size) {
        List<Event> events =
                LongStream.range(first, first + size).mapToObj(Samples::event).toList();
        return new Batch(partition, CID, events);
    }

    static Batch batch(long first, int size) {
        return batch(ZERO, first, size);
    }

    static Event event(long offset) {
        return Event.of(
                text(offset).getBytes(UTF_8), offset, "DetectionSummaryEvent", CREATED + offset);
    }

    static Event event(long offset, int bytes) {
        return Event.of(
                "x".repeat(bytes).getBytes(UTF_8), offset, "DetectionSummaryEvent", CREATED);
    }

    /** About 1.5 KB that compress badly enough to need several requests for a batch. */
    static String text(long offset) {
        StringBuilder text = new StringBuilder("{\"offset\":").append(offset).append(",\"p\":\"é ");
        long state = offset + 1;
        while (text.length() < 1500) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            text.append(Long.toString(state >>> 1, 36));
        }
        return text.append("\",\"id\":9007199254740993}").toString();
    }

    static List<String> texts(long first, long count) {
        return LongStream.range(first, first + count).mapToObj(Samples::text).toList();
    }
}
