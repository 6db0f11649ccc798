package io.ropewalk.simulator.opencti;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ropewalk.simulator.http.HttpAnswer;
import io.ropewalk.simulator.http.HttpRequest;
import io.ropewalk.simulator.opencti.OctiHub.Connector;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The GraphQL operations of a stream connector. Failures come as 200 with {@code errors}, as the
 * platform sends them. Answers hold all fields, whatever was selected.
 */
final class OctiGraphQl {
    private static final Pattern ROOT =
            Pattern.compile("^\\s*(?:(?:query|mutation)[^{]*)?\\{\\s*([A-Za-z]+)", Pattern.DOTALL);
    private static final Set<String> TYPES =
            Set.of(
                    "EXTERNAL_IMPORT",
                    "INTERNAL_ENRICHMENT",
                    "INTERNAL_IMPORT_FILE",
                    "INTERNAL_EXPORT_FILE",
                    "STREAM");
    private static final int MOST = 5000;
    private static final int USUAL = 25;

    private final OctiHub hub;

    OctiGraphQl(OctiHub hub) {
        this.hub = hub;
    }

    /** A failure as the platform words it. */
    private static final class Failed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String code;

        Failed(String code, String message) {
            super(message, null, false, false);
            this.code = code;
        }
    }

    HttpAnswer answer(HttpRequest request, boolean known) {
        var root = Stix.MAPPER.createObjectNode();
        try {
            var body = Stix.MAPPER.readTree(request.body());
            var query = body.path("query").asText("");
            var field = ROOT.matcher(query);
            if (!field.find()) {
                return error(400, "GRAPHQL_PARSE_FAILED", "no operation in the query");
            }
            if (!known) {
                throw new Failed("AUTH_REQUIRED", "You must be logged in to do this.");
            }
            root.putObject("data").set(field.group(1), run(field.group(1), body.path("variables")));
        } catch (JsonProcessingException e) {
            return error(400, "BAD_REQUEST", "the body is not JSON");
        } catch (Failed failed) {
            return error(200, failed.code, failed.getMessage());
        }
        return json(200, root);
    }

    private static HttpAnswer error(int status, String code, String message) {
        var root = Stix.MAPPER.createObjectNode();
        var error = root.putArray("errors").addObject();
        error.put("message", message).put("name", code);
        error.putObject("extensions").put("code", code);
        root.putNull("data");
        return json(status, root);
    }

    private static HttpAnswer json(int status, ObjectNode root) {
        var text = root.toString();
        return HttpAnswer.json(status, out -> out.raw(text));
    }

    private JsonNode run(String field, JsonNode variables) {
        return switch (field) {
            case "about" -> Stix.MAPPER.createObjectNode().put("version", hub.rules().version());
            case "registerConnector" -> register(variables.path("input"));
            case "pingConnector" -> ping(variables);
            case "deleteConnector" -> {
                if (!hub.unregister(variables.path("id").asText())) {
                    throw unknownConnector();
                }
                yield variables.path("id");
            }
            case "streamCollection" -> collection(variables.path("id").asText());
            case "indicator" -> indicator(variables.path("id").asText());
            case "indicators" -> indicators(variables);
            default ->
                    throw new Failed(
                            "GRAPHQL_VALIDATION_FAILED", "Cannot query field \"" + field + "\".");
        };
    }

    private static Failed unknownConnector() {
        return new Failed("FUNCTIONAL_ERROR", "No connector found with the specified ID");
    }

    private JsonNode register(JsonNode input) {
        for (var name : List.of("id", "name", "type")) {
            if (!input.path(name).isTextual()) {
                throw new Failed(
                        "BAD_USER_INPUT",
                        "Variable \"$input\" lacks \"" + name + "\" of type String!");
            }
        }
        if (!TYPES.contains(input.get("type").asText())) {
            throw new Failed("BAD_USER_INPUT", "\"type\" is no ConnectorType");
        }
        if (!input.path("scope").isArray()) {
            throw new Failed("BAD_USER_INPUT", "\"scope\" must be a list of strings");
        }
        var connector =
                hub.register(
                        input.get("id").asText(),
                        input.get("name").asText(),
                        input.get("type").asText());
        var node = connector(connector);
        node.put("connector_user_id", "88ec0c6a-13ce-5e39-b486-354fe4a7084f");
        var config = node.putObject("config");
        config.putObject("connection")
                .put("host", "rabbitmq.invalid")
                .put("vhost", "/")
                .put("use_ssl", false)
                .put("port", 5672)
                .put("user", "connector")
                .put("pass", "none");
        config.put("listen", "listen_" + connector.id()).put("listen_routing", "listen");
        config.put("listen_exchange", "listen").put("push", "push_" + connector.id());
        config.put("push_routing", "push").put("push_exchange", "push");
        return node;
    }

    private static ObjectNode connector(Connector connector) {
        var node = Stix.MAPPER.createObjectNode().put("id", connector.id());
        // Before its first ping it has none.
        return connector.state().isEmpty() && connector.pings() == 0
                ? node.putNull("connector_state")
                : node.put("connector_state", connector.state());
    }

    private JsonNode ping(JsonNode variables) {
        if (!variables.path("state").isTextual() && !variables.path("state").isNull()) {
            throw new Failed("BAD_USER_INPUT", "\"state\" must be a string");
        }
        var connector =
                hub.ping(variables.path("id").asText(), variables.path("state").asText("null"))
                        .orElseThrow(OctiGraphQl::unknownConnector);
        var node = connector(connector);
        if (variables.path("connectorInfo").isObject()) {
            node.set("connector_info", variables.get("connectorInfo"));
        }
        return node;
    }

    private JsonNode collection(String id) {
        var rules = hub.rules();
        if (!id.equals(rules.collection())) {
            return Stix.MAPPER.nullNode();
        }
        return Stix.MAPPER
                .createObjectNode()
                .put("id", id)
                .put("name", "Indicators")
                .put("description", "")
                .put("stream_live", rules.live())
                .put("stream_public", false)
                .put(
                        "filters",
                        rules.onlyValid()
                                ? "{\"mode\":\"and\",\"filters\":[{\"key\":[\"entity_type\"],\"values\":[\"Indicator\"],\"operator\":\"eq\",\"mode\":\"or\"},{\"key\":[\"revoked\"],\"values\":[\"false\"],\"operator\":\"eq\",\"mode\":\"or\"}],\"filterGroups\":[]}"
                                : "{\"mode\":\"and\",\"filters\":[{\"key\":[\"entity_type\"],\"values\":[\"Indicator\"],\"operator\":\"eq\",\"mode\":\"or\"}],\"filterGroups\":[]}");
    }

    private JsonNode indicator(String id) {
        return hub.indicators().stream()
                .filter(it -> it.id().equals(id) || it.extension("id").asText().equals(id))
                .findFirst()
                .<JsonNode>map(OctiGraphQl::node)
                .orElseGet(Stix.MAPPER::nullNode);
    }

    private JsonNode indicators(JsonNode variables) {
        var first = variables.path("first").asInt(USUAL);
        if (first < 1 || first > MOST) {
            throw new Failed("FUNCTIONAL_ERROR", "first must be 1 to " + MOST);
        }
        var test = test(variables.path("filters"));
        var after = variables.path("after").asText("");
        var found = hub.indicators().stream().filter(test).toList();
        var from = 0;
        while (from < found.size() && found.get(from).id().compareTo(after) <= 0) {
            from++;
        }
        var page = found.subList(from, Math.min(found.size(), from + first));
        var root = Stix.MAPPER.createObjectNode();
        var edges = root.putArray("edges");
        for (var object : page) {
            edges.addObject().put("cursor", object.id()).set("node", node(object));
        }
        root.putObject("pageInfo")
                .put("startCursor", page.isEmpty() ? "" : page.getFirst().id())
                .put("endCursor", page.isEmpty() ? "" : page.getLast().id())
                .put("hasNextPage", from + page.size() < found.size())
                .put("hasPreviousPage", from > 0)
                .put("globalCount", found.size());
        return root;
    }

    /** The filters of today's form: a group of {@code key}, {@code values}, {@code operator}. */
    private static Predicate<Stix> test(JsonNode group) {
        Predicate<Stix> all = _ -> true;
        for (var filter : group.path("filters")) {
            var key = filter.path("key").isArray() ? filter.at("/key/0") : filter.path("key");
            all = all.and(test(key.asText(), filter));
        }
        return all;
    }

    private static Predicate<Stix> test(String key, JsonNode filter) {
        var operator = filter.path("operator").asText("eq");
        var value = filter.at("/values/0").asText();
        return switch (key) {
            case "entity_type" -> it -> it.type().equalsIgnoreCase(value);
            case "revoked" -> it -> ("" + it.revoked()).equals(value);
            case "pattern_type" -> it -> it.json().path("pattern_type").asText().equals(value);
            case "updated_at" -> {
                var at = instant(value).toEpochMilli();
                yield switch (operator) {
                    case "gt" -> it -> it.updatedMillis() > at;
                    case "gte" -> it -> it.updatedMillis() >= at;
                    case "lt" -> it -> it.updatedMillis() < at;
                    case "lte" -> it -> it.updatedMillis() <= at;
                    default -> it -> it.updatedMillis() == at;
                };
            }
            default ->
                    throw new Failed(
                            "FUNCTIONAL_ERROR",
                            "Incorrect filter keys not existing in schema: " + key);
        };
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new Failed("FUNCTIONAL_ERROR", "'" + text + "' is no date");
        }
    }

    private static ObjectNode node(Stix object) {
        var stix = object.json();
        var main = stix.at("/extensions/" + Stix.MAIN);
        var node = Stix.MAPPER.createObjectNode();
        node.put("id", main.path("id").asText()).put("standard_id", object.id());
        node.put("entity_type", "Indicator");
        for (var name :
                List.of(
                        "name",
                        "description",
                        "pattern",
                        "pattern_type",
                        "valid_from",
                        "valid_until",
                        "revoked",
                        "confidence",
                        "created",
                        "modified")) {
            node.set(name, Optional.ofNullable(stix.get(name)).orElseGet(Stix.MAPPER::nullNode));
        }
        node.put("updated_at", Instant.ofEpochMilli(object.updatedMillis()).toString());
        node.set("created_at", main.path("created_at"));
        node.set("x_opencti_score", main.path("score"));
        node.set("x_opencti_detection", main.path("detection"));
        node.set("x_opencti_main_observable_type", main.path("main_observable_type"));
        node.set("x_mitre_platforms", stix.at("/extensions/" + Stix.MITRE + "/platforms"));
        var labels = node.putArray("objectLabel");
        stix.path("labels").forEach(label -> labels.addObject().put("value", label.asText()));
        var markings = node.putArray("objectMarking");
        stix.path("object_marking_refs")
                .forEach(mark -> markings.addObject().put("standard_id", mark.asText()));
        return node.put("toStix", stix.toString());
    }
}
