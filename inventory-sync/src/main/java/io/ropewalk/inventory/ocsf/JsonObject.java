package io.ropewalk.inventory.ocsf;

import java.util.List;

/**
 * A JSON object that is being written. What is not known is left out: {@code null}, blank text, an
 * empty object and an empty list write nothing.
 */
final class JsonObject {
    private static final char REPLACEMENT = '\ufffd';

    private final StringBuilder members = new StringBuilder();

    JsonObject put(String name, String value) {
        if (value != null && !value.isBlank()) {
            name(name);
            text(value);
        }
        return this;
    }

    JsonObject put(String name, Long value) {
        return raw(name, value == null ? "" : Long.toString(value));
    }

    JsonObject put(String name, Boolean value) {
        return raw(name, value == null ? "" : Boolean.toString(value));
    }

    JsonObject put(String name, JsonObject value) {
        return raw(name, value.isEmpty() ? "" : value.toString());
    }

    JsonObject put(String name, List<JsonObject> values) {
        return raw(name, values.isEmpty() ? "" : values.toString());
    }

    /** A list of one text. */
    JsonObject putText(String name, String only) {
        name(name);
        members.append('[');
        text(only);
        members.append(']');
        return this;
    }

    boolean isEmpty() {
        return members.isEmpty();
    }

    /** The members without the braces. */
    String members() {
        return members.toString();
    }

    @Override
    public String toString() {
        return "{" + members + "}";
    }

    private JsonObject raw(String name, String value) {
        if (!value.isEmpty()) {
            name(name);
            members.append(value);
        }
        return this;
    }

    private void name(String name) {
        if (!members.isEmpty()) {
            members.append(',');
        }
        text(name);
        members.append(':');
    }

    private void text(String value) {
        members.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                members.append(c).append(value.charAt(++i));
            } else {
                character(c);
            }
        }
        members.append('"');
    }

    private void character(char c) {
        switch (c) {
            case '"', '\\' -> members.append('\\').append(c);
            case '\n' -> members.append("\\n");
            case '\r' -> members.append("\\r");
            case '\t' -> members.append("\\t");
            default -> {
                if (c < ' ') {
                    members.append(String.format("\\u%04x", (int) c));
                } else {
                    // Half of a pair is no character and could not be written as UTF-8.
                    members.append(Character.isSurrogate(c) ? REPLACEMENT : c);
                }
            }
        }
    }
}
