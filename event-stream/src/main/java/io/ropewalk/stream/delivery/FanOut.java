package io.ropewalk.stream.delivery;

import io.ropewalk.stream.state.Position;
import io.ropewalk.stream.timing.Backoff;
import io.ropewalk.stream.timing.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Hands what was read to every lane. Waits for the slowest, which holds the feed back down to the
 * network; but when one sink is stuck, or slow for too long, and another is not, the feed goes on
 * without it, and comes back for it later.
 */
public final class FanOut {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /** In patiences. */
    private static final int FIRST_PAUSE = 6;

    private static final int LONGEST_PAUSE = 180;

    /** A position may lie above everything there is: nobody waits for that for ever. */
    private static final int LONGEST_REPLAY = 2880;

    private static final Comparator<Position> ORDER =
            Comparator.comparingInt(Position::epoch).thenComparingLong(FanOut::offset);

    private final List<Lane> lanes;
    private final Duration patience;
    private final Timing timing;
    private final Backoff pauses;
    private final Duration longestPause;
    private final Map<Lane, Allowance> allowances = new HashMap<>();
    private Duration pause = Duration.ZERO;
    private long backAt;
    private long countedTo;

    /** Lanes the feed came back for, while the others wait for it to be where they stand. */
    private final Set<Lane> turns = new HashSet<>();

    private boolean replaying;
    private Position ahead = Position.OLDEST;
    private long replayEnds;

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
        this.countedTo = backAt;
        this.lanes.forEach(lane -> allowances.put(lane, new Allowance(patience, backAt)));
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
        follow(segment);
        if (wantsBack()) {
            return false;
        }
        count(List.of());
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
            boolean holdUp = someoneElseGoesOn(stuck);
            if (!holdUp) {
                deadline = timing.deadline(patience);
            }
            boolean tooLong = timing.passed(deadline);
            if (holdUp && stuck.removeIf(lane -> leftBehind(lane, tooLong))) {
                continue;
            }
            Lane first = stuck.getFirst();
            boolean room = first.offer(segment, LOOK_AGAIN);
            count(holdUp ? stuck : List.of());
            stuck.removeFirst();
            if (!room) {
                stuck.addLast(first);
            }
        }
        return true;
    }

    /** Whether no lane holds more than it may, not even one that is left behind. */
    public boolean isWithinLimits() {
        return lanes.stream().allMatch(Lane::isWithinLimit);
    }

    /** Once the feed is where the others stand, lanes may come back: after a pause. */
    private void follow(Segment segment) {
        if (!replaying) {
            return;
        }
        boolean there =
                segment.epoch() > ahead.epoch()
                        || (segment.epoch() == ahead.epoch()
                                && !segment.events().isEmpty()
                                && segment.events().getLast().offset() >= offset(ahead));
        if (there || timing.passed(replayEnds)) {
            endReplay();
        }
    }

    /** The feed has nothing more at this moment: nobody waits for what it reads again. */
    public void quiet() {
        if (replaying) {
            endReplay();
        }
    }

    private void endReplay() {
        replaying = false;
        turns.clear();
        backAt = timing.deadline(pause);
    }

    /** Counts the time since the last count. */
    private void count(List<Lane> holdingUp) {
        long now = timing.nanos().getAsLong();
        long time = now - countedTo;
        countedTo = now;
        allowances.forEach((lane, allowance) -> {
            if (holdingUp.contains(lane)) {
                allowance.spend(time);
            } else {
                allowance.refill(time);
            }
        });
    }

    private boolean leftBehind(Lane lane, boolean stuck) {
        Allowance allowance = allowances.get(lane);
        if (!stuck && !allowance.isSpent()) {
            return false;
        }
        lane.detach();
        allowance.leftBehind(countedTo);
        return true;
    }

    /**
     * Whether the feed must be opened again for a lane that was left behind. The others wait
     * meanwhile, and the vendor may call a feed busy for minutes after it was closed: so at once
     * for the first time, and then less and less often while lanes keep falling behind. A feed that
     * is opened again for another reason takes them along. Neither happens before the others got on
     * since the last time: they would never, where reading again takes longer than the pause, or
     * than a feed lives.
     */
    public boolean wantsBack() {
        return lanes.stream().anyMatch(Lane::isWantingBack)
                && (noneLeft() || (!replaying && timing.passed(backAt)));
    }

    /**
     * The feed is about to be opened again: the position it must begin at so that every lane gets
     * all it needs. A lane of an older epoch has had nothing of the new one: it needs that from its
     * first event.
     */
    public Position rewind(long hold) {
        List<Lane> back = !replaying || noneLeft() ? takenBack() : List.of();
        turns.addAll(back);
        List<Position> needed = new ArrayList<>();
        List<Position> others = new ArrayList<>();
        for (Lane lane : lanes) {
            if (!lane.isDetached() || back.contains(lane)) {
                Position position = lane.rewind(hold);
                needed.add(position);
                if (!turns.contains(lane)) {
                    others.add(position);
                }
            }
        }
        Position start = needed.stream().min(ORDER).orElse(Position.OLDEST);
        ahead = others.stream().min(ORDER).orElse(start);
        replaying = ORDER.compare(start, ahead) < 0;
        replayEnds = timing.deadline(patience.multipliedBy(LONGEST_REPLAY));
        if (!replaying) {
            endReplay();
        }
        int epoch = needed.stream().mapToInt(Position::epoch).max().orElse(0);
        return start.epoch() == epoch ? start : new Position(epoch, OptionalLong.empty(), 0, 0);
    }

    private List<Lane> takenBack() {
        List<Lane> back = lanes.stream().filter(Lane::isWantingBack).toList();
        if (!back.isEmpty()) {
            if (timing.passed(backAt + longestPause.toNanos())) {
                pauses.reset();
            }
            pause = pauses.next();
            long now = timing.nanos().getAsLong();
            back.forEach(lane -> allowances.get(lane).comeBack(now));
        }
        return back;
    }

    private static long offset(Position position) {
        return position.offset().orElse(Long.MIN_VALUE);
    }

    private boolean noneLeft() {
        return lanes.stream().allMatch(Lane::isDetached);
    }

    private boolean someoneElseGoesOn(List<Lane> stuck) {
        return lanes.stream().anyMatch(lane -> !lane.isDetached() && !stuck.contains(lane));
    }
}
