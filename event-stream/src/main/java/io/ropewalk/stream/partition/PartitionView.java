package io.ropewalk.stream.partition;

import io.ropewalk.stream.delivery.LaneState;
import io.ropewalk.stream.delivery.LaneView;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.feed.FeedState;
import io.ropewalk.stream.feed.ReadingView;
import io.ropewalk.stream.state.Position;
import io.ropewalk.stream.vertices.VerticesView;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * How a partition stands, as {@code GET /streams} shows it.
 *
 * @param state {@code discovering open draining reopening busy paused stopped}
 * @param reason why it does not read or a sink does not take, empty when all is well
 * @param committedOffset offset that every sink has; empty before the first
 * @param readOffset highest offset read by this process
 * @param lagSeconds age of the newest event that every sink has, or of the first that was read
 *     while some sink has none; 0 when nothing waits
 * @param lagEvents offsets read and not yet at every sink
 * @param epoch counts the times the vendor's offsets began anew
 * @param events read by this process since it has the partition
 * @param vertices how enrichment stands; empty while it is off or nobody reads
 * @param applicationId under which the feed is open; empty while it is not
 * @param foreignConsumers times another consumer opened the partition with our application id
 */
public record PartitionView(
        String partition,
        String state,
        String reason,
        OptionalLong committedOffset,
        OptionalLong readOffset,
        double lagSeconds,
        long lagEvents,
        int epoch,
        long events,
        long repeats,
        long brokenLines,
        long skippedOffsets,
        String applicationId,
        long foreignConsumers,
        List<SinkView> sinks,
        Optional<VerticesView> vertices) {

    public PartitionView {
        // Another replica may not know of it.
        vertices = vertices == null ? Optional.empty() : vertices;
        applicationId = applicationId == null ? "" : applicationId;
    }

    /**
     * How one sink stands in a partition.
     *
     * @param state {@code delivering retrying halted detached stopped}
     */
    public record SinkView(
            String name,
            String state,
            String reason,
            OptionalLong committedOffset,
            long queuedBytes) {

        static SinkView of(LaneView lane) {
            return new SinkView(
                    lane.sink(),
                    lane.state().name().toLowerCase(Locale.ROOT),
                    lane.reason(),
                    lane.committed().offset(),
                    lane.queuedBytes());
        }
    }

    /** The same in another state. */
    PartitionView in(String otherState, String otherReason) {
        return in(otherState, otherReason, lagSeconds, "");
    }

    /** The same for another reason. */
    PartitionView because(String otherReason) {
        return in(state, otherReason, lagSeconds, applicationId);
    }

    /**
     * The same when nobody reads it any more.
     *
     * @param positions of its sinks
     */
    PartitionView still(
            String otherState, String otherReason, Collection<Position> positions, Instant now) {
        Position last = slowest(positions.stream(), epoch);
        return in(otherState, otherReason, age(last.newestCreatedAt(), now), "");
    }

    private PartitionView in(String otherState, String otherReason, double lag, String appId) {
        return new PartitionView(
                partition,
                otherState,
                otherReason,
                committedOffset,
                readOffset,
                lag,
                lagEvents,
                epoch,
                events,
                repeats,
                brokenLines,
                skippedOffsets,
                appId,
                foreignConsumers,
                sinks,
                vertices);
    }

    /** A partition nobody reads now: nothing says that there is nothing to read. */
    public static PartitionView idle(
            PartitionId id,
            String state,
            String reason,
            Map<String, Position> positions,
            Instant now) {
        Position last = slowest(positions.values().stream(), 0);
        List<SinkView> sinks =
                positions.entrySet().stream()
                        .map(it ->
                                new SinkView(it.getKey(), "stopped", "", it.getValue().offset(), 0))
                        .toList();
        return new PartitionView(
                id.partition(),
                state,
                reason,
                last.offset(),
                OptionalLong.empty(),
                age(last.newestCreatedAt(), now),
                0,
                last.epoch(),
                0,
                0,
                0,
                0,
                "",
                0,
                sinks,
                Optional.empty());
    }

    /**
     * @param note what there is to say when nothing is wrong, empty for nothing
     */
    static PartitionView of(
            PartitionId id,
            FeedState state,
            ReadingView read,
            List<LaneView> lanes,
            Optional<VerticesView> vertices,
            String note,
            Instant now) {
        Position last = slowest(lanes.stream().map(LaneView::committed), read.epoch());
        long behind = behind(read, last);
        boolean caughtUp = behind == 0 && (read.waiting() || read.highest().isEmpty());
        long since =
                last.newestCreatedAt() == 0 && behind > 0
                        ? read.firstCreatedAt()
                        : last.newestCreatedAt();
        double lag = caughtUp ? 0 : age(since, now);
        return new PartitionView(
                id.partition(),
                state.word(),
                reason(state, lanes, beyond(read, lanes).orElse(note)),
                last.offset(),
                read.highest(),
                lag,
                behind,
                read.epoch(),
                read.events(),
                read.repeats(),
                read.broken(),
                read.skipped(),
                state instanceof FeedState.Open open ? open.appId() : "",
                read.foreign(),
                lanes.stream().map(SinkView::of).toList(),
                vertices);
    }

    /** Seconds since then; 0 when that is not known. */
    private static double age(long millis, Instant now) {
        return millis == 0 ? 0 : Math.max(0, now.toEpochMilli() - millis) / 1000.0;
    }

    private static Position slowest(Stream<Position> positions, int epoch) {
        return positions
                .min(
                        Comparator.comparingInt(Position::epoch)
                                .thenComparingLong(it -> it.offset().orElse(Long.MIN_VALUE)))
                .orElse(new Position(epoch, OptionalLong.empty(), 0, 0));
    }

    private static long behind(ReadingView read, Position last) {
        if (read.highest().isEmpty()) {
            return 0;
        }
        return last.offset().isEmpty() || last.epoch() != read.epoch()
                ? read.events()
                : Math.max(0, read.highest().getAsLong() - last.offset().getAsLong());
    }

    /** A sink that was put above everything there is, and gets nothing though all looks well. */
    private static Optional<String> beyond(ReadingView read, List<LaneView> lanes) {
        if (!read.waiting() || read.everRead().isEmpty()) {
            return Optional.empty();
        }
        long highest = read.everRead().getAsLong();
        return lanes.stream()
                .filter(lane -> lane.committed().epoch() == read.epoch())
                .filter(lane -> lane.committed().offset().orElse(0) > highest)
                .map(lane ->
                        "%s: It stands at offset %d, above the highest that was read, %d, and gets nothing until the feed has passed that; seek back if this is not meant."
                                .formatted(
                                        lane.sink(),
                                        lane.committed().offset().getAsLong(),
                                        highest))
                .findFirst();
    }

    private static String reason(FeedState state, List<LaneView> lanes, String note) {
        if (!state.reason().isEmpty()) {
            return state.reason();
        }
        return lanes.stream()
                .filter(lane ->
                        lane.state() == LaneState.HALTED
                                || lane.state() == LaneState.RETRYING
                                || lane.state() == LaneState.DETACHED)
                .filter(lane -> !lane.reason().isEmpty())
                .map(lane -> lane.sink() + ": " + lane.reason())
                .findFirst()
                .orElse(note);
    }
}
