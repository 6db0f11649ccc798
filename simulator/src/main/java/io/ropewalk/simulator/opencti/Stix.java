package io.ropewalk.simulator.opencti;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * One object of the database. Its text is made when it is needed, so that a million seeded ones
 * take little room.
 *
 * @param updatedMillis when the platform last changed it
 * @param revoked whether it no longer holds
 */
public record Stix(
        String id, String type, long updatedMillis, boolean revoked, Supplier<String> text) {
    /** OpenCTI's own extension. */
    public static final String MAIN = "extension-definition--ea279b3e-5c71-4632-ac08-831c66a786ba";

    /** Where platforms of indicators stand. */
    public static final String MITRE = "extension-definition--322b8f77-262a-4cb8-a915-1e441e00329b";

    static final JsonMapper MAPPER = new JsonMapper();

    /** Keeps an object as it is; the time of its change is its own, or now. */
    static Stix of(ObjectNode object, Instant now) {
        var updated = object.at("/extensions/" + MAIN + "/updated_at").asText("");
        long millis;
        try {
            millis = updated.isEmpty() ? now.toEpochMilli() : Instant.parse(updated).toEpochMilli();
        } catch (DateTimeException e) {
            millis = now.toEpochMilli();
        }
        var text = object.toString();
        return new Stix(
                object.path("id").asText(),
                object.path("type").asText(),
                millis,
                object.path("revoked").asBoolean(false),
                () -> text);
    }

    /** The object as JSON. */
    public ObjectNode json() {
        try {
            return (ObjectNode) MAPPER.readTree(text.get());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    JsonNode extension(String name) {
        return json().at("/extensions/" + MAIN + "/" + name);
    }
}
