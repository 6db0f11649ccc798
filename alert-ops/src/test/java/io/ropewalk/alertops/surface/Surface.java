package io.ropewalk.alertops.surface;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.work.ActionKind;
import io.ropewalk.alertops.work.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The API as its own OpenAPI document describes it. */
final class Surface {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final String ACTIONS = "/v1/tenants/{tenant}/actions/";

    private final JsonNode document;

    private Surface(JsonNode document) {
        this.document = document;
    }

    static Surface read() {
        String text =
                Api.as("viewer")
                        .get("/q/openapi?format=json")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString();
        try {
            return new Surface(new ObjectMapper().readTree(text));
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    /** One method of one path. */
    record Operation(String method, String path, JsonNode parameters, Optional<JsonNode> body) {

        /** What a caller must at least be. */
        Role least() {
            if (path.startsWith(ACTIONS)) {
                return ActionKind.of(path.substring(ACTIONS.length())).orElseThrow().least();
            }
            return method.equals("get") ? Role.VIEWER : Role.RESPONDER;
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    List<Operation> operations() {
        List<Operation> found = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                if (METHODS.contains(method.getKey())) {
                    found.add(operation(path, method));
                }
            }
        }
        return found;
    }

    private Operation operation(
            Map.Entry<String, JsonNode> path, Map.Entry<String, JsonNode> method) {
        ArrayNode parameters = new ObjectMapper().createArrayNode();
        path.getValue().path("parameters").forEach(parameters::add);
        method.getValue().path("parameters").forEach(parameters::add);
        JsonNode schema = method.getValue().at("/requestBody/content/application~1json/schema");
        return new Operation(
                method.getKey(),
                path.getKey(),
                parameters,
                schema.isMissingNode() ? Optional.empty() : Optional.of(schema));
    }

    /** A path as the document has it. */
    JsonNode at(String path) {
        return document.path("paths").path(path);
    }

    JsonNode of(Operation operation) {
        return at(operation.path()).path(operation.method());
    }

    /** The schema itself, where there is only a reference to it. */
    JsonNode resolved(JsonNode schema) {
        JsonNode reference = schema.path("$ref");
        return reference.isMissingNode() ? schema : document.at(reference.asText().substring(1));
    }
}
