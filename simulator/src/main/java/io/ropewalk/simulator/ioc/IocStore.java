package io.ropewalk.simulator.ioc;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.simulator.estate.Mix;
import io.ropewalk.simulator.ioc.IocCheck.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The indicators of one customer. Thread-safe. */
public final class IocStore {
    /** Where the ids of a seed begin. */
    private static final long SALT = 0x696f6373;

    private final long seed;
    private final Map<String, Ioc> byId = new HashMap<>();
    private final Map<String, String> idByKey = new HashMap<>();
    private final TreeMap<Place, Ioc> byCreation = new TreeMap<>();
    private IocRules rules = IocRules.DEFAULT;
    private long sequence;
    private long revision;

    public IocStore(long seed) {
        this.seed = Mix.mix(seed, SALT);
    }

    /** Where an indicator stands in the order of creation. */
    public record Place(long createdMillis, String id) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparingLong(Place::createdMillis).thenComparing(Place::id);

        static Place of(Ioc ioc) {
            return new Place(ioc.createdOn().toEpochMilli(), ioc.id());
        }

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * How a write is done.
     *
     * @param by the API client
     * @param refused values or ids that a fault refuses
     */
    public record Writing(
            boolean ignoreWarnings, Instant now, String by, Predicate<String> refused) {}

    /**
     * What became of an item.
     *
     * @param kept what stands in the store after it; empty where it was not written
     * @param problems what is wrong with it
     * @param code the error's code
     */
    public record Result(
            String id,
            String type,
            String value,
            Optional<Ioc> kept,
            List<Problem> problems,
            int code) {
        public Result {
            problems = List.copyOf(problems);
        }

        private static Result bad(Item item, Problem problem, int code) {
            return new Result(
                    item.id, item.type, item.value, Optional.empty(), List.of(problem), code);
        }
    }

    private record Item(String id, String type, String value) {
        static Item of(JsonNode node) {
            return new Item(
                    node.path("id").asText(""),
                    node.path("type").asText(""),
                    node.path("value").asText(""));
        }
    }

    private record Change(Item item, Optional<Ioc> planned, List<Problem> problems, int code) {
        static Change bad(Item item, Problem problem, int code) {
            return new Change(item, Optional.empty(), List.of(problem), code);
        }

        boolean blocked(boolean ignoreWarnings) {
            return problems.stream().anyMatch(it -> !it.warning() || !ignoreWarnings);
        }
    }

    public synchronized IocRules rules() {
        return rules;
    }

    public synchronized void rules(IocRules value) {
        rules = value;
    }

    /** Creates indicators, as far as the rules let it. */
    public synchronized List<Result> create(List<JsonNode> items, Writing how) {
        var overlay = new HashMap<String, Ioc>();
        var changes = new ArrayList<Change>();
        var room = rules.cap() - byId.size();
        for (var node : items) {
            var change = planned(node, how, overlay, room - overlay.size());
            change.planned()
                    .filter(_ -> !change.blocked(how.ignoreWarnings()))
                    .ifPresent(ioc -> overlay.put(key(ioc), ioc));
            changes.add(change);
        }
        return done(changes, how);
    }

    private Change planned(JsonNode node, Writing how, Map<String, Ioc> overlay, int room) {
        var item = Item.of(node);
        var form = IocCheck.form(node, how.now(), rules);
        var wrong = form.isPresent() ? form : IocCheck.identity(node);
        if (wrong.isPresent()) {
            return Change.bad(item, wrong.get(), 400);
        }
        if (!node.has("applied_globally")) {
            var problem = Problem.error("applied_globally", "applied_globally is required");
            return Change.bad(item, problem, 400);
        }
        if (rules.poison().contains(item.value) || how.refused().test(item.value)) {
            return Change.bad(item, Problem.error("value", "'" + item.value + "' is refused"), 400);
        }
        var first = twin(item, overlay);
        if (first.isPresent()) {
            return duplicate(item, node, first.get(), how);
        }
        if (room <= 0) {
            var problem = Problem.error("", "the customer has " + rules.cap() + " indicators");
            return Change.bad(item, problem, 400);
        }
        var ioc =
                Ioc.blank(nextId(), item.type, item.value, how.now(), how.by())
                        .with(node, how.now(), how.by());
        return checked(item, ioc);
    }

    private Optional<Ioc> twin(Item item, Map<String, Ioc> overlay) {
        var key = key(item.type, item.value);
        return Optional.ofNullable(overlay.get(key))
                .or(() -> Optional.ofNullable(idByKey.get(key)).map(byId::get));
    }

    private Change duplicate(Item item, JsonNode node, Ioc first, Writing how) {
        var sentence =
                "Duplicate type: '" + item.type + "' and value: '" + item.value + "' combination";
        return switch (rules.duplicates()) {
            case ERROR -> Change.bad(item, Problem.error("value", sentence), 409);
            case SKIP ->
                    new Change(
                            item,
                            Optional.of(first),
                            List.of(new Problem("value", sentence, true)),
                            409);
            case UPDATE ->
                    new Change(
                            item,
                            Optional.of(first.with(node, how.now(), how.by())),
                            List.of(new Problem("value", sentence, true)),
                            409);
        };
    }

    private Change checked(Item item, Ioc ioc) {
        var problems = new ArrayList<>(IocCheck.whole(ioc, rules));
        if (rules.warned().contains(ioc.value())) {
            problems.add(new Problem("value", "'" + ioc.value() + "' is widely seen", true));
        }
        return new Change(item, Optional.of(ioc), problems, 400);
    }

