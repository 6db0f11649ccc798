package io.ropewalk.inventory.ocsf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The OCSF 1.6.0 classes as JSON schemas, which stand in {@code ocsf/}. */
public final class OcsfSchema {
    private static final String BASE = "https://ocsf.invalid/";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    builder -> builder.schemas(OcsfSchema::text));

    private OcsfSchema() {}

    /** What is wrong with an event, by the class it says it is of; nothing for a good one. */
    public static List<String> faults(String event) {
        JsonNode json = json(event);
        String name =
                switch (json.path("class_uid").asInt()) {
                    case 5001 -> "inventory_info.json";
                    case 5003 -> "user_inventory.json";
                    default -> throw new IllegalArgumentException("of no known class: " + event);
                };
        return REGISTRY.getSchema(SchemaLocation.of(BASE + name)).validate(json).stream()
                .map(Error::toString)
                .toList();
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + text, e);
        }
    }

    private static String text(String iri) {
        if (!iri.startsWith(BASE)) {
            return null;
        }
        String name = "/ocsf/" + iri.substring(BASE.length());
        try (InputStream in = OcsfSchema.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
