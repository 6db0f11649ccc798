package io.ropewalk.simulator.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ropewalk.simulator.FaultRule;
import io.ropewalk.simulator.Faults;
import io.ropewalk.simulator.Journal;
import io.ropewalk.simulator.SimClock;
import io.ropewalk.simulator.control.StrictObject.BadControl;
import io.ropewalk.simulator.falcon.FalconApi;
import io.ropewalk.simulator.http.HttpAnswer;
import io.ropewalk.simulator.http.HttpRequest;
import io.ropewalk.simulator.opencti.OpenCti;
import io.ropewalk.simulator.receiver.Receivers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Answers {@code /_sim}. An unknown path or method names the valid ones. */
public final class Control {
    private static final String PREFIX = "/_sim";

    private final FalconApi falcon;
    private final Receivers receivers;
    private final Faults faults;
    private final Journal journal;
    private final SimClock clock;
    private final JsonMapper mapper = new JsonMapper();
    private final Map<String, Function<HttpRequest, JsonNode>> routes = new TreeMap<>();

    public Control(
            FalconApi falcon,
            Receivers receivers,
            OpenCti openCti,
            Faults faults,
            Journal journal,
            SimClock clock) {
        this.falcon = falcon;
        this.receivers = receivers;
        this.faults = faults;
        this.journal = journal;
        this.clock = clock;
        var received = new ReceivedRoutes(receivers);
        routes.put("GET /_sim/health", _ -> mapper.createObjectNode().put("status", "up"));
        routes.put("GET /_sim/scenario", _ -> scenario());
        routes.put("POST /_sim/scenario", this::changeScenario);
        routes.put("GET /_sim/faults", _ -> faults());
        routes.put("POST /_sim/faults", this::armFaults);
        routes.put("DELETE /_sim/faults", _ -> clearFaults());
        routes.put("GET /_sim/requests", this::requests);
        routes.put("DELETE /_sim/requests", _ -> clearRequests());
        routes.put("GET /_sim/received/{receiver}", received::get);
        routes.put("DELETE /_sim/received/{receiver}", received::forget);
        routes.put("GET /_sim/violations", _ -> violations());
        var streams = new StreamsJson(falcon.feeds());
        routes.put("GET /_sim/streams", _ -> streams.show());
        routes.put("POST /_sim/streams", request -> streams.change(body(request)));
        var inventory = new InventoryJson(falcon, clock);
        routes.put("GET /_sim/inventory", inventory::show);
        routes.put("POST /_sim/inventory", request -> inventory.change(body(request), request));
        var iocs = new IocsJson(falcon, clock);
        routes.put("GET /_sim/iocs", iocs::show);
        routes.put("POST /_sim/iocs", request -> iocs.change(body(request)));
        var alerts = new AlertsJson(falcon, clock);
        routes.put("GET /_sim/alerts", alerts::show);
        routes.put("POST /_sim/alerts", request -> alerts.change(body(request)));
        var hosts = new HostsJson(falcon);
        routes.put("POST /_sim/hosts", request -> hosts.change(body(request)));
        var octi = new OpenCtiJson(openCti);
        routes.put("GET /_sim/opencti", _ -> octi.show());
        routes.put("POST /_sim/opencti", request -> octi.change(body(request)));
        routes.put("GET /_sim/clock", _ -> clock());
        routes.put("POST /_sim/clock", this::moveClock);
    }

    public HttpAnswer handle(HttpRequest request) {
        var path = ReceivedRoutes.template(request.path());
        var route = routes.get(request.method() + " " + path);
        if (route == null) {
            var known = routes.keySet().stream().anyMatch(key -> key.endsWith(" " + path));
            return error(
                    known ? 405 : 404,
                    "valid under " + PREFIX + ": " + String.join(", ", routes.keySet()));
        }
        try {
            return json(200, route.apply(request));
        } catch (BadControl e) {
            return error(400, e.getMessage());
        }
    }

    private HttpAnswer error(int status, String sentence) {
        return json(status, mapper.createObjectNode().put("error", sentence));
    }

    private static HttpAnswer json(int status, JsonNode node) {
        return HttpAnswer.json(status, out -> out.raw(node.toPrettyString()).put('\n'));
    }

    private JsonNode body(HttpRequest request) {
        try {
            return mapper.readTree(request.body());
        } catch (JsonProcessingException e) {
            throw new BadControl("the body is not JSON");
        }
    }

