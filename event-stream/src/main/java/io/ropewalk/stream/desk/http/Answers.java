package io.ropewalk.stream.desk.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.stream.desk.StreamItem;
import io.ropewalk.stream.partition.PartitionView;
import io.ropewalk.stream.partition.TenantFeed;
import io.ropewalk.stream.state.Audit;
import io.ropewalk.stream.state.DeadLetter;
import io.ropewalk.stream.vertices.VerticesView;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** What the API answers, as JSON. */
final class Answers {
    private static final int SHOWN_BYTES = 2048;

    private Answers() {}

    /**
     * A list.
     *
     * @param next give it as {@code after} for what comes next; null at the end
     */
    @RegisterForReflection
    @JsonInclude(Include.ALWAYS)
    record Page<T>(List<T> items, String next) {}

    /**
     * The partitions of a tenant.
     *
     * @param discovery why they are not known for sure; null when they are
     */
    @RegisterForReflection
    record Streams(
            List<Stream> items, String next, @JsonInclude(Include.NON_NULL) Discovery discovery) {

        static Streams of(List<Stream> items, java.util.Optional<TenantFeed.Trouble> trouble) {
            return new Streams(
                    items,
                    null,
                    trouble.map(it ->
                                    new Discovery(
                                            it.category(), it.message(), it.since().toString()))
                            .orElse(null));
        }
    }

    /** Why discovery does not answer. */
    @RegisterForReflection
    record Discovery(String category, String message, String since) {}

    /** One partition. Offsets are null before the first event. */
    @RegisterForReflection
    record Stream(
            String partition,
            String state,
            String reason,
            Long committedOffset,
            Long readOffset,
            double lagSeconds,
            long lagEvents,
            String owner,
            int epoch,
            long events,
            long repeats,
            long brokenLines,
            long skippedOffsets,
            String applicationId,
            long foreignConsumers,
            String reportedAt,
            List<SinkOfStream> sinks,
            @JsonInclude(Include.NON_NULL) VerticesOfStream vertices) {

        static Stream of(StreamItem item) {
            PartitionView view = item.view();
            return new Stream(
                    view.partition(),
                    view.state(),
                    view.reason(),
                    boxed(view.committedOffset()),
                    boxed(view.readOffset()),
                    view.lagSeconds(),
                    view.lagEvents(),
                    item.owner().isEmpty() ? null : item.owner(),
                    view.epoch(),
                    view.events(),
                    view.repeats(),
                    view.brokenLines(),
                    view.skippedOffsets(),
                    view.applicationId().isEmpty() ? null : view.applicationId(),
                    view.foreignConsumers(),
                    item.reportedAt().toString(),
                    view.sinks().stream().map(SinkOfStream::of).toList(),
                    view.vertices().map(VerticesOfStream::of).orElse(null));
        }
    }

    /** The enrichment of a partition; absent while it is off. */
    @RegisterForReflection
    record VerticesOfStream(String state, String reason, int waiting) {
        static VerticesOfStream of(VerticesView view) {
            return new VerticesOfStream(view.state(), view.reason(), view.waiting());
        }
    }

    /** One sink of a partition. */
    @RegisterForReflection
    record SinkOfStream(
            String name, String state, String reason, Long committedOffset, long queuedBytes) {
        static SinkOfStream of(PartitionView.SinkView sink) {
            return new SinkOfStream(
                    sink.name(),
                    sink.state(),
                    sink.reason(),
                    boxed(sink.committedOffset()),
                    sink.queuedBytes());
        }
    }

    /**
     * One dead letter.
     *
     * @param bytes length of the line
     * @param keptBytes how much of it was kept; absent in a list
     * @param head the first 2 KiB as text; absent in a list
     */
    @RegisterForReflection
    record Letter(
            String id,
            String partition,
            String sink,
            Long after,
            Long offset,
            String eventType,
            String reason,
            long bytes,
            @JsonInclude(Include.NON_NULL) Integer keptBytes,
            @JsonInclude(Include.NON_NULL) String head,
            String state,
            String createdAt) {

        /** A list does not read the bytes, which may be megabytes each. */
        static Letter listed(DeadLetter letter) {
            return of(letter, null, null);
        }

        static Letter whole(DeadLetter letter) {
            byte[] bytes = letter.bytes();
            int shown = Math.min(bytes.length, SHOWN_BYTES);
            return of(letter, bytes.length, new String(bytes, 0, shown, StandardCharsets.UTF_8));
        }

        private static Letter of(DeadLetter letter, Integer keptBytes, String head) {
            return new Letter(
                    letter.id(),
                    letter.partition().partition(),
                    letter.sink().orElse(null),
                    boxed(letter.after()),
                    boxed(letter.offset()),
                    letter.eventType(),
                    letter.reason(),
                    letter.totalBytes(),
                    keptBytes,
                    head,
                    letter.state().name().toLowerCase(java.util.Locale.ROOT),
                    letter.createdAt().toString());
        }
    }

    /** One act of an operator. */
    @RegisterForReflection
    record Act(
            String id,
            Instant at,
            String partition,
            String action,
            String by,
            String reason,
            String detail) {
        static Act of(Audit.Entry entry) {
            return new Act(
                    Long.toString(entry.id()),
                    entry.at(),
                    entry.partition().orElse(null),
                    entry.action(),
                    entry.by(),
                    entry.reason(),
                    entry.detail());
        }
    }

    /** What a sink made of something sent by hand. */
    @RegisterForReflection
    record Sent(String outcome, @JsonInclude(Include.NON_NULL) String message) {}

    private static Long boxed(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }
}
