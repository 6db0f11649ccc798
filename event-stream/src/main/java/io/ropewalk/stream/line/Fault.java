package io.ropewalk.stream.line;

/** Why a line is no event: numbers below zero, so that they fit where an index is expected. */
final class Fault {
    static final int NOT_JSON = -1;
    static final int ENDS_EARLY = -2;
    static final int NOT_OBJECT = -3;
    static final int BYTE_ORDER_MARK = -4;
    static final int MORE_BEHIND = -5;
    static final int TOO_DEEP = -6;
    static final int CONTROL_CHARACTER = -7;
    static final int NOT_UTF8 = -8;
    static final int BAD_ESCAPE = -9;
    static final int NO_METADATA = -10;
    static final int METADATA_NOT_OBJECT = -11;
    static final int METADATA_TWICE = -12;
    static final int NO_OFFSET = -13;
    static final int BAD_OFFSET = -14;
    static final int OFFSET_TWICE = -15;
    static final int NO_TYPE = -16;
    static final int BAD_TYPE = -17;
    static final int TYPE_TWICE = -18;
    static final int TOO_LONG = -19;

    private Fault() {}

    static String reason(int fault) {
        return switch (fault) {
            case NOT_JSON -> "The line is not JSON.";
            case ENDS_EARLY -> "The line ends inside its JSON.";
            case NOT_OBJECT -> "The line is not a JSON object.";
            case BYTE_ORDER_MARK -> "The line begins with a byte order mark.";
            case MORE_BEHIND -> "More follows behind the JSON object.";
            case TOO_DEEP -> "The JSON is nested too deeply.";
            case CONTROL_CHARACTER -> "A string holds a raw control character.";
            case NOT_UTF8 -> "A string is not valid UTF-8.";
            case BAD_ESCAPE -> "A string holds an escape that JSON does not know.";
            case NO_METADATA -> "The event has no metadata.";
            case METADATA_NOT_OBJECT -> "The metadata is not an object.";
            case METADATA_TWICE -> "The event has metadata twice.";
            case NO_OFFSET -> "The metadata has no offset.";
            case BAD_OFFSET -> "The offset is not a non-negative 64-bit integer.";
            case OFFSET_TWICE -> "The metadata has an offset twice.";
            case NO_TYPE -> "The metadata has no event type.";
            case BAD_TYPE -> "The event type is not text.";
            case TYPE_TWICE -> "The metadata has an event type twice.";
            case TOO_LONG -> "The line is longer than an event may be.";
            default -> throw new IllegalArgumentException("no fault: " + fault);
        };
    }
}
