package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.discover.Logins;
import io.ropewalk.simulator.estate.Host;
import io.ropewalk.simulator.estate.HostReader;
import io.ropewalk.simulator.estate.Times;
import io.ropewalk.simulator.falcon.Route.Access;
import io.ropewalk.simulator.records.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Who logged in on hosts, and which addresses they had. */
final class HistoryRoutes implements RouteGroup {
    private static final Access READ = new Access.Bearer("Hosts:read", "device-api", false);
    private static final int MAX_IDS = 500;
    private static final int MAX_IDS_V2 = 10;
    private static final int DEFAULT_LOGINS = 10;
    private static final int MANY = 100;
    private static final long DAY = 86_400;
    private static final Pattern RELATIVE = Pattern.compile("now(?:-([0-9]{1,4})d)?");

    @FunctionalInterface
    private interface Entry {
        void write(Host host, HostReader reader, Json json);
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route(
                        "QueryDeviceLoginHistory",
                        READ,
                        call -> answer(call, MAX_IDS, logins(MANY, _ -> true))),
                new Route("QueryDeviceLoginHistoryV2", READ, HistoryRoutes::limited),
                new Route(
                        "QueryGetNetworkAddressHistoryV1",
                        READ,
                        call -> answer(call, MAX_IDS, HistoryRoutes::addresses)));
    }

    private static Reply limited(Call call) {
        var limit = call.arguments().number("limit", DEFAULT_LOGINS);
        var from = time(call, "from", "now-7d");
        var to = time(call, "to", "now");
        return answer(call, MAX_IDS_V2, logins(limit, at -> at >= from && at <= to));
    }

    private static long time(Call call, String name, String otherwise) {
        var text = call.arguments().text(name).orElse(otherwise);
        var relative = RELATIVE.matcher(text);
        if (relative.matches()) {
            var days = relative.group(1) == null ? 0 : Long.parseLong(relative.group(1));
            return call.now().minus(Duration.ofDays(days)).getEpochSecond();
        }
        try {
            return Instant.parse(text).getEpochSecond();
        } catch (DateTimeParseException e) {
            throw Refusal.mistake(400, "wrong-type", "'" + name + "' is no time");
        }
    }

    private static Reply answer(Call call, int most, Entry entry) {
        var ids = PostedIds.read(call, "ids");
        if (ids.size() > most) {
            throw Refusal.mistake(400, "too-many-items", "at most " + most + " ids in one call");
        }
        var estate = call.customer().estate();
        var known = ids.stream().distinct().filter(id -> estate.keyOf(id).isPresent()).toList();
        return Call.ok(
                Envelope.of(
                        call.meta(),
                        out -> {
                            var host = estate.host();
                            var reader = new HostReader(host);
                            var separator = "";
                            for (var id : known) {
                                host.at(estate.keyOf(id).orElseThrow());
                                out.raw(separator);
                                Json.element(
                                        out,
                                        Span.omitted(call.pageFault()),
                                        json -> {
                                            json.text("device_id", id);
                                            json.text("cid", estate.spec().cid());
                                            entry.write(host, reader, json);
                                        });
                                separator = ",";
                            }
                        }));
    }

    private static Entry logins(int limit, LongPredicate wanted) {
        return (host, reader, json) ->
                json.objects(
                        "recent_logins",
                        IntStream.range(0, Logins.successful(host))
                                .filter(number -> wanted.test(Logins.time(host, number)))
                                .limit(limit)
                                .boxed()
                                .toList(),
                        number -> {
                            json.text("user_name", reader.first("last_login_user"));
                            json.text("login_time", Times.text(Logins.time(host, number)));
                        });
    }

    /** The address it has, and the one it had a week before. */
    private static void addresses(Host host, HostReader reader, Json json) {
        var now = reader.first("local_ip");
        var site = now.substring(0, now.lastIndexOf('.') + 1);
        json.objects(
                "history",
                List.of(0, 1),
                which -> {
                    json.text("ip_address", which == 0 ? now : site + "253");
                    json.text("mac_address", reader.first("mac_address"));
                    json.text("timestamp", Times.text(host.lastSeen() - which * 7 * DAY));
                });
    }
}
