package io.ropewalk.simulator.receiver;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What stands in the body of a request to the intake.
 *
 * @param key the intake key, for the forms that carry it in the body
 */
record IntakeBody(Optional<String> key, Slices events) {

    /** One event or many: the member that holds them. */
    enum Form {
        /** {@code {"intake_key": ..., "json": "..."}}. */
        SINGLE,
        /** {@code {"intake_key": ..., "jsons": ["...", ...]}}. */
        BATCH
    }

    /**
     * Reads the forms with a key inside. Resolves the escapes of the events in the array itself.
     */
    static IntakeBody keyed(byte[] body, Form form) {
        var json = new JsonBytes().over(body, 0, body.length);
        var events = new Slices(body);
        String key = null;
        json.expect('{');
        for (var more = json.peek() == '"'; more; more = json.passes(',')) {
            json.decodeString();
            var name = text(body, json);
            json.expect(':');
            switch (name) {
                case "intake_key" -> {
                    json.decodeString();
                    key = text(body, json);
                }
                case "json", "jsons" -> {
                    if (name.equals("jsons") != (form == Form.BATCH)) {
                        throw JsonBytes.broken();
                    }
                    readEvents(json, events, form);
                }
                // The published examples have no other member; what one does is not known.
                default -> throw JsonBytes.broken();
            }
        }
        json.expect('}');
        json.expectEnd();
        return new IntakeBody(Optional.ofNullable(key), events);
    }

    private static void readEvents(JsonBytes json, Slices events, Form form) {
        if (form == Form.SINGLE) {
            json.decodeString();
            events.add(json.from(), json.to());
            return;
        }
        json.expect('[');
        for (var more = json.peek() == '"'; more; more = json.passes(',')) {
            json.decodeString();
            events.add(json.from(), json.to());
        }
        json.expect(']');
    }

    /** Reads a JSON array of which each element is an event. */
    static IntakeBody array(byte[] body) {
        var json = new JsonBytes().over(body, 0, body.length);
        var events = new Slices(body);
        json.expect('[');
        for (var more = json.peek() != ']'; more; more = json.passes(',')) {
            json.skipValue();
            events.add(json.from(), json.to());
        }
        json.expect(']');
        json.expectEnd();
        return new IntakeBody(Optional.empty(), events);
    }

    static IntakeBody lines(byte[] body) {
        return new IntakeBody(Optional.empty(), Slices.lines(body));
    }

    private static String text(byte[] body, JsonBytes json) {
        return new String(body, json.from(), json.to() - json.from(), StandardCharsets.UTF_8);
    }
}
