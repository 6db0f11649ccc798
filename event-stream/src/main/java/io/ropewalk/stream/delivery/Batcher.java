package io.ropewalk.stream.delivery;

import io.ropewalk.stream.event.Event;
import io.ropewalk.stream.state.Position;
import io.ropewalk.stream.timing.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Makes batches of what comes through a lane's queue: full, or old enough, or half of what may
 * wait, wanted events or not, whichever is first. Keeps count of how far the lane has got, wanted
 * events or not. One thread.
 */
final class Batcher {

    /**
     * When a batch is complete.
     *
     * @param events at most so many
     * @param bytes no more once it has so many
     * @param age or once its first event was read this long ago and nothing more is at hand
     */
    record Limits(int events, long bytes, Duration age) {}

    /**
     * A batch, perhaps without events when none was wanted.
     *
     * @param to where the lane is once these are delivered
     * @param freed memory that is needed no longer then
     */
    record Made(List<Event> events, Position to, long freed) {}

    private final LaneQueue queue;
    private final Limits limits;
    private final EventFilter filter;
    private final Timing timing;

    private Position position;

    /** The highest offset that came through in this epoch; the position may be held below it. */
    private OptionalLong highest;

    private Segment current;
    private int index;

    private List<Event> events = new ArrayList<>();
    private long bytes;
    private long freed;
    private int passed;
    private long deadline;

    Batcher(LaneQueue queue, Limits limits, EventFilter filter, Timing timing, Position start) {
        this.queue = Objects.requireNonNull(queue, "queue");
        this.limits = Objects.requireNonNull(limits, "limits");
        this.filter = Objects.requireNonNull(filter, "filter");
        this.timing = Objects.requireNonNull(timing, "timing");
        this.position = Objects.requireNonNull(start, "start");
        this.highest = start.offset();
    }

    /** The next batch; empty when nothing came within {@code idle}. */
    Optional<Made> next(Duration idle) throws InterruptedException {
        while (true) {
            if (current == null) {
                Optional<Segment> next = passed == 0 ? queue.poll(idle, 0, 0) : rest();
                if (next.isEmpty()) {
                    return passed == 0 ? Optional.empty() : Optional.of(made());
                }
                current = next.get();
                index = 0;
            }
            if (current.epoch() != position.epoch()) {
                if (passed > 0) {
                    return Optional.of(made());
                }
                highest = OptionalLong.empty();
                position = new Position(current.epoch(), highest, 0, position.notBefore());
            }
            if (take()) {
                return Optional.of(made());
            }
        }
    }

    /** More for a batch that has begun: as much as fills it, or what is there when it is old. */
    private Optional<Segment> rest() throws InterruptedException {
        return queue.poll(
                timing.left(deadline),
                limits.events() - events.size(),
                Math.min(limits.bytes() - bytes, memory() - freed));
    }

    /** Whether everything taken from the queue was made into batches. */
    boolean isEmpty() {
        return current == null && passed == 0;
    }

    /** Forgets what was taken from the queue and not yet made into a batch. */
    void reset(Position committed) {
        if (current != null) {
            queue.free(current.bytes());
        }
        queue.free(freed);
        current = null;
        position = committed;
        highest = committed.offset();
        clear();
    }

    /** Takes from the current segment; true when the batch is full. */
    private boolean take() {
        List<Event> all = current.events();
        while (index < all.size()) {
            Event event = all.get(index++);
            pass();
            if (wanted(event)) {
                events.add(event);
                bytes += event.length();
            }
            if (highest.isEmpty() || event.offset() > highest.getAsLong()) {
                highest = OptionalLong.of(event.offset());
            }
            move(Math.min(event.createdAt(), current.newestCreatedAt()));
            if (events.size() >= limits.events() || bytes >= limits.bytes()) {
                break;
            }
        }
        if (index == all.size()) {
            if (all.isEmpty() && highest.isPresent()) {
                pass();
                move(0);
            }
            freed += current.bytes();
            current = null;
        }
        return events.size() >= limits.events() || bytes >= limits.bytes() || freed >= memory();
    }

    /** Once so much memory would be free with it a batch is complete: the rest fills meanwhile. */
    private long memory() {
        return queue.limit() / 2;
    }

    private void pass() {
        if (passed++ == 0) {
            deadline = current.readAtNanos() + limits.age().toNanos();
        }
    }

    private boolean wanted(Event event) {
        if (position.notBefore() > 0 && event.createdAt() > 0) {
            if (event.createdAt() < position.notBefore()) {
                return false;
            }
            // The first one is found: whatever is written behind it belongs to the rest, however
            // long before it was created.
            position = position.begun();
        }
        return filter.wants(event);
    }

    private void move(long createdAt) {
        long most = Math.min(highest.getAsLong(), current.hold());
        if (position.offset().isPresent() && position.offset().getAsLong() >= most) {
            position = position.at(position.offset().getAsLong(), createdAt);
        } else if (most >= 0) {
            position = position.at(most, createdAt);
        }
    }

    private Made made() {
        Made made = new Made(events, position, freed);
        clear();
        return made;
    }

    private void clear() {
        events = new ArrayList<>();
        bytes = 0;
        freed = 0;
        passed = 0;
    }
}
