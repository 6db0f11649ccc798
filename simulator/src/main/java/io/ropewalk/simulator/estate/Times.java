package io.ropewalk.simulator.estate;

import io.ropewalk.simulator.http.ByteSink;

/** Instants as the API writes them, without allocating. */
public final class Times {
    private static final long DAY = 86_400;

    private Times() {}

    /** The same as a text. */
    public static String text(long epochSecond) {
        var out = ByteSink.growing(24);
        write(epochSecond, out);
        return out.text();
    }

    /**
     * {@code 2026-10-31T12:34:56Z}. The civil date from days since the epoch follows Howard
     * Hinnant's algorithm.
     */
    public static void write(long epochSecond, ByteSink out) {
        var days = Math.floorDiv(epochSecond, DAY);
        var seconds = Math.floorMod(epochSecond, DAY);
        var shifted = days + 719_468;
        var era = Math.floorDiv(shifted, 146_097L);
        var dayOfEra = shifted - era * 146_097;
        var yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        var dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        var monthFromMarch = (5 * dayOfYear + 2) / 153;
        var day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
        var month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        var year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        out.padded(year, 4).put('-').padded(month, 2).put('-').padded(day, 2).put('T');
        out.padded(seconds / 3600, 2)
                .put(':')
                .padded(seconds / 60 % 60, 2)
                .put(':')
                .padded(seconds % 60, 2);
        out.put('Z');
    }
}
