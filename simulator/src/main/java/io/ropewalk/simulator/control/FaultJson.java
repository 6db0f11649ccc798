package io.ropewalk.simulator.control;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.Fault.ErrorBody;
import io.ropewalk.simulator.Fault.RetryHint;
import io.ropewalk.simulator.FaultRule;
import io.ropewalk.simulator.control.StrictObject.BadControl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads fault rules. The table of types below is the one place that knows their keys. */
final class FaultJson {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** The keys of one type beside {@code type}, and how they become a fault. */
    record Kind(List<String> keys, Function<StrictObject, Fault> reader) {}

    private static final Map<String, Kind> KINDS =
            new TreeMap<>(
                    Map.ofEntries(
                            entry("status", kind(FaultJson::status, "status", "body", "message")),
                            entry("scope-missing", kind(_ -> new Fault.ScopeMissing())),
                            entry("throttle", kind(FaultJson::throttle, "hint", "retryAfter")),
                            entry("expired-token", kind(_ -> new Fault.ExpiredToken())),
                            entry(
                                    "region-redirect",
                                    kind(FaultJson::redirect, "region", "location")),
                            entry("expire-cursor", kind(_ -> new Fault.ExpireCursor())),
                            entry(
                                    "garbage-token",
                                    kind(
                                            json -> new Fault.GarbageToken(json.text("body", "{}")),
                                            "body")),
                            entry("short-page", kind(FaultJson::shortPage, "drop", "lossy")),
                            entry(
                                    "empty-page",
                                    kind(
                                            json ->
                                                    new Fault.EmptyPage(
                                                            json.flag("keepsCursor", false)),
                                            "keepsCursor")),
                            entry("empty-listing", kind(_ -> new Fault.EmptyListing())),
                            entry("duplicate-page", kind(_ -> new Fault.DuplicatePage())),
                            entry(
                                    "total-drift",
                                    kind(
                                            json -> new Fault.TotalDrift(json.bigNumber("by", 1)),
                                            "by")),
                            entry(
                                    "omit-field",
                                    kind(json -> new Fault.OmitField(json.text("field")), "field")),
                            entry("null-resources", kind(_ -> new Fault.NullResources())),
                            entry("no-resources", kind(_ -> new Fault.NoResources())),
                            entry("no-pagination", kind(_ -> new Fault.NoPagination())),
                            entry(
                                    "errors-in-200",
                                    kind(
                                            FaultJson::errorsIn200,
                                            "code",
                                            "message",
                                            "keepsResources")),
                            entry(
                                    "stall",
                                    kind(
                                            json ->
                                                    new Fault.Stall(
                                                            json.duration("duration", MINUTE)),
                                            "duration")),
                            entry(
                                    "stall-mid-body",
                                    kind(FaultJson::stallMidBody, "afterBytes", "duration")),
                            entry("cut-body", kind(FaultJson::cutBody, "afterBytes", "chunked")),
                            entry("reset", kind(_ -> new Fault.Reset())),
                            entry(
                                    "slow",
                                    kind(
                                            json ->
                                                    new Fault.Slow(
                                                            json.bigNumber(
                                                                    "bytesPerSecond", 10_000)),
                                            "bytesPerSecond")),
                            entry(
                                    "partial-rejection",
                                    kind(FaultJson::partialRejection, "every", "status")),
                            entry(
                                    "refuse-items",
                                    kind(
                                            json -> new Fault.RefuseItems(json.number("every", 2)),
                                            "every")),
                            entry("invalid-json", kind(_ -> new Fault.InvalidJson())),
                            entry("empty-body", kind(_ -> new Fault.EmptyBody())),
                            entry(
                                    "wrong-content-type",
                                    kind(FaultJson::wrongContentType, "contentType"))));

    static {
        KINDS.putAll(FeedFaultJson.KINDS);
    }

    private static final List<String> RULE_KEYS =
            List.of("match", "skip", "times", "probability", "seed", "fault");
    private static final List<String> MATCH_KEYS = List.of("method", "path", "tenant");
    private static final String FOREVER = "forever";

    private FaultJson() {}

    /** The names of all types. */
    static List<String> types() {
        return List.copyOf(KINDS.keySet());
    }

    /** The rules of {@code {"rules": [...]}}. */
    static List<FaultRule> rules(JsonNode body) {
        var root = StrictObject.of("body", body, List.of("rules"));
        var rules = root.list("rules", FaultJson::rule);
        if (rules.isEmpty()) {
            throw new BadControl("'rules' must hold at least one rule");
        }
        return rules;
    }

    private static FaultRule rule(JsonNode node) {
        var rule = StrictObject.of("rule", node, RULE_KEYS);
        var match = rule.object("match", MATCH_KEYS).orElseGet(StrictObject::empty);
        var forever = rule.raw("times").isTextual() && rule.text("times").equals(FOREVER);
        try {
            return new FaultRule(
                    match.text("method", FaultRule.ANY),
                    match.text("path", FaultRule.ANY),
                    match.text("tenant", FaultRule.ANY),
                    rule.number("skip", 0),
                    forever ? FaultRule.FOREVER : rule.number("times", 1),
                    rule.share("probability", 1),
                    rule.bigNumber("seed", 0),
                    fault(rule.raw("fault")));
        } catch (IllegalArgumentException e) {
            throw new BadControl(e.getMessage());
        }
    }

    private static Fault fault(JsonNode node) {
        var type = node.path("type").asText();
        var kind = KINDS.get(type);
        if (kind == null) {
            throw new BadControl(
                    "unknown fault type '"
                            + type
                            + "'; valid types: "
                            + String.join(", ", types()));
        }
        var keys = new ArrayList<>(List.of("type"));
        keys.addAll(kind.keys);
        return kind.reader.apply(StrictObject.of(type, node, keys));
    }

    static Kind kind(Function<StrictObject, Fault> reader, String... keys) {
        return new Kind(List.of(keys), reader);
    }

    private static Fault status(StrictObject json) {
        return new Fault.Status(
                json.number("status", 500),
                json.choice("body", ErrorBody.class, ErrorBody.ENVELOPE),
                json.text("message", "simulated failure"));
    }

    private static Fault throttle(StrictObject json) {
        return new Fault.Throttle(
                json.choice("hint", RetryHint.class, RetryHint.EPOCH_SECONDS),
                json.duration("retryAfter", Duration.ofSeconds(1)));
    }

    private static Fault redirect(StrictObject json) {
        var region = json.text("region", "us-2");
        var location =
                json.text("location", "https://api." + region + ".crowdstrike.com/oauth2/token");
        return new Fault.RegionRedirect(region, location);
    }

    private static Fault shortPage(StrictObject json) {
        return new Fault.ShortPage(json.number("drop", 1), json.flag("lossy", true));
    }

    private static Fault errorsIn200(StrictObject json) {
        return new Fault.ErrorsIn200(
                json.number("code", 500),
                json.text("message", "simulated failure"),
                json.flag("keepsResources", true));
    }

    private static Fault stallMidBody(StrictObject json) {
        return new Fault.StallMidBody(
                json.bigNumber("afterBytes", 100), json.duration("duration", MINUTE));
    }

    private static Fault cutBody(StrictObject json) {
        return new Fault.CutBody(json.bigNumber("afterBytes", 100), json.flag("chunked", false));
    }

    private static Fault partialRejection(StrictObject json) {
        return new Fault.PartialRejection(json.number("every", 2), json.number("status", 413));
    }

    private static Fault wrongContentType(StrictObject json) {
        return new Fault.WrongContentType(json.text("contentType", "text/plain"));
    }
}
