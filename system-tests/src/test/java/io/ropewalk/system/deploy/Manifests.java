package io.ropewalk.system.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The objects that one overlay renders to.
 *
 * @param name of the overlay
 * @param secrets Secrets that others make: their names and keys, from the examples
 */
record Manifests(String name, List<ObjectNode> objects, Map<String, Set<String>> secrets) {
    static final ObjectMapper YAML = new YAMLMapper();

    /** The services, as their Deployments are called. */
    static final List<String> SERVICES =
            List.of("auth-service", "inventory-sync", "event-stream", "ioc-sync", "alert-ops");

    static Manifests of(String name, String yaml, Map<String, Set<String>> secrets) {
        return new Manifests(name, read(yaml), secrets);
    }

    static List<ObjectNode> read(String yaml) {
        try (MappingIterator<ObjectNode> found =
                YAML.readerFor(ObjectNode.class).readValues(yaml)) {
            return found.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One that may be damaged. */
    Manifests copy() {
        return new Manifests(
                name,
                new ArrayList<>(objects.stream().map(ObjectNode::deepCopy).toList()),
                secrets);
    }

    /** For trying: the one overlay that may have shared secrets, tags and one replica. */
    boolean isLocal() {
        return name.equals("local");
    }

    List<ObjectNode> of(String kind) {
        return objects.stream().filter(o -> o.path("kind").asText().equals(kind)).toList();
    }

    Optional<ObjectNode> find(String kind, String name) {
        return of(kind).stream().filter(o -> name(o).equals(name)).findFirst();
    }

    /** The one whose name begins so: generated ones end in a hash. */
    ObjectNode like(String kind, String name) {
        return of(kind).stream()
                .filter(o -> name(o).matches(name + "(-[a-z0-9]{10})?"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }

    List<Workload> workloads() {
        return of("Deployment").stream().map(Workload::new).toList();
    }

    Workload workload(String name) {
        return new Workload(like("Deployment", name));
    }

    List<Workload> services() {
        return workloads().stream().filter(w -> SERVICES.contains(w.name())).toList();
    }

    /** Keys of a ConfigMap, or of a Secret, that is rendered or that others make. */
    Set<String> keys(String kind, String name) {
        Set<String> keys = new HashSet<>();
        find(kind, name)
                .ifPresent(o ->
                        Stream.of("data", "stringData", "binaryData")
                                .forEach(part ->
                                        o.path(part).fieldNames().forEachRemaining(keys::add)));
        if (kind.equals("Secret")) {
            keys.addAll(secrets.getOrDefault(name, Set.of()));
        }
        if (kind.equals("ConfigMap") && name.equals("kube-root-ca.crt")) {
            keys.add("ca.crt");
        }
        return keys;
    }

    static String name(JsonNode object) {
        return object.path("metadata").path("name").asText();
    }

    static String title(JsonNode object) {
        return object.path("kind").asText() + " " + name(object);
    }

    static Stream<JsonNode> each(JsonNode array) {
        return array.valueStream();
    }

    /** Whether a label selector takes these labels; an absent one takes nothing. */
    static boolean selects(JsonNode selector, JsonNode labels) {
        return !selector.isMissingNode()
                && selector.path("matchLabels")
                        .propertyStream()
                        .allMatch(e -> e.getValue().equals(labels.path(e.getKey())))
                && each(selector.path("matchExpressions")).allMatch(e -> holds(e, labels));
    }

    private static boolean holds(JsonNode expression, JsonNode labels) {
        JsonNode value = labels.path(expression.path("key").asText());
        return switch (expression.path("operator").asText()) {
            case "In" -> each(expression.path("values")).anyMatch(value::equals);
            case "NotIn" -> each(expression.path("values")).noneMatch(value::equals);
            case "Exists" -> !value.isMissingNode();
            case "DoesNotExist" -> value.isMissingNode();
            default -> throw new AssertionError("unknown operator in " + expression);
        };
    }
}
