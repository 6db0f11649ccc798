package io.ropewalk.stream.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.stream.delivery.Batch;
import io.ropewalk.stream.delivery.EventFilter;
import io.ropewalk.stream.delivery.FanOut;
import io.ropewalk.stream.delivery.Lane;
import io.ropewalk.stream.delivery.Segment;
import io.ropewalk.stream.delivery.SinkAnswer;
import io.ropewalk.stream.event.Event;
import io.ropewalk.stream.state.Position;
import io.ropewalk.stream.testing.Events;
import io.ropewalk.stream.testing.Lanes;
import io.ropewalk.stream.testing.ManualTime;
import io.ropewalk.stream.testing.RecordingSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** From the cursor to the sink, whatever the vendor, the sink and the process do. */
class DeliveryPropertyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MOST_LATE = 5;

    /**
     * What one run of the program made of the feed.
     *
     * @param sent what was new to it, once each, in the order it came
     */
    private record Run(List<Event> sent, List<Event> delivered, Position end) {}

    @Property(tries = 300)
    void everyEventArrivesInTheOrderItCameAndTwiceOnlyAfterARestart(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 120) int events,
            @ForAll @IntRange(min = 1, max = 9) int batch)
            throws InterruptedException {
        var chance = new Random(seed);
        List<Event> feed = feed(chance, events);
        try (var lanes = new Lanes()) {
            Position at = Position.OLDEST;
            List<Run> runs = new ArrayList<>();
            boolean whole = false;
            while (!whole) {
                List<Event> rest = from(feed, at, chance.nextBoolean());
                whole = runs.size() >= 3 || chance.nextInt(3) == 0;
                int read = whole ? rest.size() : chance.nextInt(rest.size() + 1);
                List<Event> sent = disturbed(chance, rest.subList(0, read), at);
                boolean killed = !whole && chance.nextBoolean();
                Run run = run(lanes, at, sent, batch, killed, chance);
                runs.add(run);
                at = run.end();
            }
            assertThat(delivered(runs)).isEqualTo(offsets(feed));
            runs.forEach(DeliveryPropertyTest::inOrder);
            assertThat(at.offset()).hasValue(highest(feed));
        }
    }

    /** Offsets that rise, with holes; created in the order of their offsets, give or take. */
    private static List<Event> feed(Random chance, int count) {
        List<Event> feed = new ArrayList<>();
        long offset = chance.nextInt(3);
        for (int i = 0; i < count; i++) {
            feed.add(Events.event(offset, Events.createdAt(offset) + chance.nextInt(3000)));
            offset += chance.nextInt(10) == 0 ? 2 + chance.nextInt(20) : 1;
        }
        return feed;
    }

    private static List<Event> from(List<Event> feed, Position at, boolean inclusive) {
        long least = at.offset().orElse(-1) + (inclusive ? 0 : 1);
        return feed.stream().filter(event -> event.offset() >= least).toList();
    }

    /** Repeats of what came, and neighbours that changed places. */
    private static List<Event> disturbed(Random chance, List<Event> feed, Position at) {
        List<Event> sent = new ArrayList<>(feed);
        // Before the very first event there is nothing to hold a position at.
        for (int i = at.offset().isPresent() ? 0 : 1; i + MOST_LATE < sent.size(); i++) {
            if (chance.nextInt(15) == 0) {
                sent.add(i + chance.nextInt(MOST_LATE), sent.remove(i));
            }
        }
        for (int i = 1; i < sent.size(); i++) {
            if (chance.nextInt(15) == 0) {
                sent.add(i, sent.get(chance.nextInt(i)));
            }
        }
        return sent;
    }

    private static Run run(
            Lanes lanes, Position start, List<Event> sent, int batch, boolean killed, Random chance)
            throws InterruptedException {
        RecordingSink sink = new RecordingSink().always(moody(chance.nextLong()));
        Lane lane = lanes.lane(sink, start, batch, EventFilter.ALL, _ -> Optional.empty());
        var time = new ManualTime();
        var cursor = new Cursor(start, time.timing(), new VendorClock(time.timing()));
        var fanOut = new FanOut(List.of(lane), PATIENCE, lanes.timing);
        fanOut.rewind(cursor.hold());
        lane.start();
        int left = 0;
        while (left < sent.size()) {
            int n = Math.min(sent.size() - left, 1 + chance.nextInt(12));
            offer(fanOut, cursor.take(sent.subList(left, left + n)));
            left += n;
        }
        if (killed) {
            lane.abort();
        } else {
            time.pass(Duration.ofMinutes(1));
            fanOut.offer(segment(cursor.nothing()));
            lane.end();
        }
        assertThat(lane.awaitEnd(PATIENCE)).isTrue();
        assertThat(cursor.epoch()).isZero();
        Position saved = lanes.saved(sink.name()).orElse(Position.OLDEST);
        return new Run(onceBehind(start, sent), sink.taken(), saved);
    }

    private static List<Event> onceBehind(Position start, List<Event> sent) {
        Set<Long> seen = new HashSet<>();
        return sent.stream()
                .filter(event -> event.offset() > start.offset().orElse(-1))
                .filter(event -> seen.add(event.offset()))
                .toList();
    }

    private static void offer(FanOut fanOut, Cursor.Taken taken) throws InterruptedException {
        for (Cursor.Chunk chunk : taken.chunks()) {
            assertThat(fanOut.offer(segment(chunk))).isTrue();
        }
    }

    private static Segment segment(Cursor.Chunk chunk) {
        long bytes = chunk.events().stream().mapToLong(Event::length).sum();
        return new Segment(
                chunk.epoch(),
                chunk.events(),
                chunk.hold(),
                chunk.newestCreatedAt(),
                bytes,
                System.nanoTime());
    }

    /** Takes, is down, or refuses the whole for its size. */
    private static RecordingSink.Reaction moody(long seed) {
        var chance = new Random(seed);
        return batch -> {
            return switch (chance.nextInt(12)) {
                case 0 -> SinkAnswer.Unavailable.because("The sink is down.");
                case 1, 2 -> batch.size() > 1 ? tooLarge(batch) : new SinkAnswer.Accepted();
                default -> new SinkAnswer.Accepted();
            };
        };
    }

    private static SinkAnswer tooLarge(Batch batch) {
        return new SinkAnswer.Refused(batch.size() + " events are too many.");
    }

    private static Set<Long> offsets(List<Event> feed) {
        return feed.stream().map(Event::offset).collect(Collectors.toCollection(TreeSet::new));
    }

    private static long highest(List<Event> feed) {
        return feed.getLast().offset();
    }

    private static Set<Long> delivered(List<Run> runs) {
        return runs.stream()
                .flatMap(run -> run.delivered().stream())
                .map(Event::offset)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** In the order in which they were first sent, up to the end or a kill, and none twice. */
    private static void inOrder(Run run) {
        List<Long> delivered = Events.offsets(run.delivered());
        assertThat(delivered).isEqualTo(Events.offsets(run.sent()).subList(0, delivered.size()));
    }
}
