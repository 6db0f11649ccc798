package io.ropewalk.simulator.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Counts over alerts, by the types of aggregate falcon-mcp saw work on the live API. */
public final class AlertAggregates {
    private static final int MAX_SIZE = 1000;
    private static final int DEFAULT_SIZE = 10;
    private static final Set<String> ORDERS =
            Set.of("", "_count|desc", "_count|asc", "_key|asc", "_key|desc");
    private static final List<Double> PERCENTS = List.of(1.0, 5.0, 25.0, 50.0, 75.0, 95.0, 99.0);

    private final AlertStore store;
    private final Instant now;
    private final boolean hidden;
    private final Consumer<String> unknownField;
    private final JsonMapper mapper = new JsonMapper();

    /** A spec the service refuses. */
    public static final class BadSpec extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int status;

        BadSpec(int status, String message) {
            super(message, null, false, false);
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    /**
     * Counts over a customer's alerts.
     *
     * @param hidden whether hidden alerts count
     */
    public AlertAggregates(
            AlertStore store, Instant now, boolean hidden, Consumer<String> unknownField) {
        this.store = store;
        this.now = now;
        this.hidden = hidden;
        this.unknownField = unknownField;
    }

    /**
     * The result of one spec.
     *
     * @throws BadSpec when the service refuses it
     */
    public ObjectNode of(JsonNode spec) {
        var field = spec.path("field").asText();
        if (!spec.isObject() || field.isEmpty()) {
            throw new BadSpec(400, "type and field are required");
        }
        if (spec.path("size").asInt(DEFAULT_SIZE) > MAX_SIZE) {
            throw new BadSpec(400, "size must be at most " + MAX_SIZE);
        }
        if (!ORDERS.contains(spec.path("sort").asText())) {
            throw new BadSpec(400, "sort must be one of _count|desc, _key|asc");
        }
        var result = mapper.createObjectNode().put("name", spec.path("name").asText());
        var buckets = result.putArray("buckets");
        switch (spec.path("type").asText()) {
            case "terms" ->
                    result.put("sum_other_doc_count", terms(spec, values(spec, field), buckets));
            case "date_histogram" -> histogram(spec, values(spec, field), buckets);
            case "date_range" -> dateRanges(spec, values(spec, field), buckets);
            case "range" -> ranges(spec, values(spec, field), buckets);
            case "cardinality" ->
                    single(
                            buckets,
                            (double) values(spec, field).stream().distinct().count(),
                            values(spec, field).size());
            case "max", "min", "avg", "sum" -> statistic(spec, numbers(spec, field), buckets);
            case "percentiles" -> percentiles(numbers(spec, field), buckets);
            case "histogram" -> throw new BadSpec(400, "histogram is not supported");
            default -> throw new BadSpec(500, "unsupported aggregate type");
        }
        return result;
    }

    /** Of a field that does not aggregate there is nothing, and no error. */
    private List<String> values(JsonNode spec, String field) {
        if (!AlertFields.known(field)) {
            unknownField.accept(field);
            return List.of();
        }
        if (field.startsWith("entit") && !store.rules().reads().entitiesAggregate()) {
            return List.of();
        }
        var query =
                new AlertListing.Query(
                        spec.path("filter").asText(),
                        spec.path("q").asText(),
                        "created_timestamp",
                        true,
                        hidden);
        var found = store.listing().select(query, now, unknownField);
        return found.part(0, found.size()).stream()
                .flatMap(entry -> store.values(entry, field, now).stream())
                .toList();
    }

    private List<Double> numbers(JsonNode spec, String field) {
        return values(spec, field).stream()
                .map(value ->
                        AlertFields.time(field)
                                ? (double) Instant.parse(value).toEpochMilli()
                                : AlertFields.number(field) ? Double.parseDouble(value) : 0)
                .sorted()
                .toList();
    }

    private static long terms(JsonNode spec, List<String> values, ArrayNode buckets) {
        var counts =
                values.stream().collect(Collectors.groupingBy(it -> it, Collectors.counting()));
        var byKey = Map.Entry.<String, Long>comparingByKey();
        var byCount = Map.Entry.<String, Long>comparingByValue();
        Comparator<Map.Entry<String, Long>> order =
                switch (spec.path("sort").asText()) {
                    case "_key|asc" -> byKey;
                    case "_key|desc" -> byKey.reversed();
                    case "_count|asc" -> byCount.thenComparing(byKey);
                    default -> byCount.reversed().thenComparing(byKey);
                };
        var size = spec.path("size").asInt(DEFAULT_SIZE);
        var sorted = counts.entrySet().stream().sorted(order).toList();
        sorted.stream()
                .limit(size)
                .forEach(it ->
                        buckets.addObject().put("label", it.getKey()).put("count", it.getValue()));
        return sorted.stream().skip(size).mapToLong(Map.Entry::getValue).sum();
    }

    private static void histogram(JsonNode spec, List<String> values, ArrayNode buckets) {
        var unit =
                switch (spec.path("interval").asText()) {
                    case "hour" -> ChronoUnit.HOURS;
                    case "day" -> ChronoUnit.DAYS;
                    default -> throw new BadSpec(500, "interval is required: hour or day");
                };
        new TreeMap<>(
                        values.stream()
                                .collect(
                                        Collectors.groupingBy(
                                                it -> Instant.parse(it).truncatedTo(unit),
                                                Collectors.counting())))
                .forEach((at, count) ->
                        buckets.addObject()
                                .put("label", at.toEpochMilli())
                                .put("key_as_string", at.toString())
                                .put("count", count));
    }

    private static void dateRanges(JsonNode spec, List<String> values, ArrayNode buckets) {
        var ranges = companion(spec, "date_ranges");
        for (var range : ranges) {
            var from = range.path("from").asText();
            var to = range.path("to").asText();
            var start = Instant.parse(from);
            var end = Instant.parse(to);
            buckets.addObject()
                    .put("label", from + "-" + to)
                    .put("string_from", from)
                    .put("string_to", to)
                    .put(
                            "count",
                            values.stream()
                                    .map(Instant::parse)
                                    .filter(it -> !it.isBefore(start) && it.isBefore(end))
                                    .count());
        }
    }

    private void ranges(JsonNode spec, List<String> values, ArrayNode buckets) {
        for (var range : companion(spec, "ranges")) {
            if (!range.has("From") || !range.has("To")) {
                throw new BadSpec(500, "a range needs From and To");
            }
            var from = range.get("From").asDouble();
            var to = range.get("To").asDouble();
            buckets.addObject()
                    .put("label", from + "-" + to)
                    .put("from", from)
                    .put("to", to)
                    .put(
                            "count",
                            values.stream()
                                    .mapToDouble(Double::parseDouble)
                                    .filter(it -> it >= from && it < to)
                                    .count());
        }
    }

    private static List<JsonNode> companion(JsonNode spec, String member) {
        if (!spec.path(member).isArray() || spec.path(member).isEmpty()) {
            throw new BadSpec(500, member + " is required");
        }
        return spec.path(member).valueStream().toList();
    }

    private static void statistic(JsonNode spec, List<Double> values, ArrayNode buckets) {
        if (values.isEmpty()) {
            return;
        }
        var numbers = values.stream().mapToDouble(it -> it).summaryStatistics();
        single(
                buckets,
                switch (spec.path("type").asText()) {
                    case "max" -> numbers.getMax();
                    case "min" -> numbers.getMin();
                    case "avg" -> numbers.getAverage();
                    default -> numbers.getSum();
                },
                values.size());
    }

    private static void percentiles(List<Double> values, ArrayNode buckets) {
        if (values.isEmpty()) {
            return;
        }
        var sorted = new ArrayList<>(values);
        for (var percent : PERCENTS) {
            var place = (int) Math.floor(percent / 100 * (sorted.size() - 1));
            buckets.addObject()
                    .put("label", Double.toString(percent))
                    .put("value", sorted.get(place))
                    .put("count", values.size());
        }
    }

    private static void single(ArrayNode buckets, double value, long count) {
        buckets.addObject().put("value", value).put("count", count);
    }
}
