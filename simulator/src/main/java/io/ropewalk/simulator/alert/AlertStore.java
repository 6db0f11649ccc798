package io.ropewalk.simulator.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ropewalk.simulator.alert.AlertChange.Action;
import io.ropewalk.simulator.alert.AlertSeed.HostName;
import io.ropewalk.simulator.alert.AlertState.Assignee;
import io.ropewalk.simulator.estate.Mix;
import io.ropewalk.simulator.graph.AlertId;
import io.ropewalk.simulator.graph.Alerts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The alerts of one customer. Thread-safe. */
public final class AlertStore {
    private static final int HOSTS = 50;
    private static final int LOGGED = 20_000;

    private final long seed;
    private final String cid;
    private final Instant asOf;
    private final Supplier<List<HostName>> hosts;
    private final Map<String, AlertEntry> byId = new LinkedHashMap<>();
    private final List<Patch> log = new ArrayList<>();
    private final AlertListing listing = new AlertListing(this);
    private volatile AlertRules rules = AlertRules.DEFAULT;
    private volatile double hiddenShare;
    private long number;
    private long revision;

    /**
     * One PATCH, as it arrived.
     *
     * @param written ids it was applied to
     */
    public record Patch(
            Instant at,
            String traceId,
            int status,
            List<String> ids,
            List<Action> actions,
            List<String> written) {
        public Patch {
            ids = List.copyOf(ids);
            actions = List.copyOf(actions);
            written = List.copyOf(written);
        }
    }

    /**
     * An empty one.
     *
     * @param seed decides what the alerts say
     * @param hosts the hosts they may be about
     */
    public AlertStore(long seed, String cid, Instant asOf, Supplier<List<HostName>> hosts) {
        this.seed = seed;
        this.cid = cid;
        this.asOf = asOf;
        this.hosts = hosts;
    }

    public AlertRules rules() {
        return rules;
    }

    public synchronized void rules(AlertRules value) {
        rules = value;
        revision++;
    }

    public AlertListing listing() {
        return listing;
    }

    /** Share of the alerts beyond the listed ones that are hidden. */
    public void hiddenShare(double share) {
        hiddenShare = share;
    }

    Alerts base() {
        return new Alerts(seed, asOf, hiddenShare);
    }

    public synchronized long revision() {
        return revision;
    }

    /** Forgets all alerts and the log of writes. */
    public synchronized void clear() {
        byId.clear();
        log.clear();
        number = 0;
        revision++;
    }

    /** Adds alerts by number. */
    public synchronized void seed(AlertSeed spec, Instant now) {
        var known = hosts.get();
        var owner =
                new AlertSeed.Owner(
                        Mix.mix(seed, 0x616c), cid, known.isEmpty() ? invented() : known);
        for (var entry : spec.entries(owner, number, now)) {
            byId.put(entry.compositeId(), entry);
        }
        number += spec.count();
        revision++;
    }

    private List<HostName> invented() {
        var all = new ArrayList<HostName>();
        for (var i = 0; i < HOSTS; i++) {
            var draw = Mix.mix(seed, i);
            all.add(new HostName("%016x%016x".formatted(draw, Mix.mix(draw)), "WS-" + i));
        }
        return all;
    }

    public synchronized List<AlertEntry> all() {
        return List.copyOf(byId.values());
    }

    /** The alert of an id; also one that is not listed, where any id stands for one. */
    public synchronized Optional<AlertEntry> find(String id) {
        var known = byId.get(id);
        if (known != null || rules.reads().onlyListed()) {
            return Optional.ofNullable(known);
        }
        return AlertId.composite(id, cid).map(this::unlisted);
    }

    private AlertEntry unlisted(AlertId id) {
        var base = base();
        var created = base.created(id);
        return new AlertEntry(
                id, null, created, AlertState.fresh(base.status(id), base.shown(id), created));
    }

    private AlertEntry planted(AlertId id, ObjectNode own) {
        var node = base().alert(id).setAll(own);
        var created = Instant.parse(node.path("created_timestamp").asText());
        var tags = node.path("tags").valueStream().map(it -> it.asText()).toList();
        var state =
                AlertState.fresh(
                                node.path("status").asText(),
                                node.path("show_in_ui").asBoolean(),
                                created)
                        .withTags(tags, created);
        return new AlertEntry(id, own, created, state);
    }

    /**
     * Adds or replaces an alert.
     *
     * @param own members that differ from what follows from the id
     * @throws IllegalArgumentException when the id is none of this customer
     */
    public synchronized void put(String id, ObjectNode own) {
        var known =
                AlertId.composite(id, cid)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "'" + id + "' is no composite id of this customer"));
        byId.put(id, planted(known, own));
        revision++;
    }

    /** The record by id. */
    public ObjectNode json(AlertEntry entry) {
        return entry.json(base(), entry.state());
    }

    /** The record as searches see it. */
    public ObjectNode seen(AlertEntry entry, Instant now) {
        return entry.json(base(), entry.seen(now, rules.reads().searchLag()));
    }

    List<String> values(AlertEntry entry, String field, Instant now) {
        return entry.values(field, base(), entry.seen(now, rules.reads().searchLag()));
    }

    /**
     * Changes alerts, each for itself.
     *
     * @param byPatch whether it comes over the API; otherwise behind the client's back
     * @return ids of those that are different now
     */
    public synchronized List<String> change(
            Collection<AlertEntry> entries,
            AlertChange change,
            Instant now,
            boolean byPatch,
            Function<String, Optional<Assignee>> people) {
        var changed = new ArrayList<String>();
        for (var entry : entries) {
            var before = entry.state();
            var after = change.of(before, entry.created(), now, people);
            entry.state(after, byPatch);
            byId.putIfAbsent(entry.compositeId(), entry);
            if (!after.same(before)) {
                changed.add(entry.compositeId());
            }
        }
        revision++;
        return changed;
    }

    /** Takes an alert away. */
    public synchronized void remove(String id) {
        byId.remove(id);
        revision++;
    }

    public synchronized void log(Patch patch) {
        if (log.size() < LOGGED) {
            log.add(patch);
        }
    }

    /** The writes that arrived, the first 20,000 of them. */
    public synchronized List<Patch> log() {
        return List.copyOf(log);
    }

    public synchronized void forgetLog() {
        log.clear();
    }
}
