package io.ropewalk.local;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What a person sees while work goes on, on standard error: one line that is redrawn on a terminal,
 * elsewhere a plain line every few seconds.
 */
final class Console {

    private static final Duration PLAIN_EVERY = Duration.ofSeconds(3);
    private static final String CLEAR = "\r\u001b[2K";

    private final PrintStream out;
    private final boolean terminal;
    private final InstantSource clock;
    private Instant printed = Instant.EPOCH;
    private String step = "";
    private boolean drawn;
    private boolean closed;

    Console(PrintStream out, boolean terminal, InstantSource clock) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
    }

    /** Shows how far the work is; may be called as often as one likes. */
    synchronized void show(Progress progress) {
        if (closed) {
            return;
        }
        if (terminal) {
            out.print(CLEAR + progress.line());
            out.flush();
            drawn = true;
            return;
        }
        Instant now = clock.instant();
        boolean other = !progress.step().equals(step);
        if (other || Duration.between(printed, now).compareTo(PLAIN_EVERY) >= 0) {
            step = progress.step();
            printed = now;
            out.println(progress.line());
        }
    }

    /** A line that stays. */
    synchronized void say(String line) {
        if (closed) {
            return;
        }
        if (drawn) {
            out.print(CLEAR);
            drawn = false;
        }
        out.println(line);
        out.flush();
    }

    /** Leaves a last progress line standing. */
    synchronized void finish(Progress progress) {
        say(progress.line());
        step = "";
    }

    /** Says a last word: what goes wrong while everything is being stopped is no news. */
    synchronized void close(String line) {
        say(line);
        closed = true;
    }
}
