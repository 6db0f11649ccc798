package io.ropewalk.simulator.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ropewalk.simulator.control.StrictObject.BadControl;
import io.ropewalk.simulator.estate.Mix;
import io.ropewalk.simulator.falcon.Customer;
import io.ropewalk.simulator.falcon.FalconApi;
import io.ropewalk.simulator.http.ByteSink;
import io.ropewalk.simulator.http.HttpRequest;
import io.ropewalk.simulator.ioc.Ioc;
import io.ropewalk.simulator.ioc.IocRules;
import io.ropewalk.simulator.ioc.IocStore;
import io.ropewalk.simulator.records.Json;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code /_sim/iocs}: a tenant's indicators, what can be planted, and how writes are judged. */
final class IocsJson {
    private static final List<String> KEYS =
            List.of("tenant", "clear", "rules", "seed", "put", "delete");
    private static final List<String> SEED_KEYS = List.of("count", "source", "createdBy", "tags");
    private static final List<String> RULE_KEYS =
            List.of(
                    "batch",
                    "report",
                    "duplicates",
                    "searchLag",
                    "maxBatch",
                    "maxUrlBytes",
                    "cap",
                    "mobile",
                    "pastExpiration",
                    "oddEmpty",
                    "poison",
                    "warned");
    private static final int SHOWN = 1000;

    private final FalconApi falcon;
    private final Clock clock;
    private final JsonMapper mapper = new JsonMapper();

    IocsJson(FalconApi falcon, Clock clock) {
        this.falcon = falcon;
        this.clock = clock;
    }

    /** The indicators of a tenant, oldest first, up to {@code limit}. */
    JsonNode show(HttpRequest request) {
        var customer = customer(parameter(request, "tenant"));
        int limit;
        try {
            limit = parameter(request, "limit").map(Integer::parseInt).orElse(SHOWN);
        } catch (NumberFormatException e) {
            throw new BadControl("'limit' must be a number");
        }
        return shown(customer, limit);
    }

    private JsonNode shown(Customer customer, int limit) {
        var all = customer.iocs().all();
        var root = mapper.createObjectNode();
        root.put("tenant", customer.tenant().name()).put("total", all.size());
        root.set("rules", rules(customer.iocs().rules()));
        var items = root.putArray("items");
        all.stream().limit(limit).forEach(ioc -> items.add(json(ioc)));
        return root;
    }

    private JsonNode json(Ioc ioc) {
        var out = ByteSink.growing(512);
        Json.element(out, "", json -> ioc.writeTo(json, clock.instant()));
        try {
            return mapper.readTree(out.text());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
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
        var json = StrictObject.of("iocs", body, KEYS);
        var name = json.has("tenant") ? Optional.of(json.text("tenant")) : Optional.<String>empty();
        var customer = customer(name);
        var store = customer.iocs();
        if (json.flag("clear", false)) {
            store.clear();
        }
        json.object("rules", RULE_KEYS)
                .ifPresent(rules -> store.rules(rules(rules, store.rules())));
        json.object("seed", SEED_KEYS).ifPresent(seed -> seed(store, seed));
        for (var item : json.list("put", item -> item)) {
            store.plant(item, clock.instant(), item.path("created_by").asText("analyst"));
        }
        store.delete(json.texts("delete"), _ -> false);
        return shown(customer, SHOWN);
    }

    /** The same indicators for the same number, whoever asks. */
    private void seed(IocStore store, StrictObject json) {
        var count = json.number("count", 0);
        var item = mapper.createObjectNode();
        item.put("action", "detect").put("severity", "high").put("applied_globally", true);
        item.put("source", json.text("source", "seed"));
        item.putArray("platforms").add("windows").add("mac").add("linux");
        var tags = item.putArray("tags");
        json.texts("tags").forEach(tags::add);
        for (var i = 0; i < count; i++) {
            item.put("type", "sha256").put("value", hash(i));
            store.plant(item, clock.instant(), json.text("createdBy", "analyst"));
        }
    }

    private static String hash(int number) {
        var out = ByteSink.growing(64);
        for (var part = 0; part < 4; part++) {
            out.hex(Mix.mix(Mix.mix(number, part)), 16);
        }
        return out.text();
    }

    private static IocRules rules(StrictObject json, IocRules now) {
        try {
            return new IocRules(
                    json.choice("batch", IocRules.Batch.class, now.batch()),
                    json.choice("report", IocRules.Report.class, now.report()),
                    json.choice("duplicates", IocRules.Duplicates.class, now.duplicates()),
                    json.duration("searchLag", now.searchLag()),
                    json.number("maxBatch", now.maxBatch()),
                    json.number("maxUrlBytes", now.maxUrlBytes()),
                    json.number("cap", now.cap()),
                    json.flag("mobile", now.mobile()),
                    json.flag("pastExpiration", now.pastExpiration()),
                    json.flag("oddEmpty", now.oddEmpty()),
                    json.has("poison") ? Set.copyOf(json.texts("poison")) : now.poison(),
                    json.has("warned") ? Set.copyOf(json.texts("warned")) : now.warned());
        } catch (IllegalArgumentException e) {
            throw new BadControl(e.getMessage());
        }
    }

    private ObjectNode rules(IocRules rules) {
        var node = mapper.createObjectNode();
        node.put("batch", word(rules.batch())).put("report", word(rules.report()));
        node.put("duplicates", word(rules.duplicates()));
        node.put("searchLag", rules.searchLag().toString()).put("maxBatch", rules.maxBatch());
        node.put("maxUrlBytes", rules.maxUrlBytes()).put("cap", rules.cap());
        node.put("mobile", rules.mobile()).put("pastExpiration", rules.pastExpiration());
        return node.put("oddEmpty", rules.oddEmpty());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
