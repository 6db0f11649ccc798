package io.ropewalk.alertops.surface;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.testing.ServiceResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Whatever the OpenAPI document says that a body must be is looked at: each rule of each is broken
 * once. Bodies check themselves, so one that forgets to is found here.
 */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class BodyRulesTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Of parts in parts; settings hold settings. */
    private static final int DEEPEST = 3;

    private final List<String> faults = new ArrayList<>();
    private Surface surface;
    private int broken;

    /** What breaks one rule, and the member that is named for it. */
    private record Wrong(String name, JsonNode value) {

        /** Another sentence than that of the rule may name the member too. */
        boolean isSaidIn(String detail) {
            return Stream.of("must", "size must", "is one of", "has at most")
                    .anyMatch(it -> detail.contains(name + " " + it));
        }
    }

    @Test
    void everyRuleOfEveryBodyIsKept() {
        surface = Surface.read();
        for (Surface.Operation operation : surface.operations()) {
            operation.body().ifPresent(it -> breakEach(operation, surface.resolved(it)));
        }
        assertThat(faults).isEmpty();
        // Fewer would mean that the document has lost rules.
        assertThat(broken).isGreaterThan(200);
    }

    private void breakEach(Surface.Operation operation, JsonNode schema) {
        JsonNode example =
                surface.of(operation).at("/requestBody/content/application~1json/example");
        for (Wrong wrong : ofObject(schema, example, 0)) {
            refuse(operation, wrong);
        }
        if (!schema.path("required").isEmpty()) {
            refuse(operation, new Wrong("the body", NODES.nullNode()));
        }
    }

    private void refuse(Surface.Operation operation, Wrong wrong) {
        var answer =
                Api.as("admin")
                        .body(wrong.value().toString())
                        .post(operation.path().replace("{tenant}", "acme").replace("{id}", "none"))
                        .then()
                        .extract();
        broken++;
        boolean said =
                answer.statusCode() == 400
                        && answer.path("category").equals("bad-request")
                        && wrong.isSaidIn(answer.path("detail"));
        if (!said) {
            faults.add(operation + ", " + wrong.name() + ": " + answer.asString());
        }
    }

    /** Objects like this one, but for one member. */
    private List<Wrong> ofObject(JsonNode schema, JsonNode like, int depth) {
        List<Wrong> all = new ArrayList<>();
        if (depth > DEEPEST) {
            return all;
        }
        for (Map.Entry<String, JsonNode> member : schema.path("properties").properties()) {
            String name = member.getKey();
            for (Wrong wrong :
                    of(name, surface.resolved(member.getValue()), like.path(name), depth)) {
                all.add(new Wrong(wrong.name(), copy(like).set(name, wrong.value())));
            }
        }
        for (JsonNode needed : schema.path("required")) {
            all.add(new Wrong(needed.asText(), copy(like).without(needed.asText())));
        }
        return all;
    }

    private static ObjectNode copy(JsonNode like) {
        return like instanceof ObjectNode object ? object.deepCopy() : NODES.objectNode();
    }

    private List<Wrong> of(String name, JsonNode schema, JsonNode like, int depth) {
        List<Wrong> all = new ArrayList<>();
        limits(name, schema, all);
        if (schema.has("maxProperties")) {
            ObjectNode many = NODES.objectNode();
            for (int i = 0; i <= schema.path("maxProperties").asInt(); i++) {
                many.putArray("member" + i).add("x");
            }
            all.add(new Wrong(name, many));
        }
        if (schema.path("additionalProperties").has("items")) {
            for (Wrong wrong : ofList(name, schema.path("additionalProperties"), like, depth)) {
                all.add(new Wrong(name, NODES.objectNode().set("member", wrong.value())));
            }
        }
        if (schema.has("items")) {
            all.addAll(ofList(name, schema, like, depth));
        }
        all.addAll(ofObject(schema, like, depth + 1));
        return all;
    }

    private static void limits(String name, JsonNode schema, List<Wrong> all) {
        if (schema.has("maxLength")) {
            String longer = "x".repeat(schema.path("maxLength").asInt() + 1);
            all.add(new Wrong(name, NODES.textNode(longer)));
        }
        if (schema.has("minLength")) {
            all.add(new Wrong(name, NODES.textNode("")));
        }
        if (schema.has("pattern")) {
            all.add(new Wrong(name, NODES.textNode(" ")));
        }
        if (schema.has("minimum")) {
            all.add(new Wrong(name, NODES.numberNode(schema.path("minimum").asLong() - 1)));
        }
        if (schema.has("maximum")) {
            all.add(new Wrong(name, NODES.numberNode(schema.path("maximum").asLong() + 1)));
        }
    }

    private List<Wrong> ofList(String name, JsonNode schema, JsonNode like, int depth) {
        List<Wrong> all = new ArrayList<>();
        JsonNode items = surface.resolved(schema.path("items"));
        if (schema.has("minItems")) {
            all.add(new Wrong(name, NODES.arrayNode()));
        }
        if (schema.has("maxItems")) {
            ArrayNode many = NODES.arrayNode();
            JsonNode one = items.has("properties") ? NODES.objectNode() : NODES.textNode("x");
            for (int i = 0; i <= schema.path("maxItems").asInt(); i++) {
                many.add(one);
            }
            all.add(new Wrong(name, many));
        }
        for (Wrong wrong : of(name + "[0]", items, like.path(0), depth)) {
            all.add(new Wrong(wrong.name(), NODES.arrayNode().add(wrong.value())));
        }
        return all;
    }
}
