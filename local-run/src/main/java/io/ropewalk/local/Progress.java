package io.ropewalk.local;

import java.util.OptionalLong;

/**
 * How far a step has come.
 *
 * @param total empty while nobody knows it
 * @param perSecond 0 while nobody knows it
 */
record Progress(
        String step, long done, OptionalLong total, double perSecond, OptionalLong etaSeconds) {

    private static final int WIDTH = 24;

    static Progress step(String text) {
        return new Progress(text, 0, OptionalLong.empty(), 0, OptionalLong.empty());
    }

    /** One line, for example {@code hosts [######------] 1,250 / 2,500 50 % 830/s 2 s left}. */
    String line() {
        var line = new StringBuilder(step);
        if (total.isPresent() && total.getAsLong() > 0) {
            long all = total.getAsLong();
            double share = Math.clamp((double) done / all, 0.0, 1.0);
            int filled = (int) (share * WIDTH);
            line.append(" [")
                    .append("#".repeat(filled))
                    .append("-".repeat(WIDTH - filled))
                    .append("] ");
            line.append("%,d / %,d  %d %%".formatted(done, all, (int) (share * 100)));
        } else if (done > 0) {
            line.append(" %,d".formatted(done));
        }
        if (perSecond > 0) {
            line.append("  %,d/s".formatted(Math.round(perSecond)));
        }
        etaSeconds.ifPresent(seconds -> line.append("  %,d s left".formatted(seconds)));
        return line.toString();
    }
}
