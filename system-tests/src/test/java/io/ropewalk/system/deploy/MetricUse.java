package io.ropewalk.system.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What rules and dashboards read, against what services export. */
final class MetricUse {
    /** Labels that the scrape adds to every series. */
    static final Set<String> TARGET =
            Set.of("service", "pod", "namespace", "container", "job", "instance");

    /** Not exported by us: the cluster, and Prometheus itself. */
    private static final Map<String, Set<String>> ELSEWHERE =
            Map.of(
                    "up", Set.of(),
                    "ALERTS", Set.of("alertname", "alertstate"),
                    "kube_pod_status_ready", Set.of("condition"),
                    "kube_pod_container_status_restarts_total", Set.of(),
                    "kube_pod_container_resource_limits", Set.of("resource"),
                    "container_memory_working_set_bytes", Set.of(),
                    "container_cpu_usage_seconds_total", Set.of(),
                    "kubelet_volume_stats_available_bytes", Set.of("persistentvolumeclaim"),
                    "kubelet_volume_stats_capacity_bytes", Set.of("persistentvolumeclaim"));

    private MetricUse() {}

    /** Labels of a series that one of our rules records. */
    static Optional<Set<String>> recorded(String name) {
        return AlertRules.records().stream()
                .filter(rule -> rule.path("record").asText().equals(name))
                .findFirst()
                .map(rule -> PromQl.parse(rule.path("expr").asText()).grouping());
    }

    /** What is wrong with an expression, given what is exported; empty when nothing is. */
    static List<String> faults(String expression, Exposition exported) {
        PromQl read = PromQl.parse(expression);
        List<String> faults = new ArrayList<>();
        java.util.HashSet<String> known = new java.util.HashSet<>(TARGET);
        for (PromQl.Selector selector : read.selectors()) {
            Optional<Set<String>> labels = labels(selector.name(), exported);
            if (labels.isEmpty()) {
                faults.add("nobody exports " + selector.name());
                continue;
            }
            known.addAll(labels.get());
            selector.matchers().keySet().stream()
                    .filter(label -> !TARGET.contains(label) && !labels.get().contains(label))
                    .forEach(label -> faults.add(selector.name() + " has no label " + label));
            faults.addAll(values(selector, exported));
        }
        read.grouping().stream()
                .filter(label -> !known.contains(label))
                .forEach(label -> faults.add("nothing here has a label " + label));
        return faults;
    }

    private static Optional<Set<String>> labels(String name, Exposition exported) {
        return Optional.ofNullable(ELSEWHERE.get(name))
                .or(() -> recorded(name))
                .or(() -> exported.labels(name));
    }

    /** Counters exist for each value from the start, so a misspelt one is seen. */
    private static List<String> values(PromQl.Selector selector, Exposition exported) {
        if (!selector.name().startsWith("ropewalk_") || !selector.name().endsWith("_total")) {
            return List.of();
        }
        List<String> faults = new ArrayList<>();
        selector.matchers()
                .forEach((label, condition) ->
                        condition.literals().stream()
                                .filter(value ->
                                        !exported.values(selector.name(), label).contains(value))
                                .forEach(value ->
                                        faults.add(
                                                "no %s{%s=\"%s\"}"
                                                        .formatted(
                                                                selector.name(), label, value))));
        return faults;
    }

    /** All expressions of a dashboard, those that fill its variables too. */
    static List<String> expressions(JsonNode dashboard) {
        List<String> found = new ArrayList<>();
        dashboard.findValuesAsText("expr").forEach(found::add);
        for (JsonNode variable : dashboard.at("/templating/list")) {
            String query = variable.at("/query/query").asText();
            if (!query.isEmpty()) {
                found.add(
                        query.replaceAll("label_values\\((.*), *(\\w+)\\)", "count by ($2) ($1)"));
            }
        }
        return found;
    }
}
