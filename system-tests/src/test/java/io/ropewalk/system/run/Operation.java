package io.ropewalk.system.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One operation of an API. */
public record Operation(String method, String path) {
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");

    /** Calls it; a POST with this body. */
    public Api.Answer on(Api api, String body) {
        return api.send(method, path, method.equals("POST") ? body : "", "application/json");
    }

    /** Every operation below {@code /v1/} that an OpenAPI document names; any id is 1. */
    public static List<Operation> documented(JsonNode document) {
        List<Operation> found = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            path.getValue()
                    .fieldNames()
                    .forEachRemaining(method ->
                            found.add(
                                    new Operation(
                                            method.toUpperCase(Locale.ROOT),
                                            filled(path.getKey()))));
        }
        return found.stream()
                .filter(it -> it.path().startsWith("/v1/") && METHODS.contains(it.method()))
                .toList();
    }

    private static String filled(String template) {
        return template.replace("{tenant}", Suite.TENANT).replaceAll("\\{[^}]+}", "1");
    }
}
