package io.ropewalk.system.deploy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ropewalk.system.run.Fleet;
import io.ropewalk.system.run.Pod;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What Prometheus and kube-state-metrics would have read of a {@link Fleet}, one scrape after the
 * other, and which of the real rules fire on it. Each scrape counts as one a minute, however close
 * together they really were.
 */
final class Scrapes {
    private static final Pattern SERIES =
            Pattern.compile("(?m)^(ropewalk_\\w+)(?:\\{(.*)\\})? ([^ \\n]+)$");
    private static final Pattern GOT =
            Pattern.compile("time: (\\w+),\\s+exp:[^\\n]*\\s+got:([^\\n]*)");
    private static final Pattern NAME = Pattern.compile("alertname=\"(\\w+)\"");
    private static final String FIRING = "count by (alertname) (ALERTS{alertstate=\"firing\"})";
    private static final String NOBODY = "none";

    private final Fleet fleet;
    private final Map<String, Map<Integer, String>> samples = new TreeMap<>();
    private int count;

    private record Target(Pod pod, String text, boolean ready) {}

    Scrapes(Fleet fleet) {
        this.fleet = fleet;
    }

    /** Reads every pod; one that does not answer is down. */
    void take() {
        List<Callable<Target>> targets = new ArrayList<>();
        for (Pod pod : fleet.pods()) {
            targets.add(() -> new Target(pod, pod.asked("/q/metrics"), pod.isReady()));
        }
        for (Target target : Fleet.atOnce(targets)) {
            note(target);
        }
        count++;
    }

    private void note(Target target) {
        String labels =
                "namespace=\"ropewalk\",service=\"%s\",pod=\"%s\""
                        .formatted(target.pod().kind().service(), target.pod());
        put("up{" + labels + "}", target.text().isEmpty() ? "0" : "1");
        put(
                "kube_pod_status_ready{namespace=\"ropewalk\",condition=\"true\",pod=\"%s\"}"
                        .formatted(target.pod()),
                target.ready() ? "1" : "0");
        Matcher line = SERIES.matcher(target.text());
        while (line.find()) {
            String own = line.group(2) == null ? "" : line.group(2) + ",";
            put(line.group(1) + "{" + own + labels + "}", line.group(3));
        }
    }

    private void put(String series, String value) {
        samples.computeIfAbsent(series, _ -> new HashMap<>()).put(count, value);
    }

    /** How many there are, and the minute that the next one stands for. */
    int count() {
        return count;
    }

    /** The newest value of each series of this name that holds these labels. */
    List<Double> newest(String name, String... labels) {
        return at(count - 1, name, labels);
    }

    /** By how much all of them together grew since the scrape before. */
    double grown(String name, String... labels) {
        return sum(at(count - 1, name, labels)) - sum(at(count - 2, name, labels));
    }

    private static double sum(List<Double> values) {
        return values.stream().mapToDouble(it -> it).sum();
    }

    private List<Double> at(int scrape, String name, String... labels) {
        return samples.entrySet().stream()
                .filter(it -> it.getKey().startsWith(name + "{"))
                .filter(it -> List.of(labels).stream().allMatch(it.getKey()::contains))
                .map(it -> it.getValue().get(scrape))
                .filter(value -> value != null)
                .map(Double::valueOf)
                .toList();
    }

    /**
     * The names of the alerts that fire at each of these minutes, by promtool and the real rules.
     */
    List<SortedSet<String>> firing(Promtool promtool, Path folder, List<Integer> minutes)
            throws IOException, InterruptedException {
        AlertRules.write(AlertRules.groups(), folder.resolve("rules.yaml"));
        var yaml = new YAMLMapper();
        ObjectNode file = yaml.createObjectNode();
        file.putArray("rule_files").add("rules.yaml");
        file.put("evaluation_interval", "30s");
        ObjectNode test = file.putArray("tests").addObject().put("interval", "1m");
        series(test.putArray("input_series"));
        // Each expects what never is, so that promtool says what there is instead.
        ArrayNode looks = test.putArray("promql_expr_test");
        for (int minute : minutes) {
            ObjectNode look = looks.addObject().put("expr", FIRING).put("eval_time", minute + "m");
            look.putArray("exp_samples")
                    .addObject()
                    .put("labels", "{alertname=\"" + NOBODY + "\"}")
                    .put("value", 1);
        }
        yaml.writeValue(folder.resolve("drill.yaml").toFile(), file);
        String words = promtool.run(folder, "test", "rules", "drill.yaml").words();
        List<SortedSet<String>> firing = new ArrayList<>();
        Matcher got = GOT.matcher(words);
        while (got.find()) {
            firing.add(
                    NAME.matcher(got.group(2))
                            .results()
                            .map(it -> it.group(1))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        if (firing.size() != minutes.size()) {
            throw new IllegalStateException(words);
        }
        return firing;
    }

    private void series(ArrayNode all) {
        var used =
                AlertRules.rules().stream()
                        .flatMap(rule ->
                                PromQl.parse(rule.path("expr").asText()).selectors().stream())
                        .map(PromQl.Selector::name)
                        .collect(Collectors.toSet());
        samples.forEach((series, values) -> {
            if (used.contains(series.substring(0, series.indexOf('{')))) {
                all.addObject()
                        .put("series", series)
                        .put(
                                "values",
                                IntStream.range(0, count)
                                        .mapToObj(i -> value(values.get(i)))
                                        .collect(Collectors.joining(" ")));
            }
        });
    }

    /** {@code _} is a scrape that had none. */
    private static String value(String value) {
        return value == null || value.equals("NaN") ? "_" : value;
    }
}
