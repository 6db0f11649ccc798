package io.ropewalk.alertops.surface;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.testing.ServiceResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests made from the OpenAPI document, right and wrong ones: none ends in a fault of ours. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class ApiFuzzTest {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 15);
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "a",
                    "*",
                    "'",
                    "\\",
                    "x',status:'new",
                    "\u0000",
                    "\uD83D\uDE00",
                    "../..",
                    "%00",
                    "high",
                    "7",
                    "-1",
                    "99999999999999999999",
                    "2026-11-21T00:00:00Z",
                    "now-7d",
                    "x".repeat(5_000),
                    "0123456789abcdef0123456789abcdef",
                    "0123456789abcdef0123456789abcdef:ind:0123456789abcdef0123456789abcdef:1-2-3");

    private final Random random = new Random(Long.getLong("fuzz.seed", 20261121L));
    private Surface surface;

    @BeforeEach
    void read() {
        Api.sim(
                        "/_sim/alerts",
                        "{\"tenant\":\"acme\",\"clear\":true,\"rules\":{\"onlyListed\":true},\"seed\":{\"count\":20}}")
                .statusCode(200);
        surface = Surface.read();
    }

    @Test
    void noRequestEndsInAFault() {
        List<String> faults = new ArrayList<>();
        int answered = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (Surface.Operation operation : surface.operations()) {
                String fault = fault(operation);
                answered++;
                if (!fault.isEmpty()) {
                    faults.add(fault);
                }
            }
        }
        assertThat(answered).isGreaterThanOrEqualTo(ROUNDS);
        assertThat(faults).isEmpty();
    }

    private String fault(Surface.Operation operation) {
        RequestSpecification request = Api.as("admin").urlEncodingEnabled(true);
        StringBuilder sent = new StringBuilder(operation.toString());
        String path =
                operation.path().replace("{tenant}", random.nextInt(9) == 0 ? "nobody" : "acme");
        for (JsonNode parameter : operation.parameters()) {
            String name = parameter.path("name").asText();
            if (parameter.path("in").asText().equals("query") && random.nextInt(3) == 0) {
                String value = value(surface.resolved(parameter.path("schema")), 0).asText(some());
                request.queryParam(name, value);
                sent.append(' ').append(name).append('=').append(value);
            }
        }
        path = path.replaceAll("\\{.*?}", "1");
        if (operation.body().isPresent()) {
            JsonNode body = body(operation.body().get());
            request.body(body.toString());
            sent.append(' ').append(body);
        }
        int status =
                request.request(operation.method().toUpperCase(Locale.ROOT), path).statusCode();
        return status >= 500 ? status + ": " + sent : "";
    }

    private JsonNode body(JsonNode schema) {
        JsonNode made = value(surface.resolved(schema), 0);
        if (made instanceof ObjectNode object && random.nextInt(6) == 0) {
            object.put("no_such_member", 1);
        }
        return made;
    }

    /** A value as the schema has it, or now and then one that it does not allow. */
    private JsonNode value(JsonNode schema, int depth) {
        if (depth > 4 || random.nextInt(8) == 0) {
            return wrong();
        }
        JsonNode choices = schema.path("enum");
        if (choices.isArray() && !choices.isEmpty()) {
            return choices.get(random.nextInt(choices.size()));
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, depth);
            case "integer", "number" -> NODES.numberNode(random.nextInt(200) - 20);
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            default -> NODES.textNode(some());
        };
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? type.get(0).asText() : type.asText("string");
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = NODES.objectNode();
        schema.path("properties")
                .properties()
                .forEach(member -> {
                    if (random.nextInt(4) != 0) {
                        object.set(
                                member.getKey(),
                                value(surface.resolved(member.getValue()), depth + 1));
                    }
                });
        return object;
    }

    private ArrayNode array(JsonNode schema, int depth) {
        ArrayNode array = NODES.arrayNode();
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            array.add(value(surface.resolved(schema.path("items")), depth + 1));
        }
        return array;
    }

    private JsonNode wrong() {
        return switch (random.nextInt(6)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.numberNode(1.5);
            case 2 -> NODES.objectNode().put("a", 1);
            case 3 -> NODES.arrayNode().add(NODES.arrayNode());
            case 4 -> NODES.booleanNode(true);
            default -> NODES.textNode(some());
        };
    }

    private String some() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }
}
