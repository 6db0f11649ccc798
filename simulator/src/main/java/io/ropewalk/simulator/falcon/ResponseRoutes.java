package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.estate.ConsoleUser;
import io.ropewalk.simulator.estate.HostReader;
import io.ropewalk.simulator.estate.Mix;
import io.ropewalk.simulator.falcon.Items.Item;
import io.ropewalk.simulator.falcon.Route.Access;
import io.ropewalk.simulator.http.HttpAnswer;
import io.ropewalk.simulator.records.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Who opened remote shells on hosts, by the audit. Errors have a form of their own. */
final class ResponseRoutes implements RouteGroup {
    private static final Access READ =
            new Access.Bearer("real-time-response-audit:read", "rtr-audit", false);
    private static final int SESSIONS = 60;
    private static final int HOSTS = 200;
    private static final int MAX_LIMIT = 1000;
    private static final List<String> COMMANDS = List.of("ls", "ps", "netstat", "get", "reg query");
    private static final Set<String> FIELDS =
            Set.of(
                    "id",
                    "aid",
                    "hostname",
                    "user_id",
                    "origin",
                    "base_command",
                    "offline_queued",
                    "commands_queued",
                    "created_at",
                    "updated_at",
                    "deleted_at");

    /** One session. */
    private record Session(
            String id,
            String aid,
            String hostname,
            String userId,
            String userUuid,
            Instant created,
            Duration length,
            List<String> commands) {
        private Map<String, List<String>> fields() {
            return Map.ofEntries(
                    Map.entry("id", List.of(id)),
                    Map.entry("aid", List.of(aid)),
                    Map.entry("hostname", List.of(hostname)),
                    Map.entry("user_id", List.of(userId)),
                    Map.entry("origin", List.of("direct")),
                    Map.entry("base_command", commands),
                    Map.entry("offline_queued", List.of("false")),
                    Map.entry("commands_queued", List.of("false")),
                    Map.entry("created_at", List.of(created.toString())),
                    Map.entry("updated_at", List.of(created.plus(length).toString())),
                    Map.entry("deleted_at", List.of(created.plus(length).toString())));
        }
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("RTRAuditSessions", READ, ResponseRoutes::sessions));
    }

    private static Reply sessions(Call call) {
        try {
            check(call);
            return items(call).whole(call);
        } catch (Refusal e) {
            e.violation().ifPresent(kind -> call.mistakes().accept(kind, e.getMessage()));
            return new Reply.Plain(
                    HttpAnswer.json(
                            e.status(),
                            out ->
                                    out.raw("{\n \"code\": ")
                                            .decimal(e.status())
                                            .raw(",\n \"message\": ")
                                            .quoted(e.getMessage())
                                            .raw("\n}\n")));
        }
    }

    /** Both numbers are declared as texts. */
    private static void check(Call call) {
        for (var name : List.of("limit", "offset")) {
            var text = call.arguments().text(name).orElse("1");
            if (!text.matches("[0-9]{1,6}")) {
                throw Refusal.mistake(400, "wrong-type", "'" + name + "' is no number");
            }
        }
        var limit = call.arguments().number("limit", 1);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Refusal.mistake(400, "beyond-limit", "limit must be 1 to " + MAX_LIMIT);
        }
        var sort = call.arguments().text("sort").orElse("created_at|desc").replace('|', '.');
        var field = sort.indexOf('.') < 0 ? sort : sort.substring(0, sort.indexOf('.'));
        if (!Set.of("created_at", "updated_at", "deleted_at").contains(field)) {
            throw Refusal.mistake(400, "bad-sort", "cannot sort by '" + field + "'");
        }
    }

    private static Items items(Call call) {
        var customer = call.customer();
        var estate = customer.estate();
        var keys = Arrays.stream(estate.keys(false)).limit(HOSTS).toArray();
        var users = ConsoleUser.of(estate, customer.tenant().inventory().users());
        var host = estate.host();
        var reader = new HostReader(host);
        var count = keys.length == 0 || users.isEmpty() ? 0 : SESSIONS;
        var sessions =
                IntStream.range(0, count)
                        .mapToObj(number -> {
                            var hash = Mix.mix(estate.spec().seed() ^ 0x727472, number);
                            var key = keys[(int) Long.remainderUnsigned(hash, keys.length)];
                            host.at(key);
                            var user = users.get(number % users.size());
                            return new Session(
                                    "%016x%016x".formatted(hash, Mix.mix(hash)),
                                    estate.deviceId(key),
                                    reader.first("hostname"),
                                    user.uid(),
                                    user.uuid(),
                                    estate.spec().asOf().minus(Duration.ofHours(5L * number + 2)),
                                    Duration.ofMinutes(1 + Long.remainderUnsigned(hash, 9)),
                                    COMMANDS.subList(0, 1 + number % COMMANDS.size()));
                        })
                        .toList();
        var withLogs = call.arguments().text("with_command_info").filter("true"::equals);
        var cid = estate.spec().cid();
        return new Items(
                "session",
                FIELDS,
                "created_at.desc",
                sessions.stream()
                        .map(it ->
                                new Item(
                                        it.id,
                                        it.fields(),
                                        json -> write(it, cid, withLogs.isPresent(), json)))
                        .toList());
    }

    private static void write(Session session, String cid, boolean withLogs, Json json) {
        json.text("id", session.id).text("cid", cid).text("device_id", session.aid);
        json.text("hostname", session.hostname).text("platform_name", "Windows");
        json.text("user_id", session.userId).text("user_uuid", session.userUuid);
        json.text("origin", "direct").number("duration", session.length.toSeconds());
        json.flag("offline_queued", false).flag("commands_queued", false);
        json.texts("cloud_request_ids", List.of());
        var ended = session.created.plus(session.length).toString();
        json.text("created_at", session.created.toString());
        json.text("updated_at", ended).text("deleted_at", ended);
        json.objects(
                "logs",
                withLogs ? session.commands : List.<String>of(),
                command -> {
                    json.text("session_id", session.id).text("base_command", command);
                    json.text("command_string", command).text("current_directory", "C:\\");
                    json.text("cloud_request_id", "").number("id", command.length());
                    json.text("created_at", session.created.toString()).text("updated_at", ended);
                });
    }
}
