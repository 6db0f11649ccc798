package io.ropewalk.system.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A Deployment and the pods it makes. */
record Workload(ObjectNode deployment) {
    /** What stands for a value that is in a Secret. */
    static final String SECRET = "(a secret)";

    String name() {
        return Manifests.name(deployment);
    }

    JsonNode pod() {
        return deployment.at("/spec/template/spec");
    }

    JsonNode labels() {
        return deployment.at("/spec/template/metadata/labels");
    }

    Stream<JsonNode> containers() {
        return Stream.concat(
                Manifests.each(pod().path("containers")),
                Manifests.each(pod().path("initContainers")));
    }

    /** The one that does the work. */
    JsonNode main() {
        return containers()
                .filter(c -> c.path("name").asText().equals("service"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name() + " has no container \"service\""));
    }

    Stream<JsonNode> volumes() {
        return Manifests.each(pod().path("volumes"));
    }

    Optional<JsonNode> volume(String volume) {
        return volumes().filter(v -> v.path("name").asText().equals(volume)).findFirst();
    }

    Stream<JsonNode> ports() {
        return containers().flatMap(c -> Manifests.each(c.path("ports")));
    }

    /** The container's port of that name or number. */
    Optional<JsonNode> port(JsonNode nameOrNumber) {
        String wanted = nameOrNumber.asText();
        return ports().filter(p ->
                        p.path("name").asText().equals(wanted)
                                || p.path("containerPort").asText().equals(wanted))
                .findFirst();
    }

    /** The variables a container sees, sorted. Values in Secrets are {@link #SECRET}. */
    static Map<String, String> environment(JsonNode container, Manifests all) {
        Map<String, String> found = new TreeMap<>();
        Manifests.each(container.path("envFrom"))
                .map(from -> from.at("/configMapRef/name").asText())
                .flatMap(map -> all.find("ConfigMap", map).stream())
                .flatMap(map -> map.path("data").propertyStream())
                .forEach(e -> found.put(e.getKey(), e.getValue().asText()));
        Manifests.each(container.path("env"))
                .forEach(e -> found.put(e.path("name").asText(), e.path("value").asText(SECRET)));
        return found;
    }

    Map<String, String> environment(Manifests all) {
        return environment(main(), all);
    }
}
