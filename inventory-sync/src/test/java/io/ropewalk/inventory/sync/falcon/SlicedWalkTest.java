package io.ropewalk.inventory.sync.falcon;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.PageWalk;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlicedWalkTest {
    private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");
    private static final int HOURS = 12;
    private static final int MOST = 50;

    /** An event a minute; in the third hour ten a minute. */
    private final List<Instant> events =
            IntStream.range(0, HOURS * 60)
                    .boxed()
                    .flatMap(minute ->
                            IntStream.range(0, minute / 60 == 2 ? 10 : 1)
                                    .mapToObj(i -> START.plusSeconds(minute * 60L).plusMillis(i)))
                    .toList();

    private Instant failsFrom = Instant.MAX;

    @Test
    void everythingComesOnceHoweverFullASliceIs() {
        // When
        List<Instant> came = new ArrayList<>();
        var end = drain(walk(), came);
        // Then
        assertThat(came).containsExactlyElementsOf(events);
        assertThat(end).isEqualTo(new PageWalk.Step.Complete<Instant>(events.size(), false));
    }

    @Test
    void aSliceThatFailsEndsTheWalk() {
        // Given
        failsFrom = START.plus(Duration.ofHours(8));
        // When
        var end = drain(walk(), new ArrayList<>());
        // Then
        assertThat(end).isInstanceOf(PageWalk.Step.NotComplete.class);
        assertThat(end).isSameAs(drain(walkThatEnded(end), new ArrayList<>()));
    }

    private static PageWalk<Instant> walkThatEnded(PageWalk.Step<Instant> end) {
        return () -> end;
    }

    private SlicedWalk<Instant> walk() {
        return new SlicedWalk<>(
                this::slice,
                START,
                START.plus(Duration.ofHours(HOURS)),
                new SlicedWalk.Limits(Duration.ofHours(6), MOST));
    }

    /** As the vendor does it: tells the whole total, gives no more than its limit. */
    private PageWalk<Instant> slice(Instant from, Instant until) {
        List<Instant> within =
                events.stream().filter(at -> !at.isBefore(from) && at.isBefore(until)).toList();
        List<PageWalk.Step<Instant>> steps = new ArrayList<>();
        if (!from.isBefore(failsFrom)) {
            steps.add(
                    new PageWalk.Step.NotComplete<>(
                            0,
                            OptionalLong.empty(),
                            FalconFailure.of(FailureCategory.VENDOR_DOWN, "down"),
                            "t"));
        } else if (within.size() > MOST) {
            steps.add(
                    new PageWalk.Step.Items<>(
                            within.subList(0, MOST), MOST, OptionalLong.of(within.size())));
        } else {
            steps.add(
                    new PageWalk.Step.Items<>(
                            within, within.size(), OptionalLong.of(within.size())));
            steps.add(new PageWalk.Step.Complete<>(within.size()));
        }
        return () -> steps.size() == 1 ? steps.getFirst() : steps.removeFirst();
    }

    private static PageWalk.Step<Instant> drain(PageWalk<Instant> walk, List<Instant> into) {
        while (true) {
            var step = walk.next();
            if (step instanceof PageWalk.Step.Items<Instant> page) {
                into.addAll(page.items());
            } else {
                return step;
            }
        }
    }
}
