package io.ropewalk.falcon.call;

/** Makes the vendor's texts fit to show. */
public final class Texts {

    private static final int LONGEST = 300;

    private Texts() {}

    /** At most 300 characters, control characters and line breaks turned into blanks. */
    public static String shown(String text) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), LONGEST + 1));
        for (int i = 0; i < text.length() && out.length() < LONGEST; ) {
            int point = text.codePointAt(i);
            out.appendCodePoint(visible(point) ? point : ' ');
            i += Character.charCount(point);
        }
        return text.length() > LONGEST ? out.append('…').toString() : out.toString().strip();
    }

    private static boolean visible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    false;
            default -> true;
        };
    }
}
