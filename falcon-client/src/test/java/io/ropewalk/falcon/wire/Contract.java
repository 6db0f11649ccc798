package io.ropewalk.falcon.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The vendor's contract, as copied from its swagger into {@code contract/}. */
final class Contract {

    private static final String BASE = "https://contract.invalid/";

    private final ObjectMapper mapper = new ObjectMapper();
    private final SchemaRegistry registry =
            SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    builder -> builder.schemas(Contract::schemaText));

    private static String schemaText(String iri) {
        return iri.startsWith(BASE)
                ? text("schemas/" + iri.substring(BASE.length()))
                        .replace("\"$id\": \"", "\"$id\": \"" + BASE)
                : null;
    }

    private static String text(String name) {
        try (InputStream in = Contract.class.getResourceAsStream("/contract/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ObjectMapper mapper() {
        return mapper;
    }

    private JsonNode json(String name) {
        try {
            return mapper.readTree(text(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode operations() {
        return json("operations.json").path("operations");
    }

    JsonNode properties(String schema) {
        return json("schemas/" + schema + ".json").path("properties");
    }

    List<Error> faults(String schema, JsonNode body) {
        return registry.getSchema(SchemaLocation.of(BASE + schema + ".json")).validate(body);
    }

    /** A value of this schema with every member filled. */
    JsonNode example(String schema, String seed) {
        return example(json("schemas/" + schema + ".json"), seed);
    }

    private JsonNode example(JsonNode schema, String seed) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (schema.has("$ref")) {
            return example(json("schemas/" + schema.path("$ref").asText()), seed);
        }
        if (schema.has("enum")) {
            return schema.path("enum").get(0);
        }
        // A type that may be null is an array of two; the first is the one that says something.
        JsonNode type = schema.path("type");
        return switch (type.isArray() ? type.get(0).asText() : type.asText()) {
            case "object" -> {
                ObjectNode object = nodes.objectNode();
                schema.path("properties")
                        .properties()
                        .forEach(member ->
                                object.set(
                                        member.getKey(),
                                        example(member.getValue(), member.getKey() + "-" + seed)));
                yield object;
            }
            case "array" -> {
                ArrayNode array = nodes.arrayNode();
                array.add(example(schema.path("items"), seed));
                yield array;
            }
            case "boolean" -> nodes.booleanNode(true);
            case "integer" -> nodes.numberNode(3);
            case "number" -> nodes.numberNode(1.27e-07);
            default ->
                    nodes.textNode(
                            "date-time".equals(schema.path("format").asText())
                                    ? "2026-01-31T12:00:00.123456789Z"
                                    : seed);
        };
    }
}
