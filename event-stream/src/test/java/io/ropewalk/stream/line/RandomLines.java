package io.ropewalk.stream.line;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Writes lines by chance: events, nearly events, and bytes that were damaged on the way. */
final class RandomLines {
    private static final String[] TOP = {
        "metadata", "metadata", "metadata", "event", "event", "offset", "met\\u0061data", "é"
    };
    private static final String[] INNER = {
        "offset",
        "eventType",
        "customerIDString",
        "eventCreationTime",
        "version",
        "id",
        "y",
        "o\\u0066fset",
        "event\\u0054ype",
        "x"
    };
    private static final String[] NUMBERS = {
        "0",
        "7",
        "-1",
        "-0",
        "1.5",
        "2e3",
        "1E-2",
        "1719309930613520072",
        "9223372036854775807",
        "9223372036854775808",
        "99999999999999999999"
    };
    private static final String[] NO_NUMBERS = {"01", "1.", "-", "+1", ".5", "1e+", "0x1", "NaN"};
    private static final String[] TEXT = {
        "a",
        "DetectionSummaryEvent",
        "\\\"",
        "\\\\",
        "\\n",
        "\\u00e9",
        "\\ud83d",
        "é",
        "日本",
        "😀",
        " ",
        "C:\\\\Windows\\\\System32\\\\cmd.exe /c whoami",
        "/",
        "{\\\"offset\\\":3}"
    };
    private static final String[] SPACE = {"", "", "", "", " ", "\t", "\r", "  "};
    private static final byte[] DAMAGE =
            "{}[]\":,\\ \t\r\n0123456789.-+eEutrfalsn\0\u001f\u007f"
                    .getBytes(StandardCharsets.ISO_8859_1);

    private final Random random;

    RandomLines(Random random) {
        this.random = random;
    }

    /** An event as the vendor sends it, with an offset. */
    String event(long offset) {
        String metadata =
                "\"metadata\":{\"customerIDString\":\"%s\",\"offset\":%d,\"eventType\":\"T%d\"}"
                        .formatted(random.nextInt(3), offset, random.nextInt(4));
        String event = "\"event\":" + value(0);
        return "{"
                + (random.nextInt(4) == 0 ? event + "," + metadata : metadata + "," + event)
                + "}";
    }

    /** A JSON object, often nearly an event. */
    String object() {
        StringBuilder line = new StringBuilder(space()).append('{');
        int members = 1 + random.nextInt(3);
        for (int i = 0; i < members; i++) {
            String key = pick(TOP);
            boolean metadata = key.startsWith("met") && random.nextInt(12) > 0;
            line.append(i == 0 ? "" : ",").append(space()).append('"').append(key).append('"');
            line.append(space()).append(':').append(space());
            line.append(metadata ? metadata() : value(1)).append(space());
        }
        return line.append('}').append(space()).toString();
    }

    /** Bytes with a few of them changed, left out, put in or doubled. */
    byte[] damaged(byte[] bytes) {
        byte[] line = bytes;
        for (int i = random.nextInt(3); i >= 0 && line.length > 0; i--) {
            int from = random.nextInt(line.length);
            int to = Math.min(line.length, from + random.nextInt(3));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(line, 0, from);
            if (random.nextInt(3) > 0) {
                out.write(
                        random.nextInt(4) == 0
                                ? random.nextInt(256)
                                : DAMAGE[random.nextInt(DAMAGE.length)]);
            }
            int rest = random.nextInt(8) == 0 ? from : to;
            out.write(line, rest, line.length - rest);
            line = out.toByteArray();
        }
        return line;
    }

    private String metadata() {
        StringBuilder text = new StringBuilder("{").append(space());
        if (random.nextBoolean()) {
            text.append("\"eventType\":").append(text()).append(",\"offset\":7,");
        }
        int fields = 1 + random.nextInt(4);
        for (int i = 0; i < fields; i++) {
            String key = pick(INNER);
            text.append(i == 0 ? "" : "," + space()).append('"').append(key).append("\":");
            text.append(space()).append(field(key)).append(space());
        }
        return text.append('}').toString();
    }

    private String field(String key) {
        if (random.nextInt(10) == 0) {
            return value(2);
        }
        boolean number = key.endsWith("fset") || key.endsWith("Time");
        return number ? pick(random.nextInt(20) == 0 ? NO_NUMBERS : NUMBERS) : text();
    }

    private String value(int depth) {
        int kind = random.nextInt(depth > 4 ? 5 : 8);
        return switch (kind) {
            case 0 -> random.nextInt(5) == 0 ? pick(NUMBERS) : "" + random.nextInt(100_000);
            case 1 -> new String[] {"true", "false", "null"}[random.nextInt(3)];
            case 2, 3, 4 -> text();
            case 5 -> list('[', ']', depth, "");
            default -> list('{', '}', depth, "\"%s\":");
        };
    }

    private String list(char open, char close, int depth, String key) {
        StringBuilder text = new StringBuilder().append(open).append(space());
        int members = random.nextInt(4);
        for (int i = 0; i < members; i++) {
            text.append(i == 0 ? "" : "," + space());
            text.append(key.formatted(pick(INNER))).append(value(depth + 1)).append(space());
        }
        return text.append(close).toString();
    }

    private String text() {
        StringBuilder text = new StringBuilder("\"");
        int parts = random.nextInt(5);
        for (int i = 0; i < parts; i++) {
            text.append(pick(TEXT));
        }
        return text.append('"').toString();
    }

    private String space() {
        return pick(SPACE);
    }

    private String pick(String[] some) {
        return some[random.nextInt(some.length)];
    }
}
