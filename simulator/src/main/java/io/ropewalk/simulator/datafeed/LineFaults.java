package io.ropewalk.simulator.datafeed;

import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.FeedFault;
import io.ropewalk.simulator.feed.PartitionLog;
import io.ropewalk.simulator.feed.Planted;
import io.ropewalk.simulator.http.ByteSink;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** Faults in which lines a session gets. Each happens once, after some lines. */
final class LineFaults {

    /** Takes the lines that are sent in the end, without their ends. */
    @FunctionalInterface
    interface Out {
        void line(byte[] line) throws IOException;
    }

    private final Fault fault;
    private final Out out;
    private final Deque<byte[]> recent = new ArrayDeque<>();
    private byte[] late;
    private long passed;

    LineFaults(Fault fault, Out out) {
        this.fault = fault;
        this.out = out;
    }

    /** How many events of the log came by so far. */
    long passed() {
        return passed;
    }

    /** Sends what comes of one event. */
    void pass(PartitionLog log, long offset, byte[] line) throws IOException {
        switch (fault) {
            case FeedFault.FeedMalformed broken when passed == broken.afterLines() ->
                    malformed(broken, line);
            case Fault.InvalidJson _ when passed == 0 -> out.line(cut(line));
            case FeedFault.FeedDuplicate again when passed == again.afterLines() -> {
                for (var known : recent) {
                    out.line(known);
                }
                out.line(line);
            }
            case FeedFault.FeedOutOfOrder order -> inOrder(order, line);
            case FeedFault.FeedGap gap
                    when passed >= gap.afterLines() && passed < gap.afterLines() + gap.lines() -> {}
            case FeedFault.FeedRegression lower when passed == lower.afterLines() -> {
                again(log, offset, lower.lines());
                out.line(line);
            }
            case FeedFault.FeedLongLine grown when passed == grown.afterLines() ->
                    out.line(Planted.grow(line, grown.megabytes() << 20));
            default -> out.line(line);
        }
        passed++;
        remember(line);
    }

    private void remember(byte[] line) {
        var kept = fault instanceof FeedFault.FeedDuplicate again ? again.lines() : 1;
        recent.addLast(line);
        if (recent.size() > kept) {
            recent.removeFirst();
        }
    }

    /** An extra line is made of the one before, so that its offset is no event's to come. */
    private void malformed(FeedFault.FeedMalformed broken, byte[] line) throws IOException {
        if (broken.replaces()) {
            out.line(broken.kind().of(line));
            return;
        }
        out.line(broken.kind().of(recent.isEmpty() ? line : recent.getLast()));
        out.line(line);
    }

    private static byte[] cut(byte[] line) {
        return Arrays.copyOf(line, line.length * 2 / 3);
    }

    private void inOrder(FeedFault.FeedOutOfOrder order, byte[] line) throws IOException {
        if (passed == order.afterLines()) {
            late = line;
            return;
        }
        out.line(line);
        if (late != null && passed >= order.afterLines() + order.distance()) {
            out.line(late);
            late = null;
        }
    }

    private void again(PartitionLog log, long offset, int lines) throws IOException {
        for (var old = Math.max(log.firstOffset(), offset - lines); old < offset; old++) {
            var text = ByteSink.growing(4096);
            log.write(text, old, log.millisAt(offset) + 1);
            out.line(text.toByteArray());
        }
    }
}
