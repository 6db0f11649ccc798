package io.ropewalk.simulator.discover;

import static java.util.Map.entry;

import io.ropewalk.simulator.estate.Estate;
import io.ropewalk.simulator.estate.Host;
import io.ropewalk.simulator.estate.Mix;
import io.ropewalk.simulator.estate.Times;
import io.ropewalk.simulator.http.ByteSink;
import io.ropewalk.simulator.records.Json;
import io.ropewalk.simulator.records.Row;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * Logins on hosts that people use: the last one, which the host's record names too, up to two
 * before it, and on some a failed one.
 */
public final class Logins extends Collection<Logins.Login> {
    private static final String COLLECTION = "logins";
    private static final long PURPOSE = Mix.of(COLLECTION);
    private static final long DAY = 86_400;
    private static final Map<String, Function<Login, List<String>>> TABLE =
            Map.ofEntries(
                    entry("id", login -> List.of(login.id())),
                    entry("cid", login -> List.of(login.view.cid())),
                    entry("aid", login -> List.of(login.view.aid())),
                    entry("host_id", login -> List.of(login.view.assetId())),
                    entry("hostname", login -> login.view.one("hostname")),
                    entry("username", login -> List.of(login.username())),
                    entry("account_id", login -> List.of(login.accountId())),
                    entry("account_name", login -> List.of(login.accountName())),
                    entry("account_type", login -> List.of(login.accountType())),
                    entry("user_sid", login -> login.view.one("last_login_user_sid")),
                    entry("login_status", login -> List.of(login.status())),
                    entry("login_type", _ -> List.of("Interactive")),
                    entry("login_domain", login -> login.view.one("machine_domain")),
                    entry("login_timestamp", login -> List.of(Times.text(login.time()))));

    private final Estate estate;
    private final DiscoverIds ids;

    public Logins(Estate estate) {
        super(TABLE);
        this.estate = estate;
        this.ids = new DiscoverIds(estate.spec().cid(), COLLECTION);
    }

    /** How many a host has, the failed one included. */
    static int count(Host host) {
        return host.account().isEmpty() ? 0 : successful(host) + failed(host);
    }

    /** How many successful logins of a host are kept. */
    public static int successful(Host host) {
        return host.account().isEmpty() ? 0 : 1 + (int) Long.remainderUnsigned(draw(host), 3);
    }

    private static int failed(Host host) {
        return (draw(host) >>> 8 & 7) == 0 ? 1 : 0;
    }

    private static long draw(Host host) {
        return host.draw(PURPOSE, -1);
    }

    /** When a host's login happened, in seconds since the epoch; 0 is the last one. */
    public static long time(Host host, int number) {
        return host.lastSeen() - 1800 - number * DAY;
    }

    @Override
    public void forEach(LongConsumer places) {
        var host = estate.host();
        for (var slot : estate.slots()) {
            var count = count(host.at(estate.keyAt(slot)));
            for (var number = 0; number < count; number++) {
                places.accept((long) slot * View.PER_HOST + number);
            }
        }
    }

    @Override
    public OptionalLong find(String id) {
        return ids.parse(id)
                .filter(target ->
                        estate.isVisible(target.key())
                                && target.number() < count(estate.host().at(target.key())))
                .map(target ->
                        OptionalLong.of(
                                (long) estate.slotOf(target.key()) * View.PER_HOST
                                        + target.number()))
                .orElseGet(OptionalLong::empty);
    }

    @Override
    public Login row() {
        return new Login();
    }

    /** One login at a time. */
    final class Login implements Row {
        private final View view = new View(estate);
        private final DiscoverIds accounts =
                new DiscoverIds(estate.spec().cid(), Accounts.COLLECTION);
        private int number;

        @Override
        public void moveTo(long place) {
            number = view.moveTo(place);
        }

        @Override
        public String id() {
            return ids.of(view.host().key(), number);
        }

        private String username() {
            return view.first("last_login_user");
        }

        private String accountId() {
            return accounts.of(view.host().account().orElseThrow(), 0);
        }

        private String accountName() {
            var domain = view.first("machine_domain");
            return (domain.isEmpty() ? view.first("hostname") : domain) + "\\" + username();
        }

        private String accountType() {
            return view.first("machine_domain").isEmpty() ? "Local" : "Domain";
        }

        private String status() {
            return number < successful(view.host()) ? "Successful" : "Failed";
        }

        private long time() {
            return Logins.time(view.host(), number);
        }

        @Override
        public List<String> values(String field) {
            return Logins.this.values(this, field);
        }

        @Override
        public void writeTo(ByteSink out, Set<String> facets, String omitted) {
            Json.element(out, omitted, this::members);
        }

        private void members(Json json) {
            json.text("id", id()).text("cid", view.cid()).text("aid", view.aid());
            json.text("host_id", view.assetId()).textIfAny("hostname", view.first("hostname"));
            json.text("username", username()).text("account_id", accountId());
            json.text("account_name", accountName()).text("account_type", accountType());
            json.textIfAny("user_sid", view.first("last_login_user_sid"));
            json.text("admin_privileges", "No").text("local_admin_privileges", "No");
            json.text("login_status", status()).text("login_type", "Interactive");
            json.textIfAny("login_domain", view.first("machine_domain"));
            json.text("login_timestamp", Times.text(time())).number("login_event_count", 1);
            json.text("local_ip", view.first("local_ip")).flag("is_suspicious", false);
            if (status().equals("Failed")) {
                json.text("failure_description", "Invalid password entered");
            }
        }
    }
}
