package io.ropewalk.alertops.mcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The answer of every tool that lists something.
 *
 * @param filterUsed in Falcon's query language, empty for everything
 * @param nextCursor where it goes on
 * @param truncated whether texts, lists or items were left out to keep the answer small
 */
public record Listed(
        String tenant,
        String filterUsed,
        List<Map<String, Object>> items,
        OptionalLong total,
        Optional<String> nextCursor,
        boolean truncated,
        List<String> warnings,
        String traceId) {
    /** Bytes that are kept for everything but the items. */
    private static final int FRAME_BYTES = 6_000;

    private static final int LEAST_ROOM = 1_000;

    private static final Map<String, Object> TEXT = Map.of("type", "string");
    private static final String NULL = "null";

    public Listed {
        items = List.copyOf(items);
        warnings = List.copyOf(warnings);
    }

    /** Bytes of an answer that items may take. */
    public static int roomForItems(int maxAnswerBytes) {
        return Math.max(LEAST_ROOM, maxAnswerBytes - FRAME_BYTES);
    }

    /** As it is sent. */
    Map<String, Object> body() {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("total", total.isPresent() ? total.getAsLong() : null);
        page.put("returned", items.size());
        page.put("nextCursor", nextCursor.orElse(null));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("tenant", tenant);
        body.put("filterUsed", filterUsed);
        body.put("items", items);
        body.put("page", page);
        body.put("truncated", truncated);
        body.put("warnings", warnings);
        body.put("traceId", traceId);
        return body;
    }

    /** Its JSON Schema. */
    static Map<String, Object> schema(Map<String, Object> item) {
        return closed(properties(item));
    }

    /** What its JSON Schema says of each member. */
    static Map<String, Object> properties(Map<String, Object> item) {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put(
                "total",
                Map.of(
                        "type",
                        List.of("integer", NULL),
                        "description",
                        "How many there are in all; null where Falcon does not say."));
        page.put("returned", Map.of("type", "integer"));
        page.put(
                "nextCursor",
                Map.of(
                        "type",
                        List.of("string", NULL),
                        "description",
                        "cursor of the next page; null on the last."));
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("tenant", TEXT);
        properties.put("filterUsed", TEXT);
        properties.put("items", Map.of("type", "array", "items", item));
        properties.put("page", closed(page));
        properties.put("truncated", Map.of("type", "boolean"));
        properties.put("warnings", Map.of("type", "array", "items", TEXT));
        properties.put("traceId", TEXT);
        return properties;
    }

    /** An object with exactly these members. */
    static Map<String, Object> closed(Map<String, Object> properties) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", new ArrayList<>(properties.keySet()));
        schema.put("additionalProperties", false);
        return schema;
    }
}
