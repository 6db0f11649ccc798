package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.alert.AlertEntry;
import io.ropewalk.simulator.estate.ConsoleUser;
import io.ropewalk.simulator.estate.Mix;
import io.ropewalk.simulator.falcon.Items.Item;
import io.ropewalk.simulator.falcon.Route.Access;
import io.ropewalk.simulator.records.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The read side of case management, which took the place of incidents. Each customer has a few
 * cases; their evidence are alerts that are listed.
 */
final class CaseRoutes implements RouteGroup {
    private static final Access READ = new Access.Bearer("Cases:read", "cases", true);
    private static final int CASES = 24;
    private static final int WINDOW = 10_000;
    private static final int DEFAULT_LIMIT = 100;
    private static final List<String> STATUSES =
            List.of("new", "in_progress", "closed", "reopened");
    private static final List<Integer> SEVERITIES = List.of(10, 30, 50, 70, 90);
    private static final Set<String> FIELDS =
            Set.of(
                    "id",
                    "cid",
                    "reference_id",
                    "name",
                    "description",
                    "status",
                    "severity",
                    "tags",
                    "assigned_to_name",
                    "assigned_to_uuid",
                    "assigned_to_userid",
                    "created_timestamp",
                    "updated_timestamp",
                    "evidence.alerts.id");

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("queries_cases_get_v1", READ, CaseRoutes::query),
                new Route("entities_cases_post_v2", READ, CaseRoutes::entities));
    }

    private static Reply query(Call call) {
        var limit = call.arguments().number("limit", DEFAULT_LIMIT);
        if ((long) call.arguments().number("offset", 0) + limit > WINDOW) {
            throw Refusal.mistake(400, "beyond-window", "offset + limit is beyond " + WINDOW);
        }
        return items(call).ids(call);
    }

    private static Reply entities(Call call) {
        return items(call).entities(call, PostedIds.read(call, "ids"));
    }

    private static Items items(Call call) {
        var cases = IntStream.range(0, CASES).mapToObj(number -> item(call, number)).toList();
        return new Items("case", FIELDS, "created_timestamp.desc", cases, DEFAULT_LIMIT);
    }

    private static Item item(Call call, int number) {
        var customer = call.customer();
        var spec = customer.estate().spec();
        var hash = Mix.mix(spec.seed() ^ Mix.of(spec.cid()), 0xca5e + number);
        var id = "%016x%016x".formatted(hash, Mix.mix(hash));
        var created = spec.asOf().minus(Duration.ofHours(7L * number + 1));
        var status = STATUSES.get(number % STATUSES.size());
        var severity = SEVERITIES.get((int) Long.remainderUnsigned(hash, SEVERITIES.size()));
        var users = ConsoleUser.of(customer.estate(), customer.tenant().inventory().users());
        var assignee =
                number % 3 == 0 || users.isEmpty()
                        ? Optional.<ConsoleUser>empty()
                        : Optional.of(users.get(number % users.size()));
        var evidence = evidence(call, number);
        var fields =
                Map.ofEntries(
                        Map.entry("id", List.of(id)),
                        Map.entry("cid", List.of(spec.cid())),
                        Map.entry("reference_id", List.of("CASE-" + (1000 + number))),
                        Map.entry("name", List.of("Case of host " + number)),
                        Map.entry("description", List.of("Alerts that belong together.")),
                        Map.entry("status", List.of(status)),
                        Map.entry("severity", List.of(Integer.toString(severity))),
                        Map.entry("tags", List.of("sim")),
                        Map.entry(
                                "assigned_to_name",
                                assignee.map(it -> it.firstName() + " " + it.lastName()).stream()
                                        .toList()),
                        Map.entry(
                                "assigned_to_uuid",
                                assignee.map(ConsoleUser::uuid).stream().toList()),
                        Map.entry(
                                "assigned_to_userid",
                                assignee.map(ConsoleUser::uid).stream().toList()),
                        Map.entry("created_timestamp", List.of(created.toString())),
                        Map.entry(
                                "updated_timestamp",
                                List.of(created.plus(Duration.ofMinutes(30)).toString())),
                        Map.entry("evidence.alerts.id", evidence));
        return new Item(id, fields, json -> write(fields, severity, created, json));
    }

    private static List<String> evidence(Call call, int number) {
        var alerts = AlertRoutes.store(call).all();
        return IntStream.range(0, Math.min(2, alerts.size()))
                .mapToObj(which -> alerts.get((number * 2 + which) % alerts.size()))
                .map(AlertEntry::compositeId)
                .toList();
    }

    private static void write(
            Map<String, List<String>> fields, int severity, Instant created, Json json) {
        for (var name : List.of("id", "cid", "reference_id", "name", "description", "status")) {
            json.text(name, fields.get(name).getFirst());
        }
        json.number("severity", severity).number("version", 1);
        json.texts("tags", fields.get("tags"));
        for (var name : List.of("assigned_to_name", "assigned_to_uuid", "assigned_to_userid")) {
            fields.get(name).forEach(value -> json.text(name, value));
        }
        json.text("created_timestamp", created.toString());
        json.text("updated_timestamp", fields.get("updated_timestamp").getFirst());
        json.object(
                "evidence",
                evidence ->
                        evidence.objects(
                                "alerts",
                                fields.get("evidence.alerts.id"),
                                alert -> evidence.text("id", alert)));
    }
}
