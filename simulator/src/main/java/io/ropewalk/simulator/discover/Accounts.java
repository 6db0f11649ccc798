package io.ropewalk.simulator.discover;

import static java.util.Map.entry;

import io.ropewalk.simulator.estate.Estate;
import io.ropewalk.simulator.estate.Host;
import io.ropewalk.simulator.estate.Times;
import io.ropewalk.simulator.http.ByteSink;
import io.ropewalk.simulator.records.Json;
import io.ropewalk.simulator.records.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** Who logs in on hosts. Held is one number per account: the host it was last used on. */
public final class Accounts extends Collection<Accounts.Account> {
    static final String COLLECTION = "accounts";

    private static final Map<String, Function<Account, List<String>>> TABLE =
            Map.ofEntries(
                    entry("id", account -> List.of(account.id())),
                    entry("cid", account -> List.of(account.view.cid())),
                    entry("username", account -> account.view.one("last_login_user")),
                    entry("user_sid", account -> account.view.one("last_login_user_sid")),
                    entry("account_type", account -> List.of(account.type())),
                    entry("admin_privileges", _ -> List.of("No")),
                    entry("login_domain", account -> account.view.one("machine_domain")),
                    entry(
                            "last_successful_login_hostname",
                            account -> account.view.one("hostname")),
                    entry(
                            "last_successful_login_timestamp",
                            account -> List.of(Times.text(account.last()))),
                    entry(
                            "first_seen_timestamp",
                            account -> List.of(Times.text(account.view.host().firstSeen()))));
    private static final int NOWHERE = -1;

    private final Estate estate;
    private final DiscoverIds ids;
    private final int[] lastSlots = new int[Host.accounts()];

    public Accounts(Estate estate) {
        super(TABLE);
        this.estate = estate;
        this.ids = new DiscoverIds(estate.spec().cid(), COLLECTION);
        var times = new long[lastSlots.length];
        Arrays.fill(lastSlots, NOWHERE);
        var host = estate.host();
        for (var slot : estate.slots()) {
            var account = host.at(estate.keyAt(slot)).account();
            if (account.isPresent() && Logins.time(host, 0) > times[account.getAsInt()]) {
                times[account.getAsInt()] = Logins.time(host, 0);
                lastSlots[account.getAsInt()] = slot;
            }
        }
    }

    @Override
    public void forEach(LongConsumer places) {
        for (var account = 0; account < lastSlots.length; account++) {
            if (lastSlots[account] != NOWHERE) {
                places.accept(account);
            }
        }
    }

    @Override
    public OptionalLong find(String id) {
        return ids.parse(id)
                .filter(target ->
                        target.number() == 0
                                && target.key() >= 0
                                && target.key() < lastSlots.length
                                && lastSlots[(int) target.key()] != NOWHERE)
                .map(target -> OptionalLong.of(target.key()))
                .orElseGet(OptionalLong::empty);
    }

    @Override
    public Account row() {
        return new Account();
    }

    /** One account at a time. */
    final class Account implements Row {
        private final View view = new View(estate);
        private int account;

        @Override
        public void moveTo(long place) {
            account = (int) place;
            view.moveTo((long) lastSlots[account] * View.PER_HOST);
        }

        @Override
        public String id() {
            return ids.of(account, 0);
        }

        private String type() {
            return view.first("machine_domain").isEmpty() ? "Local" : "Domain";
        }

        private long last() {
            return Logins.time(view.host(), 0);
        }

        @Override
        public List<String> values(String field) {
            return Accounts.this.values(this, field);
        }

        @Override
        public void writeTo(ByteSink out, Set<String> facets, String omitted) {
            Json.element(out, omitted, this::members);
        }

        private void members(Json json) {
            json.text("id", id()).text("cid", view.cid());
            json.text("username", view.first("last_login_user")).text("account_type", type());
            json.textIfAny("user_sid", view.first("last_login_user_sid"));
            json.text("admin_privileges", "No").text("local_admin_privileges", "No");
            json.textIfAny("login_domain", view.first("machine_domain"));
            json.text("first_seen_timestamp", Times.text(view.host().firstSeen()));
            json.text("last_successful_login_aid", view.aid());
            json.textIfAny("last_successful_login_hostname", view.first("hostname"));
            json.text("last_successful_login_timestamp", Times.text(last()));
            json.text("last_successful_login_type", "Interactive");
        }
    }
}
