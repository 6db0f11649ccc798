package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.estate.HostGroup;
import io.ropewalk.simulator.falcon.Items.Item;
import io.ropewalk.simulator.falcon.Route.Access;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The read side of the Host Group collection. */
final class HostGroupRoutes implements RouteGroup {
    private static final Access READ = new Access.Bearer("Host Groups:read", "device-api", true);
    private static final Set<String> FIELDS =
            Set.of(
                    "id",
                    "name",
                    "description",
                    "group_type",
                    "assignment_rule",
                    "created_by",
                    "created_timestamp",
                    "modified_by",
                    "modified_timestamp");

    private final HostQueries queries;

    HostGroupRoutes(HostQueries queries) {
        this.queries = queries;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("queryHostGroups", READ, call -> groups(call).ids(call)),
                new Route("queryCombinedHostGroups", READ, call -> groups(call).whole(call)),
                new Route(
                        "getHostGroups",
                        READ,
                        call -> groups(call).entities(call, call.arguments().list("ids"))),
                new Route("queryGroupMembers", READ, call -> members(call, false)),
                new Route("queryCombinedGroupMembers", READ, call -> members(call, true)));
    }

    private static Items groups(Call call) {
        return new Items(
                "group", FIELDS, "name.asc", items(HostGroup.of(call.customer().estate())));
    }

    private static List<Item> items(List<HostGroup> groups) {
        return groups.stream()
                .map(group -> {
                    var fields = new HashMap<String, List<String>>();
                    group.fields().forEach((name, value) -> fields.put(name, List.of(value)));
                    return new Item(group.id(), fields, group::writeTo);
                })
                .toList();
    }

    private Reply members(Call call, boolean full) {
        return queries.members(call, full, narrowed(call));
    }

    /** The filter and the group combine. */
    private static Optional<String> narrowed(Call call) {
        var id = call.arguments().text("id");
        if (id.isEmpty()) {
            return id;
        }
        var known =
                HostGroup.of(call.customer().estate()).stream()
                        .anyMatch(group -> group.id().equals(id.get()));
        if (!known) {
            throw Refusal.expected(404, "group not found: " + id.get());
        }
        return id.map(group -> "groups:'" + group + "'");
    }
}
