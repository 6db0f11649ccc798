package io.ropewalk.stream.vertices;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.threatgraph.Edge;
import io.ropewalk.falcon.threatgraph.Vertex;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A vendor's graph that does as it is told, and remembers what it was asked. Thread-safe. */
final class FakeGraph implements Graph {
    static final String AID = "9f8e7d6c5b4a39281706f5e4d3c2b1a0";
    static final String CID = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
    static final String PROCESS = "pid:" + AID + ":8123456789";
    private static final int PAGE = 100;

    private final Map<String, List<String>> alerts = new LinkedHashMap<>();
    private final Map<String, List<String>> edges = new LinkedHashMap<>();
    private final List<String> calls = new ArrayList<>();
    private List<String> types = List.of("child_process", "user", "dns_request", "device");

    volatile Function<List<String>, Optional<FalconResult<List<Subject>>>> onAlerts =
            _ -> Optional.empty();
    volatile Function<List<String>, FalconResult<List<Subject>>> onSummaries =
            _ -> failed(FailureCategory.GONE_UPSTREAM);
    volatile Function<String, Optional<FalconResult<Page<Edge>>>> onEdges = _ -> Optional.empty();
    volatile BiFunction<String, List<String>, Optional<FalconResult<List<Vertex>>>> onVertices =
            (_, _) -> Optional.empty();
    volatile Optional<FalconResult<List<String>>> onTypes = Optional.empty();
    volatile OptionalLong limit = OptionalLong.empty();

    /** A composite id. */
    static String id(int number) {
        return CID + ":ind:" + AID + ":" + number + "-10304-77";
    }

    static String process(int number) {
        return "pid:" + AID + ":" + number;
    }

    static <T> FalconResult<T> failed(FailureCategory category) {
        return new FalconResult.Rejected<>(
                FalconFailure.of(category, "Falcon said " + category.word() + "."), 400, "");
    }

    static <T> FalconResult<T> throttled() {
        return new FalconResult.Throttled<>(Duration.ofSeconds(30), "");
    }

    static <T> FalconResult<T> ok(T value) {
        return FalconResult.ok(value, "");
    }

    synchronized FakeGraph alert(String id, String... graphIds) {
        alerts.put(id, List.of(graphIds));
        return this;
    }

    synchronized FakeGraph edge(String source, String type, String... targets) {
        edges.computeIfAbsent(source + " " + type, _ -> new ArrayList<>()).addAll(List.of(targets));
        return this;
    }

    synchronized FakeGraph children(String source, int count) {
        String[] ids =
                IntStream.range(0, count).mapToObj(FakeGraph::process).toArray(String[]::new);
        return edge(source, "child_process", ids);
    }

    synchronized FakeGraph types(String... known) {
        types = List.of(known);
        return this;
    }

    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    long calls(String beginning) {
        return calls().stream().filter(it -> it.startsWith(beginning)).count();
    }

    private synchronized void asked(String what) {
        calls.add(what);
    }

    @Override
    public FalconResult<List<Subject>> alerts(List<String> ids) {
        asked("alerts " + ids.size());
        return onAlerts.apply(ids).orElseGet(() -> ok(known(ids)));
    }

    private synchronized List<Subject> known(List<String> ids) {
        return ids.stream()
                .filter(alerts::containsKey)
                .map(id -> new Subject(id, alerts.get(id)))
                .toList();
    }

    @Override
    public FalconResult<List<Subject>> summaries(List<String> ids) {
        asked("summaries " + ids.size());
        return onSummaries.apply(ids);
    }

    @Override
    public FalconResult<List<String>> edgeTypes() {
        asked("types");
        return onTypes.orElseGet(() -> ok(types));
    }

    @Override
    public FalconResult<Page<Edge>> edges(String source, String type, Optional<String> offset) {
        asked("edges " + type + offset.map(it -> " " + it).orElse(""));
        return onEdges.apply(type).orElseGet(() -> ok(page(source, type, offset)));
    }

    private synchronized Page<Edge> page(String source, String type, Optional<String> offset) {
        List<String> all = edges.getOrDefault(source + " " + type, List.of());
        int from = offset.map(Integer::parseInt).orElse(0);
        int to = Math.min(all.size(), from + PAGE);
        List<Edge> items =
                all.subList(from, to).stream().map(id -> new Edge(id, type, source)).toList();
        return new Page<>(
                items,
                to < all.size() ? Optional.of(Integer.toString(to)) : Optional.empty(),
                OptionalLong.empty());
    }

    @Override
    public FalconResult<List<Vertex>> vertices(String path, List<String> ids) {
        asked("vertices " + path + " " + ids.size());
        return onVertices
                .apply(path, ids)
                .orElseGet(() -> ok(ids.stream().map(FakeGraph::vertex).toList()));
    }

    static Vertex vertex(String id) {
        String json =
                "{\"id\":\"%s\",\"properties\":{\"TargetProcessId\":1719309930613520072}}"
                        .formatted(id);
        return new Vertex(id, json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public OptionalLong limitSeen() {
        return limit;
    }
}
