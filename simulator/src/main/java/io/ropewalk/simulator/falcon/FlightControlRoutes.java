package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.Tenant;
import io.ropewalk.simulator.estate.Mix;
import io.ropewalk.simulator.falcon.Items.Item;
import io.ropewalk.simulator.falcon.Route.Access;
import io.ropewalk.simulator.http.ByteSink;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The children of a parent customer. A customer that is no parent has none. */
final class FlightControlRoutes implements RouteGroup {
    private static final Access READ = new Access.Bearer("Flight Control:read", "msp-api", true);
    private static final int DEFAULT_LIMIT = 10;

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("queryChildren", READ, call -> children(call).ids(call)),
                new Route(
                        "getChildren",
                        READ,
                        call -> children(call).entities(call, call.arguments().list("ids"))),
                new Route(
                        "getChildrenV2",
                        READ,
                        call -> children(call).entities(call, PostedIds.read(call, "ids"))));
    }

    private static Items children(Call call) {
        var parent = call.customer().tenant();
        return new Items(
                "child",
                Set.of("child_cid", "name", "status", "last_modified_timestamp"),
                "last_modified_timestamp.desc",
                parent.members().stream()
                        .map(child -> item(parent, child, call.customer()))
                        .toList(),
                DEFAULT_LIMIT);
    }

    private static Item item(Tenant parent, Tenant child, Customer customer) {
        var modified = customer.estate().spec().asOf().minusSeconds(Mix.of(child.cid()) >>> 40);
        return new Item(
                child.cid(),
                Map.of(
                        "child_cid",
                        List.of(child.cid()),
                        "name",
                        List.of(child.name()),
                        "status",
                        List.of("active"),
                        "last_modified_timestamp",
                        List.of(modified.toString())),
                json -> {
                    json.text("child_cid", child.cid()).text("child_of", parent.cid());
                    json.text("checksum", ByteSink.growing(2).hex(Mix.of(child.cid()), 2).text());
                    json.text("name", child.name()).text("status", "active");
                });
    }
}
