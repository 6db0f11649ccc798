package io.ropewalk.alertops.report;

/** Text that an attacker may have chosen, made fit to be shown in one line. */
public final class Clean {
    private static final int ELLIPSIS = 0x2026;

    private Clean() {}

    /**
     * No longer than so many characters, without line ends, and with a mark in place of what cannot
     * be seen: control characters, and those that turn the direction of writing.
     */
    public static String text(String raw, int most) {
        StringBuilder out = new StringBuilder();
        int[] points = raw.strip().codePoints().limit(most + 1L).toArray();
        for (int i = 0; i < Math.min(points.length, most); i++) {
            out.appendCodePoint(shown(points[i]));
        }
        if (points.length > most) {
            out.appendCodePoint(ELLIPSIS);
        }
        return out.toString();
    }

    private static int shown(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL ->
                    point == '\t' || point == '\n' || point == '\r' ? ' ' : 0xFFFD;
            case Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    0xFFFD;
            default -> point;
        };
    }
}
