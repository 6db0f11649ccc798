package io.ropewalk.simulator.falcon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The legal parameters of every operation served, as extracted from the vendor's published SDKs.
 */
final class Operations {

    /**
     * One parameter; limits are absent where the sources state none.
     *
     * @param wide a number of 64 bits
     */
    record Parameter(
            String name,
            String in,
            String type,
            boolean required,
            OptionalInt minimum,
            OptionalInt maximum,
            OptionalInt maxItems,
            Set<String> values,
            Set<String> sortFields,
            boolean wide) {}

    /** One operation. */
    record Operation(
            String id,
            String method,
            String path,
            boolean hasBody,
            Map<String, Parameter> parameters) {}

    private final Map<String, Operation> byId;

    private Operations(Map<String, Operation> byId) {
        this.byId = byId;
    }

    static Operations load() {
        try (var in = Operations.class.getResourceAsStream("operations.json")) {
            var byId = new LinkedHashMap<String, Operation>();
            for (var node : new JsonMapper().readTree(in)) {
                var operation = operation(node);
                byId.put(operation.id(), operation);
            }
            return new Operations(byId);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Operation named(String id) {
        return Optional.ofNullable(byId.get(id))
                .orElseThrow(
                        () -> new IllegalArgumentException("operation not in the table: " + id));
    }

    List<Operation> all() {
        return List.copyOf(byId.values());
    }

    private static Operation operation(JsonNode node) {
        var parameters = new LinkedHashMap<String, Parameter>();
        for (var parameter : node.get("parameters")) {
            parameters.put(parameter.get("name").asText(), parameter(parameter));
        }
        return new Operation(
                node.get("operationId").asText(),
                node.get("method").asText(),
                node.get("path").asText(),
                !node.get("body").isNull(),
                parameters);
    }

    private static Parameter parameter(JsonNode node) {
        return new Parameter(
                node.get("name").asText(),
                node.get("in").asText(),
                node.get("type").asText(),
                node.get("required").asBoolean(),
                number(node, "minimum"),
                number(node, "maximum"),
                number(node, "maxItems"),
                texts(node, "enum"),
                texts(node, "sortFields"),
                node.path("format").asText().equals("int64"));
    }

    private static OptionalInt number(JsonNode node, String name) {
        return node.has(name) ? OptionalInt.of(node.get(name).asInt()) : OptionalInt.empty();
    }

    private static Set<String> texts(JsonNode node, String name) {
        var values = new ArrayList<String>();
        node.path(name).forEach(value -> values.add(value.asText()));
        return Set.copyOf(new HashSet<>(values));
    }
}
