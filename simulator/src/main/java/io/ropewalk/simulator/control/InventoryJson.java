package io.ropewalk.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ropewalk.simulator.control.StrictObject.BadControl;
import io.ropewalk.simulator.estate.Edits.Edit;
import io.ropewalk.simulator.estate.InventorySpec;
import io.ropewalk.simulator.falcon.Customer;
import io.ropewalk.simulator.falcon.FalconApi;
import io.ropewalk.simulator.falcon.Holdings.Kind;
import io.ropewalk.simulator.fql.FqlException;
import io.ropewalk.simulator.http.HttpRequest;
import io.ropewalk.simulator.spotlight.FindingChange;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** {@code /_sim/inventory}: what a tenant has, and changes to it by hand. */
final class InventoryJson {
    private static final List<String> KEYS =
            List.of(
                    "tenant",
                    "findings",
                    "regroup",
                    "rename",
                    "delete",
                    "enable",
                    "move",
                    "ruleGroupParameters");
    private static final List<String> FINDING_KEYS =
            List.of("closed", "touched", "closedIds", "reopenedIds");
    private static final List<String> SPEC_KEYS =
            List.of("findingsPerHost", "users", "applicationsPerHost", "unmanagedAssets");

    private final FalconApi falcon;
    private final Clock clock;
    private final JsonMapper mapper = new JsonMapper();

    InventoryJson(FalconApi falcon, Clock clock) {
        this.falcon = falcon;
        this.clock = clock;
    }

    /** The sizes a tenant states; what is left out stays. */
    static InventorySpec spec(StrictObject parent, InventorySpec current) {
        return parent.object("inventory", SPEC_KEYS)
                .map(json ->
                        new InventorySpec(
                                json.number("findingsPerHost", current.findingsPerHost()),
                                json.number("users", current.users()),
                                json.number("applicationsPerHost", current.applicationsPerHost()),
                                json.number("unmanagedAssets", current.unmanagedAssets())))
                .orElse(current);
    }

    /** Counts of all tenants, or of one; with {@code kind} the ids a {@code filter} leaves. */
    JsonNode show(HttpRequest request) {
        var root = mapper.createObjectNode();
        var asked = parameter(request, "tenant");
        var kind = parameter(request, "kind");
        if (kind.isPresent()) {
            var ids = root.putArray("ids");
            var filter = parameter(request, "filter").orElse("");
            try {
                customer(asked).ids(kind(kind.get()), filter).forEach(ids::add);
            } catch (FqlException e) {
                throw new BadControl("'filter' is none: " + e.getMessage());
            }
            return root;
        }
        var tenants = root.putArray("tenants");
        for (var customer : asked.isPresent() ? List.of(customer(asked)) : falcon.customers()) {
            var counts =
                    tenants.addObject().put("tenant", customer.tenant().name()).putObject("counts");
            customer.counts().forEach(counts::put);
        }
        return root;
    }

    private static Optional<String> parameter(HttpRequest request, String name) {
        return Optional.ofNullable(request.queryParameters().get(name)).map(List::getFirst);
    }

    private static Kind kind(String name) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new BadControl(
                                "unknown kind; valid: "
                                        + Arrays.toString(Kind.values()).toLowerCase(Locale.ROOT)));
    }

    private Customer customer(Optional<String> name) {
        return name.map(falcon::customer)
                .orElseGet(() -> falcon.customers().stream().findFirst())
                .orElseThrow(() -> new BadControl("no tenant named '" + name.orElse("") + "'"));
    }

    /** Does what a body says, in the order of the keys in the manual; then shows. */
    JsonNode change(JsonNode body, HttpRequest request) {
        var json = StrictObject.of("inventory", body, KEYS);
        var name = json.has("tenant") ? Optional.of(json.text("tenant")) : Optional.<String>empty();
        var customer = customer(name);
        var now = clock.instant();
        try {
            json.object("findings", FINDING_KEYS)
                    .ifPresent(change -> customer.change(findings(change, now)));
            json.object("regroup", List.of("deviceId", "groupIds"))
                    .ifPresent(edit ->
                            customer.edit(
                                    new Edit.Regroup(edit.text("deviceId"), edit.texts("groupIds")),
                                    now));
            json.object("rename", List.of("id", "name"))
                    .ifPresent(edit ->
                            customer.edit(
                                    new Edit.Rename(edit.text("id"), edit.text("name")), now));
            if (json.has("ruleGroupParameters")) {
                customer.ruleGroupParameters(Set.copyOf(json.texts("ruleGroupParameters")));
            }
            json.texts("delete").forEach(id -> customer.edit(new Edit.Delete(id), now));
            json.object("enable", List.of("id", "enabled"))
                    .ifPresent(edit ->
                            customer.edit(
                                    new Edit.Enable(edit.text("id"), edit.flag("enabled", true)),
                                    now));
            json.object("move", List.of("deviceId", "to"))
                    .ifPresent(move ->
                            falcon.move(
                                    move.text("deviceId"),
                                    customer.tenant().name(),
                                    move.text("to")));
        } catch (IllegalArgumentException e) {
            throw new BadControl(e.getMessage());
        }
        return show(request);
    }

    private static FindingChange findings(StrictObject json, Instant now) {
        return new FindingChange(
                json.share("closed", 0),
                json.share("touched", 0),
                Set.copyOf(json.texts("closedIds")),
                Set.copyOf(json.texts("reopenedIds")),
                now);
    }
}
