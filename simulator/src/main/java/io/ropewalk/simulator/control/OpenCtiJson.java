package io.ropewalk.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ropewalk.simulator.control.StrictObject.BadControl;
import io.ropewalk.simulator.opencti.OctiHub;
import io.ropewalk.simulator.opencti.OctiRules;
import io.ropewalk.simulator.opencti.OpenCti;
import java.util.List;

/** {@code /_sim/opencti}: what happens in the platform, and what happens to its stream. */
final class OpenCtiJson {
    private static final List<String> KEYS =
            List.of(
                    "rules", "seed", "put", "delete", "merge", "raw", "replay", "trim", "reset",
                    "cut");
    private static final List<String> SEED_KEYS = List.of("first", "count", "silently");
    private static final List<String> RULE_KEYS =
            List.of(
                    "token",
                    "collection",
                    "version",
                    "live",
                    "allowed",
                    "onlyValid",
                    "heartbeat",
                    "heartbeatSkew",
                    "dependencies",
                    "duplicateEvery");

    private final OpenCti openCti;
    private final JsonMapper mapper = new JsonMapper();

    OpenCtiJson(OpenCti openCti) {
        this.openCti = openCti;
    }

    JsonNode show() {
        var hub = openCti.hub();
        var root = mapper.createObjectNode();
        root.put("collection", hub.rules().collection()).put("live", hub.rules().live());
        root.put("newestId", hub.newestId()).put("indicators", hub.indicators().size());
        var connections = root.putArray("connections");
        openCti.connections().forEach(connections::add);
        var connectors = root.putArray("connectors");
        for (var connector : hub.connectors()) {
            connectors
                    .addObject()
                    .put("id", connector.id())
                    .put("name", connector.name())
                    .put("type", connector.type())
                    .put("state", connector.state())
                    .put("pings", connector.pings());
        }
        return root;
    }

    /** Does what a body says, in the order of the keys; then shows. */
    JsonNode change(JsonNode body) {
        var json = StrictObject.of("opencti", body, KEYS);
        var hub = openCti.hub();
        json.object("rules", RULE_KEYS).ifPresent(rules -> hub.rules(rules(rules, hub.rules())));
        json.object("seed", SEED_KEYS)
                .ifPresent(seed ->
                        hub.seed(
                                seed.number("first", 0),
                                seed.number("count", 0),
                                seed.flag("silently", false)));
        json.list("put", node -> object("put", node)).forEach(hub::put);
        json.texts("delete").forEach(hub::delete);
        json.object("merge", List.of("target", "sources"))
                .ifPresent(merge ->
                        hub.merge(object("target", merge.raw("target")), merge.texts("sources")));
        json.texts("raw").forEach(hub::raw);
        if (json.has("replay")) {
            hub.replay(json.number("replay", 0));
        }
        if (json.has("trim")) {
            hub.trim(json.number("trim", 0));
        }
        if (json.has("reset") && !hub.reset(json.text("reset"))) {
            throw new BadControl("no connector '" + json.text("reset") + "'");
        }
        if (json.has("cut")) {
            hub.cut(json.choice("cut", OctiHub.Cut.class, OctiHub.Cut.END));
        }
        return show();
    }

    private static ObjectNode object(String name, JsonNode node) {
        if (node instanceof ObjectNode object && object.path("id").isTextual()) {
            return object;
        }
        throw new BadControl("'" + name + "' must hold STIX objects with an id");
    }

    private static OctiRules rules(StrictObject json, OctiRules now) {
        try {
            return new OctiRules(
                    json.text("token", now.token()),
                    json.text("collection", now.collection()),
                    json.text("version", now.version()),
                    json.flag("live", now.live()),
                    json.flag("allowed", now.allowed()),
                    json.flag("onlyValid", now.onlyValid()),
                    json.duration("heartbeat", now.heartbeat()),
                    json.duration("heartbeatSkew", now.heartbeatSkew()),
                    json.flag("dependencies", now.dependencies()),
                    json.number("duplicateEvery", now.duplicateEvery()));
        } catch (IllegalArgumentException e) {
            throw new BadControl(e.getMessage());
        }
    }
}