    private JsonNode changeScenario(HttpRequest request) {
        var order = ScenarioJson.order(body(request), falcon.scenario(), receivers.settings());
        var tenant = order.changedTenant();
        try {
            order.scenario().ifPresent(falcon::scenario);
            receivers.settings(order.receivers());
            if (order.change().isPresent()) {
                var touched =
                        tenant.isPresent()
                                ? falcon.customer(tenant.get()).stream().toList()
                                : List.copyOf(falcon.customers());
                if (touched.isEmpty()) {
                    throw new BadControl("no tenant named '" + tenant.orElse("") + "'");
                }
                touched.forEach(customer -> customer.change(order.change().get()));
            }
        } catch (IllegalArgumentException e) {
            throw new BadControl(e.getMessage());
        }
        return scenario();
    }

    private JsonNode scenario() {
        var scenario = falcon.scenario();
        var root = mapper.createObjectNode();
        root.put("seed", scenario.seed());
        root.put("asOf", scenario.asOf().toString());
        root.put("region", scenario.region());
        var tenants = root.putArray("tenants");
        for (var customer : falcon.customers()) {
            var tenant = customer.tenant();
            tenants.addObject()
                    .put("name", tenant.name())
                    .put("cid", tenant.cid())
                    .put("region", tenant.region())
                    .put("combined", tenant.combined())
                    .put("hosts", customer.estate().keys(false).length)
                    .put("hiddenHosts", customer.estate().keys(true).length)
                    .put("revision", customer.revision());
        }
        return root;
    }

    private JsonNode armFaults(HttpRequest request) {
        try {
            FaultJson.rules(body(request)).forEach(faults::arm);
        } catch (IllegalArgumentException e) {
            throw new BadControl(e.getMessage());
        }
        return faults();
    }

    private JsonNode clearFaults() {
        faults.clear();
        return faults();
    }

    private JsonNode faults() {
        var root = mapper.createObjectNode();
        var rules = root.putArray("rules");
        for (var armed : faults.armed()) {
            var rule = armed.rule();
            var node = rules.addObject();
            node.putObject("match")
                    .put("method", rule.method())
                    .put("path", rule.path())
                    .put("tenant", rule.tenant());
            node.put("skip", rule.skip());
            if (rule.times() == FaultRule.FOREVER) {
                node.put("times", "forever");
            } else {
                node.put("times", rule.times());
            }
            node.put("fault", Faults.typeOf(rule.fault()));
            node.put("matched", armed.matched()).put("fired", armed.fired());
        }
        return root;
    }

    private JsonNode requests(HttpRequest request) {
        var path = request.queryParameters().getOrDefault("path", List.of("")).getFirst();
        var root = mapper.createObjectNode();
        root.put("total", journal.total());
        var counts = root.putObject("counts");
        journal.counts().forEach(counts::put);
        var list = root.putArray("requests");
        for (var recorded : journal.requests()) {
            if (path.isEmpty() || recorded.path().equals(path)) {
                var node = list.addObject();
                node.put("at", recorded.at().toString());
                node.put("method", recorded.method()).put("path", recorded.path());
                node.put("query", recorded.query()).put("status", recorded.status());
                node.put("tenant", recorded.tenant())
                        .put("authorization", recorded.authorization());
                node.put("userAgent", recorded.userAgent()).put("traceId", recorded.traceId());
                node.put("fault", recorded.fault());
            }
        }
        return root;
    }

    private JsonNode clearRequests() {
        journal.clear();
        return mapper.createObjectNode().put("total", 0);
    }

    private JsonNode violations() {
        var root = mapper.createObjectNode();
        root.put("total", journal.violationTotal());
        var list = root.putArray("violations");
        for (var violation : journal.violations()) {
            list.addObject()
                    .put("at", violation.at().toString())
                    .put("method", violation.method())
                    .put("path", violation.path())
                    .put("kind", violation.kind())
                    .put("detail", violation.detail());
        }
        return root;
    }

    private JsonNode moveClock(HttpRequest request) {
        var json = StrictObject.of("clock", body(request), List.of("advance", "set", "frozen"));
        if (json.has("set")) {
            clock.set(json.instant("set", clock.instant()));
        }
        clock.advance(json.duration("advance", Duration.ZERO));
        if (json.has("frozen")) {
            clock.freeze(json.flag("frozen", false));
        }
        return clock();
    }

    private ObjectNode clock() {
        return mapper.createObjectNode()
                .put("now", clock.instant().toString())
                .put("frozen", clock.frozen());
    }
}
