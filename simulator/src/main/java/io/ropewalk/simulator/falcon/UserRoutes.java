package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.estate.ConsoleUser;
import io.ropewalk.simulator.falcon.Items.Item;
import io.ropewalk.simulator.falcon.Route.Access;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The read side of user management. */
final class UserRoutes implements RouteGroup {
    private static final Access READ =
            new Access.Bearer("User management:read", "usermgmtsvc", false);
    private static final Set<String> FIELDS =
            Set.of(
                    "assigned_cids",
                    "cid",
                    "direct_assigned_cids",
                    "factors",
                    "first_name",
                    "has_temporary_roles",
                    "last_name",
                    "name",
                    "status",
                    "temporarily_assigned_cids",
                    "uid",
                    "uuid");
    private static final Set<String> GRANT_FIELDS = Set.of("expires_at", "role_id", "role_name");

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("queryUserV1", READ, call -> users(call).ids(call)),
                new Route(
                        "retrieveUsersGETV1",
                        READ,
                        call -> users(call).found(call, PostedIds.read(call, "ids"))),
                new Route("CombinedUserRolesV2", READ, UserRoutes::grants),
                new Route("queriesRolesV1", READ, UserRoutes::roleIds),
                new Route(
                        "entitiesRolesV1",
                        READ,
                        call -> roles(call).entities(call, call.arguments().list("ids"))),
                new Route(
                        "entitiesRolesGETV2",
                        READ,
                        call -> roles(call).entities(call, PostedIds.read(call, "ids"))));
    }

    private static List<ConsoleUser> all(Call call) {
        var customer = call.customer();
        return ConsoleUser.of(customer.estate(), customer.tenant().inventory().users());
    }

    private static Items users(Call call) {
        var cid = call.customer().tenant().cid();
        return new Items(
                "user",
                FIELDS,
                "uid.asc",
                all(call).stream()
                        .map(user ->
                                new Item(
                                        user.uuid(),
                                        fields(user, cid),
                                        json -> user.writeTo(cid, json)))
                        .toList());
    }

    private static Map<String, List<String>> fields(ConsoleUser user, String cid) {
        return Map.ofEntries(
                Map.entry("uuid", List.of(user.uuid())),
                Map.entry("uid", List.of(user.uid())),
                Map.entry("cid", List.of(cid)),
                Map.entry("cid_name", List.of(cid)),
                Map.entry("assigned_cids", List.of(cid)),
                Map.entry("direct_assigned_cids", List.of(cid)),
                Map.entry("factors", user.factors()),
                Map.entry("first_name", List.of(user.firstName())),
                Map.entry("last_name", List.of(user.lastName())),
                Map.entry("name", List.of(user.firstName() + " " + user.lastName())),
                Map.entry("has_temporary_roles", List.of("false")),
                Map.entry("status", List.of(user.active() ? "active" : "inactive")),
                Map.entry("created_at", List.of(user.created())),
                Map.entry(
                        "last_login_at",
                        user.lastLogin().isEmpty() ? List.of() : List.of(user.lastLogin())));
    }

    private static ConsoleUser user(Call call, String uuid) {
        return all(call).stream()
                .filter(user -> user.uuid().equals(uuid))
                .findFirst()
                .orElseThrow(() -> Refusal.expected(400, "user not found: " + uuid));
    }

    private static Reply grants(Call call) {
        var cid = call.customer().tenant().cid();
        var user = user(call, call.arguments().text("user_uuid").orElse(""));
        var names =
                ConsoleUser.ROLES.stream()
                        .collect(Collectors.toMap(ConsoleUser.Role::id, ConsoleUser.Role::name));
        var grants =
                user.roles().stream()
                        .map(role ->
                                new Item(
                                        role,
                                        Map.of(
                                                "role_id",
                                                List.of(role),
                                                "role_name",
                                                List.of(names.get(role))),
                                        json -> {
                                            json.text("uuid", user.uuid()).text("cid", cid);
                                            json.text("role_id", role);
                                            json.text("role_name", names.get(role));
                                            json.text("grant_type", "direct");
                                            json.text("user_type", "human");
                                        }))
                        .toList();
        return new Items("grant", GRANT_FIELDS, "role_name.asc", grants).whole(call);
    }

    private static Items roles(Call call) {
        var cid = call.customer().tenant().cid();
        return new Items(
                "role",
                Set.of(),
                "id.asc",
                ConsoleUser.ROLES.stream()
                        .map(role ->
                                new Item(
                                        role.id(),
                                        Map.of("id", List.of(role.id())),
                                        json -> {
                                            json.text("id", role.id()).text("cid", cid);
                                            json.text("display_name", role.name());
                                            json.text("description", role.name());
                                            json.text("type", "default").flag("is_global", true);
                                        }))
                        .toList());
    }

    private static Reply roleIds(Call call) {
        var granted =
                call.arguments()
                        .text("user_uuid")
                        .map(uuid -> Set.copyOf(user(call, uuid).roles()));
        var all = roles(call);
        var left =
                all.all().stream()
                        .filter(role -> granted.map(ids -> ids.contains(role.id())).orElse(true))
                        .toList();
        return new Items(all.noun(), all.fields(), all.sort(), left).ids(call);
    }
}