    /** Changes indicators by their ids. */
    public synchronized List<Result> update(List<JsonNode> items, Writing how) {
        var overlay = new HashMap<String, Ioc>();
        var changes = new ArrayList<Change>();
        for (var node : items) {
            var change = changed(node, how, overlay);
            change.planned()
                    .filter(_ -> !change.blocked(how.ignoreWarnings()))
                    .ifPresent(ioc -> overlay.put(ioc.id(), ioc));
            changes.add(change);
        }
        return done(changes, how);
    }

    private Change changed(JsonNode node, Writing how, Map<String, Ioc> overlay) {
        var form = IocCheck.form(node, how.now(), rules);
        var id = node.path("id").asText("");
        var known = overlay.containsKey(id) ? overlay.get(id) : byId.get(id);
        if (known == null) {
            var problem = Problem.error("id", "indicator not found: '" + id + "'");
            return Change.bad(Item.of(node), problem, 404);
        }
        var item = new Item(id, known.type(), known.value());
        if (form.isPresent()) {
            return Change.bad(item, form.get(), 400);
        }
        if (known.fromParent()) {
            return Change.bad(item, Problem.error("id", "the indicator is the parent's"), 403);
        }
        if (rules.poison().contains(known.value()) || how.refused().test(known.value())) {
            return Change.bad(item, Problem.error("id", "'" + id + "' is refused"), 400);
        }
        return checked(item, known.with(node, how.now(), how.by()));
    }

    private List<Result> done(List<Change> changes, Writing how) {
        var held =
                rules.batch() == IocRules.Batch.STRICT
                        && changes.stream().anyMatch(it -> it.blocked(how.ignoreWarnings()));
        var results = new ArrayList<Result>();
        for (var change : changes) {
            var blocked = held || change.blocked(how.ignoreWarnings());
            var kept = blocked ? Optional.<Ioc>empty() : change.planned();
            kept.ifPresent(this::put);
            results.add(
                    new Result(
                            change.item.id,
                            change.item.type,
                            change.item.value,
                            kept,
                            change.problems,
                            change.code));
        }
        return results;
    }

    /** Removes indicators by their ids. */
    public synchronized List<Result> delete(List<String> ids, Predicate<String> refused) {
        var results = new ArrayList<Result>();
        for (var id : ids) {
            var known = byId.get(id);
            var item = new Item(id, "", "");
            if (known == null) {
                var problem = Problem.error("id", "indicator not found: '" + id + "'");
                results.add(Result.bad(item, problem, 404));
            } else if (known.fromParent()) {
                var problem = Problem.error("id", "the indicator is the parent's");
                results.add(Result.bad(item, problem, 403));
            } else if (rules.poison().contains(known.value()) || refused.test(known.value())) {
                results.add(Result.bad(item, Problem.error("id", "'" + id + "' is refused"), 400));
            } else {
                remove(known);
                results.add(
                        new Result(
                                id,
                                known.type(),
                                known.value(),
                                Optional.of(known),
                                List.of(),
                                200));
            }
        }
        return results;
    }

    /** Puts an indicator there whatever the rules say: from somebody else, or by hand. */
    public synchronized Ioc plant(JsonNode item, Instant now, String by) {
        var known = byId.get(item.path("id").asText(""));
        var base =
                known == null
                        ? Ioc.blank(
                                nextId(),
                                item.path("type").asText("domain"),
                                item.path("value").asText(""),
                                now,
                                by)
                        : known;
        var planted = base.with(item, now, by);
        put(planted);
        return planted;
    }

    /** Forgets everything. */
    public synchronized void clear() {
        byId.clear();
        idByKey.clear();
        byCreation.clear();
        revision++;
    }

    private void put(Ioc ioc) {
        byId.put(ioc.id(), ioc);
        if (!ioc.fromParent()) {
            idByKey.put(key(ioc), ioc.id());
        }
        byCreation.put(Place.of(ioc), ioc);
        revision++;
    }

    private void remove(Ioc ioc) {
        byId.remove(ioc.id());
        idByKey.remove(key(ioc), ioc.id());
        byCreation.remove(Place.of(ioc));
        revision++;
    }

    public synchronized Optional<Ioc> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Those of a value, of whatever type. */
    synchronized List<Ioc> ofValue(String value) {
        return ActionTable.TYPES.stream()
                .map(type -> idByKey.get(key(type, value)))
                .filter(id -> id != null)
                .map(byId::get)
                .toList();
    }

    /** Everything, oldest first. */
    public synchronized List<Ioc> all() {
        return List.copyOf(byCreation.values());
    }

    public synchronized int size() {
        return byId.size();
    }

    synchronized long revision() {
        return revision;
    }

    /** The first ones after a place that pass a test, in the order of creation. */
    synchronized List<Ioc> after(Optional<Place> place, int count, Predicate<Ioc> test) {
        var from = place.map(it -> byCreation.tailMap(it, false)).orElse(byCreation);
        return from.values().stream().filter(test).limit(count).toList();
    }

    /** How many pass a test. */
    synchronized long count(Predicate<Ioc> test) {
        return byCreation.values().stream().filter(test).count();
    }

    private String nextId() {
        var id = new StringBuilder(64);
        sequence++;
        for (var part = 0; part < 4; part++) {
            id.append(HexFormat.of().toHexDigits(Mix.mix(Mix.mix(seed, sequence), part)));
        }
        return id.toString();
    }

    private static String key(Ioc ioc) {
        return key(ioc.type(), ioc.value());
    }

    private static String key(String type, String value) {
        return type + "|" + value.toLowerCase(Locale.ROOT);
    }
}
