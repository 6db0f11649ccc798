package io.ropewalk.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ropewalk.simulator.alert.AlertChange;
import io.ropewalk.simulator.alert.AlertChange.Action;
import io.ropewalk.simulator.alert.AlertEntry;
import io.ropewalk.simulator.alert.AlertRules;
import io.ropewalk.simulator.alert.AlertSeed;
import io.ropewalk.simulator.alert.AlertStore;
import io.ropewalk.simulator.alert.AlertStore.Patch;
import io.ropewalk.simulator.control.StrictObject.BadControl;
import io.ropewalk.simulator.falcon.Customer;
import io.ropewalk.simulator.falcon.FalconApi;
import io.ropewalk.simulator.http.HttpRequest;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code /_sim/alerts}: a tenant's alerts, the log of writes to them, what is changed behind the
 * client's back, and how writes are judged.
 */
final class AlertsJson {
    private static final List<String> KEYS =
            List.of("tenant", "clear", "rules", "seed", "put", "remove", "change", "forgetLog");
    private static final List<String> SEED_KEYS =
            List.of("count", "span", "hashes", "hidden", "sha256", "planted");
    private static final List<String> CHANGE_KEYS = List.of("ids", "actions", "author");
    private static final List<String> ACTION_KEYS = List.of("name", "value");
    private static final List<String> RULE_KEYS =
            List.of(
                    "unknown",
                    "affected",
                    "maxIds",
                    "maxBody",
                    "maxComment",
                    "windowStatus",
                    "searchLag",
                    "afterLife",
                    "combinedHidden",
                    "bothHashFields",
                    "entitiesAggregate",
                    "onlyListed");
    private static final int SHOWN = 100;

    private final FalconApi falcon;
    private final Clock clock;
    private final JsonMapper mapper = new JsonMapper();

    AlertsJson(FalconApi falcon, Clock clock) {
        this.falcon = falcon;
        this.clock = clock;
    }

    /**
     * The alerts of a tenant, oldest first, up to {@code limit} after the first {@code offset};
     * with {@code log=true} the writes that arrived.
     */
    JsonNode show(HttpRequest request) {
        var page = new Page(number(request, "offset", 0), number(request, "limit", SHOWN));
        var withLog = parameter(request, "log").filter("true"::equals).isPresent();
        return shown(customer(parameter(request, "tenant")), page, withLog);
    }

    /** Which of the alerts are shown: all of many are more than one answer holds. */
    private record Page(int offset, int limit) {}

    private static int number(HttpRequest request, String name, int standard) {
        try {
            var number = parameter(request, name).map(Integer::parseInt).orElse(standard);
            if (number < 0) {
                throw new BadControl("'" + name + "' must not be below zero");
            }
            return number;
        } catch (NumberFormatException e) {
            throw new BadControl("'" + name + "' must be a number");
        }
    }

    private JsonNode shown(Customer customer, Page page, boolean withLog) {
        var store = customer.alerts();
        var all = store.all();
        var root = mapper.createObjectNode();
        root.put("tenant", customer.tenant().name()).put("total", all.size());
        var statuses = root.putObject("statuses");
        all.stream()
                .collect(Collectors.groupingBy(it -> it.state().status(), Collectors.counting()))
                .forEach(statuses::put);
        // The truth to compare with: how often a write was applied to how many.
        var writes = root.putObject("written");
        all.stream()
                .filter(it -> it.writes() > 0)
                .collect(Collectors.groupingBy(AlertEntry::writes, Collectors.counting()))
                .forEach((times, count) -> writes.put(Integer.toString(times), count));
        root.set("rules", rules(store.rules()));
        var items = root.putArray("items");
        all.stream()
                .skip(page.offset())
                .limit(page.limit())
                .forEach(entry -> items.add(store.json(entry)));
        if (withLog) {
            var log = root.putArray("log");
            store.log().forEach(patch -> write(patch, log.addObject()));
        }
        return root;
    }

    private static void write(Patch patch, ObjectNode node) {
        node.put("at", patch.at().toString()).put("traceId", patch.traceId());
        node.put("status", patch.status());
        var actions = node.putArray("actions");
        patch.actions()
                .forEach(it -> actions.addObject().put("name", it.name()).put("value", it.value()));
        var ids = node.putArray("ids");
        patch.ids().forEach(ids::add);
        node.put("written", patch.written().size());
    }

