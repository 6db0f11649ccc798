package io.ropewalk.local;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a person sees while work goes on, on standard error: a line for each step that is redrawn on
 * a terminal, elsewhere plain lines every few seconds.
 */
final class Console {

    private static final Duration PLAIN_EVERY = Duration.ofSeconds(3);
    private static final String CLEAR = "\r\u001b[2K";
    private static final String UP = "\u001b[1A";

    /** A line too long for the terminal is cut at its edge: wrapped, it could not be erased. */
    private static final String NO_WRAP = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";

    private final PrintStream out;
    private final boolean terminal;
    private final InstantSource clock;
    private Instant printed = Instant.EPOCH;
    private List<String> steps = List.of();
    private int drawn;
    private boolean closed;

    Console(PrintStream out, boolean terminal, InstantSource clock) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
    }

    /** Shows how far the work is; may be called as often as one likes. */
    void show(Progress progress) {
        show(List.of(progress));
    }

    /** Shows how far steps are that go on side by side. */
    synchronized void show(List<Progress> all) {
        if (closed || all.isEmpty()) {
            return;
        }
        if (terminal) {
            erase();
            out.print(
                    all.stream()
                            .map(Progress::line)
                            .collect(Collectors.joining("\n", NO_WRAP, WRAP)));
            out.flush();
            drawn = all.size();
            return;
        }
        Instant now = clock.instant();
        List<String> shown = all.stream().map(Progress::step).toList();
        boolean other = !shown.equals(steps);
        if (other || Duration.between(printed, now).compareTo(PLAIN_EVERY) >= 0) {
            steps = shown;
            printed = now;
            all.forEach(progress -> out.println(progress.line()));
        }
    }

    /** A line that stays. */
    synchronized void say(String line) {
        if (closed) {
            return;
        }
        erase();
        out.println(line);
        out.flush();
    }

    private void erase() {
        for (int i = 0; i < drawn; i++) {
            out.print((i == 0 ? "" : UP) + CLEAR);
        }
        drawn = 0;
    }

    /** Leaves a last progress line standing. */
    synchronized void finish(Progress progress) {
        say(progress.line());
        steps = List.of();
    }

    /** Says a last word: what goes wrong while everything is being stopped is no news. */
    synchronized void close(String line) {
        say(line);
        closed = true;
    }
}
