package io.ropewalk.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ropewalk.simulator.control.StrictObject.BadControl;
import io.ropewalk.simulator.estate.HostRules;
import io.ropewalk.simulator.falcon.Customer;
import io.ropewalk.simulator.falcon.FalconApi;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code /_sim/hosts}: how a tenant's host actions are judged, and how fast they come through. */
final class HostsJson {
    private static final List<String> KEYS = List.of("tenant", "rules");
    private static final List<String> RULE_KEYS =
            List.of("mixed", "maxIds", "settle", "offlineStays", "pending");

    private final FalconApi falcon;
    private final JsonMapper mapper = new JsonMapper();

    HostsJson(FalconApi falcon) {
        this.falcon = falcon;
    }

    /** Does what a body says; then shows. */
    JsonNode change(JsonNode body) {
        var json = StrictObject.of("hosts", body, KEYS);
        var name = json.has("tenant") ? Optional.of(json.text("tenant")) : Optional.<String>empty();
        var customer =
                name.map(falcon::customer)
                        .orElseGet(() -> falcon.customers().stream().findFirst())
                        .orElseThrow(
                                () -> new BadControl("no tenant named '" + name.orElse("") + "'"));
        try {
            json.object("rules", RULE_KEYS)
                    .ifPresent(rules -> customer.hostRules(rules(rules, customer.hostRules())));
        } catch (IllegalArgumentException e) {
            throw new BadControl(e.getMessage());
        }
        return shown(customer);
    }

    private static HostRules rules(StrictObject json, HostRules now) {
        return new HostRules(
                json.choice("mixed", HostRules.Mixed.class, now.mixed()),
                json.number("maxIds", now.maxIds()),
                json.duration("settle", now.settle()),
                json.flag("offlineStays", now.offlineStays()),
                json.text("pending", now.pending()));
    }

    private JsonNode shown(Customer customer) {
        var rules = customer.hostRules();
        var root = mapper.createObjectNode().put("tenant", customer.tenant().name());
        root.putObject("rules")
                .put("mixed", rules.mixed().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("maxIds", rules.maxIds())
                .put("settle", rules.settle().toString())
                .put("offlineStays", rules.offlineStays())
                .put("pending", rules.pending());
        return root;
    }
}
