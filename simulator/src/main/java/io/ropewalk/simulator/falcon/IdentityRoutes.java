package io.ropewalk.simulator.falcon;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.estate.Mix;
import io.ropewalk.simulator.falcon.Route.Access;
import io.ropewalk.simulator.http.HttpAnswer;
import io.ropewalk.simulator.identity.Field;
import io.ropewalk.simulator.identity.GraphQlFault;
import io.ropewalk.simulator.identity.QueryParser;
import io.ropewalk.simulator.identity.Schema;
import io.ropewalk.simulator.identity.Users;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Identity Protection's GraphQL, as far as users are listed with it. A query that is wrong is
 * answered with 200 and {@code errors}, as the service does.
 */
final class IdentityRoutes implements RouteGroup {
    private static final String ENTITIES = "Identity Protection Entities:read";
    private static final Access WRITE =
            new Access.Bearer("Identity Protection GraphQL:write", "identity-protection", false);
    private static final int MOST = 1000;
    private static final int USUAL = 100;
    private static final JsonMapper MAPPER = new JsonMapper();

    /** Arguments of {@code entities} and the values they may have here; none for any. */
    private static final Map<String, Set<Object>> ARGUMENTS =
            Map.of(
                    "types", Set.of(List.of(new QueryParser.Name("USER"))),
                    "archived", Set.of(new QueryParser.Name("false")),
                    "learned", Set.of(new QueryParser.Name("false")),
                    "sortKey", Set.of(new QueryParser.Name("PRIMARY_DISPLAY_NAME")),
                    "sortOrder", Set.of(new QueryParser.Name("ASCENDING")),
                    "first", Set.of(),
                    "after", Set.of());

    @Override
    public List<Route> routes() {
        return List.of(new Route("api.preempt.proxy.post.graphql", WRITE, IdentityRoutes::graphql));
    }

    private static Reply graphql(Call call) {
        var scopes = call.customer().tenant().scopes();
        if (!scopes.contains("*") && !scopes.contains(ENTITIES)) {
            throw Refusal.expected(403, Gateway.ACCESS_DENIED);
        }
        var answer = JsonNodeFactory.instance.objectNode();
        try {
            answer.putObject("data").set("entities", entities(call, query(call)));
        } catch (GraphQlFault wrong) {
            call.mistakes().accept("bad-graphql", wrong.getMessage());
            answer.removeAll();
            answer.putArray("errors").addObject().put("message", wrong.getMessage());
        }
        answer.putObject("extensions").put("remainingPoints", 499_000).put("consumedPoints", 1);
        return new Reply.Plain(HttpAnswer.json(200, out -> out.raw(answer.toString())));
    }

    private static String query(Call call) {
        JsonNode body;
        try {
            body = MAPPER.readTree(call.request().body());
        } catch (JsonProcessingException e) {
            body = null;
        }
        if (body == null
                || !body.isObject()
                || body.size() != 1
                || !body.path("query").isTextual()) {
            throw Refusal.mistake(400, "bad-body", "the body must be {\"query\": \"...\"}");
        }
        return body.path("query").asText();
    }

    private static JsonNode entities(Call call, String query) {
        var roots = QueryParser.parse(query);
        var root = roots.getFirst();
        if (roots.size() != 1 || !root.name().equals("entities") || root.selection().isEmpty()) {
            throw new GraphQlFault("The query must select entities, and nothing beside it.");
        }
        check(root);
        var first = number(root);
        var spec = call.customer().estate().spec();
        var users = new Users(spec.seed(), spec.asOf(), spec.hosts()).byName();
        var walk = Mix.of(call.customer().tenant().cid() + "identity");
        var from = start(root, walk);
        var end = Math.min(users.size(), from + first);
        var page = damaged(call, users, from, end);
        var more = end < users.size();
        var connection = JsonNodeFactory.instance.objectNode();
        connection.putArray("nodes").addAll(page);
        var info = connection.putObject("pageInfo").put("hasNextPage", more);
        info.put(
                "endCursor",
                page.isEmpty() && !more
                        ? null
                        : new Cursor(walk, call.now(), call.now(), end, 0).text());
        return Schema.pick(root.selection(), "EntityConnection", connection);
    }

    private static void check(Field root) {
        root.arguments()
                .forEach((name, value) -> {
                    var allowed = ARGUMENTS.get(name);
                    if (allowed == null) {
                        throw new GraphQlFault(
                                "Unknown argument \"%s\" on field \"entities\".".formatted(name));
                    }
                    if (!allowed.isEmpty() && !allowed.contains(value)) {
                        throw new GraphQlFault(
                                "Argument \"%s\" has a value that is not simulated."
                                        .formatted(name));
                    }
                });
        if (!root.arguments().containsKey("types")) {
            throw new GraphQlFault(
                    "Without types all entities are asked for; only users exist here.");
        }
    }

    private static int number(Field root) {
        if (!(root.arguments().getOrDefault("first", USUAL) instanceof Integer first)
                || first < 1
                || first > MOST) {
            throw new GraphQlFault("first must lie between 1 and " + MOST + ".");
        }
        return first;
    }

    private static int start(Field root, long walk) {
        var after = root.arguments().get("after");
        if (after == null) {
            return 0;
        }
        return Cursor.parse(after instanceof String text ? text : "")
                .filter(cursor -> cursor.query() == walk)
                .orElseThrow(() -> new GraphQlFault("Invalid cursor."))
                .rank();
    }

    private static List<ObjectNode> damaged(Call call, List<ObjectNode> users, int from, int end) {
        var start = Math.min(from, users.size());
        var page = users.subList(start, Math.max(start, end));
        if (call.pageFault().isEmpty()) {
            return page;
        }
        return switch (call.pageFault().get()) {
            case Fault.ShortPage cut -> page.subList(0, Math.max(0, page.size() - cut.drop()));
            case Fault.EmptyPage _, Fault.EmptyListing _ -> List.of();
            case Fault.DuplicatePage _ -> {
                var before = Math.max(0, start - page.size());
                yield users.subList(before, before + page.size());
            }
            case Fault.OmitField omitted ->
                    page.stream().map(user -> without(user, omitted.field())).toList();
            // The listing has no total.
            case Fault.TotalDrift _ -> page;
        };
    }

    private static ObjectNode without(ObjectNode user, String field) {
        var copy = user.deepCopy();
        copy.remove(field);
        return copy;
    }
}