    private static Optional<String> parameter(HttpRequest request, String name) {
        return Optional.ofNullable(request.queryParameters().get(name)).map(List::getFirst);
    }

    private Customer customer(Optional<String> name) {
        return name.map(falcon::customer)
                .orElseGet(() -> falcon.customers().stream().findFirst())
                .orElseThrow(() -> new BadControl("no tenant named '" + name.orElse("") + "'"));
    }

    /** Does what a body says, in the order of the keys; then shows. */
    JsonNode change(JsonNode body) {
        var json = StrictObject.of("alerts", body, KEYS);
        var name = json.has("tenant") ? Optional.of(json.text("tenant")) : Optional.<String>empty();
        var customer = customer(name);
        var store = customer.alerts();
        if (json.flag("clear", false)) {
            store.clear();
        }
        try {
            json.object("rules", RULE_KEYS)
                    .ifPresent(rules -> store.rules(rules(rules, store.rules())));
            json.object("seed", SEED_KEYS)
                    .ifPresent(seed -> store.seed(seed(seed), clock.instant()));
            for (var item : json.list("put", item -> item)) {
                if (!(item instanceof ObjectNode own)) {
                    throw json.wrong("put", "a list of objects");
                }
                store.put(own.path("composite_id").asText(), own);
            }
        } catch (IllegalArgumentException e) {
            throw new BadControl(e.getMessage());
        }
        json.texts("remove").forEach(store::remove);
        json.object("change", CHANGE_KEYS).ifPresent(change -> change(store, change));
        if (json.flag("forgetLog", false)) {
            store.forgetLog();
        }
        return shown(customer, new Page(0, SHOWN), false);
    }

    private static AlertSeed seed(StrictObject json) {
        var plain = AlertSeed.of(json.number("count", 0));
        var seed =
                new AlertSeed(
                        plain.count(),
                        json.duration("span", plain.span()),
                        json.number("hashes", plain.hashes()),
                        json.share("hidden", plain.hidden()),
                        Optional.empty());
        return json.has("sha256")
                ? seed.with(json.text("sha256"), json.number("planted", plain.count()))
                : seed;
    }

    private void change(AlertStore store, StrictObject json) {
        var entries =
                json.texts("ids").stream()
                        .map(id ->
                                store.find(id)
                                        .orElseThrow(() ->
                                                new BadControl("there is no alert '" + id + "'")))
                        .toList();
        var actions =
                json.list(
                        "actions",
                        node -> {
                            var action = StrictObject.of("actions", node, ACTION_KEYS);
                            return new Action(action.text("name"), action.text("value"));
                        });
        store.change(
                entries,
                new AlertChange(actions, json.text("author", "analyst@example.com")),
                clock.instant(),
                false,
                _ -> Optional.empty());
    }

    private static AlertRules rules(StrictObject json, AlertRules now) {
        var writes = now.writes();
        var reads = now.reads();
        return new AlertRules(
                new AlertRules.Writes(
                        json.choice("unknown", AlertRules.Unknown.class, writes.unknown()),
                        json.choice("affected", AlertRules.Affected.class, writes.affected()),
                        json.number("maxIds", writes.maxIds()),
                        json.number("maxBody", writes.maxBody()),
                        json.number("maxComment", writes.maxComment())),
                new AlertRules.Reads(
                        json.number("windowStatus", reads.windowStatus()),
                        json.duration("searchLag", reads.searchLag()),
                        json.duration("afterLife", reads.afterLife()),
                        json.flag("combinedHidden", reads.combinedHidden()),
                        json.flag("bothHashFields", reads.bothHashFields()),
                        json.flag("entitiesAggregate", reads.entitiesAggregate()),
                        json.flag("onlyListed", reads.onlyListed())));
    }

    private ObjectNode rules(AlertRules rules) {
        var writes = rules.writes();
        var reads = rules.reads();
        var node = mapper.createObjectNode();
        node.put("unknown", word(writes.unknown())).put("affected", word(writes.affected()));
        node.put("maxIds", writes.maxIds()).put("maxBody", writes.maxBody());
        node.put("maxComment", writes.maxComment()).put("windowStatus", reads.windowStatus());
        node.put("searchLag", reads.searchLag().toString());
        node.put("afterLife", reads.afterLife().toString());
        node.put("combinedHidden", reads.combinedHidden());
        node.put("bothHashFields", reads.bothHashFields());
        node.put("entitiesAggregate", reads.entitiesAggregate());
        return node.put("onlyListed", reads.onlyListed());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
