package io.ropewalk.stream.delivery;

import io.ropewalk.stream.state.Position;
import io.ropewalk.stream.timing.Backoff;
import io.ropewalk.stream.timing.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * Hands what was read to every lane. Waits for the slowest, which holds the feed back down to the
 * network; but when one sink is stuck and another is not, the feed goes on without the stuck one,
 * and comes back for it later.
 */
public final class FanOut {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /** In patiences. */
    private static final int FIRST_PAUSE = 6;

    private static final int LONGEST_PAUSE = 180;

    private final List<Lane> lanes;
    private final Duration patience;
    private final Timing timing;
    private final Backoff pauses;
    private final Duration longestPause;
    private long backAt;

    /**
     * @param patience how long a stuck sink may hold up the others
     */
    public FanOut(List<Lane> lanes, Duration patience, Timing timing) {
        this.lanes = List.copyOf(lanes);
        this.patience = patience;
        this.timing = timing;
        this.longestPause = patience.multipliedBy(LONGEST_PAUSE);
        this.pauses = timing.backoff(patience.multipliedBy(FIRST_PAUSE), longestPause);
        this.backAt = timing.nanos().getAsLong();
    }

    public List<Lane> lanes() {
        return lanes;
    }

    /**
     * Hands a segment on; returns early, with the segment not everywhere, when the feed must be
     * read again for a lane that comes back.
     *
     * @return whether every lane that is not left behind has it
     */
    public boolean offer(Segment segment) throws InterruptedException {
        if (wantsBack()) {
            return false;
        }
        List<Lane> stuck = new ArrayList<>();
        for (Lane lane : lanes) {
            if (!lane.offer(segment, Duration.ZERO)) {
                stuck.add(lane);
            }
        }
        long deadline = timing.deadline(patience);
        while (!stuck.isEmpty()) {
            if (wantsBack()) {
                return false;
            }
            Lane first = stuck.getFirst();
            if (first.offer(segment, LOOK_AGAIN)) {
                stuck.removeFirst();
                continue;
            }
            stuck.removeFirst();
            stuck.addLast(first);
            if (timing.passed(deadline) && someoneElseGoesOn(stuck)) {
                stuck.forEach(Lane::detach);
                return true;
            }
        }
        return true;
    }

    /**
     * Whether the feed must be opened again for a lane that was left behind. The others wait
     * meanwhile, and the vendor may call a feed busy for minutes after it was closed: so at once
     * for the first time, and then less and less often while lanes keep falling behind. A feed that
     * is opened again for another reason takes them along.
     */
    public boolean wantsBack() {
        return lanes.stream().anyMatch(Lane::isWantingBack)
                && (timing.passed(backAt) || lanes.stream().allMatch(Lane::isDetached));
    }

    /**
     * The feed is about to be opened again: the position it must begin at so that every lane gets
     * all it needs. A lane of an older epoch has had nothing of the new one: it needs that from its
     * first event.
     */
    public Position rewind(long hold) {
        if (lanes.stream().anyMatch(Lane::isWantingBack)) {
            if (timing.passed(backAt + longestPause.toNanos())) {
                pauses.reset();
            }
            backAt = timing.deadline(pauses.next());
        }
        List<Position> needed =
                lanes.stream().filter(FanOut::takesPart).map(lane -> lane.rewind(hold)).toList();
        int epoch = needed.stream().mapToInt(Position::epoch).max().orElse(0);
        if (needed.stream().anyMatch(position -> position.epoch() < epoch)) {
            return new Position(epoch, OptionalLong.empty(), 0, 0);
        }
        return needed.stream()
                .min(Comparator.comparingLong(position -> position.offset().orElse(Long.MIN_VALUE)))
                .orElse(Position.OLDEST);
    }

    private static boolean takesPart(Lane lane) {
        return !lane.isDetached() || lane.isWantingBack();
    }

    private boolean someoneElseGoesOn(List<Lane> stuck) {
        return lanes.stream().anyMatch(lane -> !lane.isDetached() && !stuck.contains(lane));
    }
}
