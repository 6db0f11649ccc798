package io.ropewalk.system.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ropewalk.system.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** The rules of the monitoring component, as they stand in its PrometheusRule. */
final class AlertRules {
    static final Path COMPONENT = Repository.root().resolve("deploy/components/monitoring");

    private static final ObjectMapper YAML = new YAMLMapper();

    private AlertRules() {}

    /** A file of the component. */
    static JsonNode read(String file) {
        try {
            return YAML.readTree(COMPONENT.resolve(file).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode groups() {
        return read("prometheusrule.yaml").at("/spec/groups");
    }

    /** Alerts and recording rules, in their order. */
    static List<JsonNode> rules() {
        return StreamSupport.stream(groups().spliterator(), false)
                .flatMap(group -> StreamSupport.stream(group.path("rules").spliterator(), false))
                .toList();
    }

    static List<JsonNode> alerts() {
        return rules().stream().filter(rule -> rule.has("alert")).toList();
    }

    static List<JsonNode> records() {
        return rules().stream().filter(rule -> rule.has("record")).toList();
    }

    static List<String> names() {
        return alerts().stream().map(alert -> alert.path("alert").asText()).toList();
    }

    /** Writes groups as a rules file, which is what promtool reads. */
    static void write(JsonNode groups, Path file) {
        try {
            YAML.writeValue(file.toFile(), YAML.createObjectNode().set("groups", groups));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
