package io.ropewalk.stream.feed;

import java.util.concurrent.Semaphore;

/**
 * How many feeds may be in the middle of a line far longer than usual: reading it, or waiting for
 * the sinks to have it. The others read no further meanwhile. Whoever waits longest is next.
 */
public final class LongLines {
    private final Semaphore turns;

    /**
     * @param most feeds at a time
     */
    public LongLines(int most) {
        this.turns = new Semaphore(most, true);
    }

    /** Turns that nobody has. */
    int free() {
        return turns.availablePermits();
    }

    /** Feeds that wait for one. */
    int waiting() {
        return turns.getQueueLength();
    }

    Turn turn() {
        return new Turn();
    }

    /** Of one feed. One thread. */
    final class Turn {
        private boolean taken;

        /** Waits until it is this feed's turn, if it is not already. */
        void take() throws InterruptedException {
            if (!taken) {
                turns.acquire();
                taken = true;
            }
        }

        boolean isTaken() {
            return taken;
        }

        void giveBack() {
            if (taken) {
                taken = false;
                turns.release();
            }
        }
    }
}
