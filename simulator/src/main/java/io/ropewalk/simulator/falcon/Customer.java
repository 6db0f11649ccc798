package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.Tenant;
import io.ropewalk.simulator.alert.AlertSeed.HostName;
import io.ropewalk.simulator.alert.AlertStore;
import io.ropewalk.simulator.estate.Change;
import io.ropewalk.simulator.estate.ConsoleUser;
import io.ropewalk.simulator.estate.Edits;
import io.ropewalk.simulator.estate.Edits.Edit;
import io.ropewalk.simulator.estate.Estate;
import io.ropewalk.simulator.estate.EstateSpec;
import io.ropewalk.simulator.estate.HostGroup;
import io.ropewalk.simulator.estate.HostReader;
import io.ropewalk.simulator.estate.HostRules;
import io.ropewalk.simulator.estate.HostStates;
import io.ropewalk.simulator.estate.Mix;
import io.ropewalk.simulator.estate.Policy;
import io.ropewalk.simulator.falcon.Holdings.Kind;
import io.ropewalk.simulator.ioc.IocListing;
import io.ropewalk.simulator.ioc.IocStore;
import io.ropewalk.simulator.records.Selection.Query;
import io.ropewalk.simulator.spotlight.FindingChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A tenant as it stands: its settings, and its hosts after the changes so far. */
public final class Customer {
    private static final int MAX_CHANGES = 1000;
    private static final int ALERT_HOSTS = 200;

    private final Tenant tenant;
    private final long seed;
    private final Instant asOf;
    private volatile Selections selections;
    private volatile Holdings holdings;
    private final IocStore iocs;
    private final IocListing iocListing;
    private final AlertStore alerts;
    private final HostStates hostStates = new HostStates();
    private volatile HostRules hostRules = HostRules.DEFAULT;
    private volatile Set<String> ruleGroupParameters = Set.of("group_id", "rule_group_id");
    private Edits edits = Edits.NONE;
    private List<FindingChange> findingChanges = List.of();

    Customer(Tenant tenant, long seed, Instant asOf) {
        this.tenant = tenant;
        this.seed = seed;
        this.asOf = asOf;
        this.iocs = new IocStore(Mix.mix(seed, Mix.of(tenant.name())));
        this.iocListing = new IocListing(iocs);
        this.alerts = new AlertStore(seed, tenant.cid(), asOf, this::alertHosts);
        live(tenant.changes());
    }

    public Tenant tenant() {
        return tenant;
    }

    public Estate estate() {
        return selections.estate();
    }

    /** The custom indicators. */
    public IocStore iocs() {
        return iocs;
    }

    /** The alerts. */
    public AlertStore alerts() {
        return alerts;
    }

    /** Hosts alerts are about: the first visible ones. */
    private List<HostName> alertHosts() {
        var estate = estate();
        var host = estate.host();
        var reader = new HostReader(host);
        return Arrays.stream(estate.keys(false))
                .limit(ALERT_HOSTS)
                .mapToObj(key -> {
                    host.at(key);
                    return new HostName(estate.deviceId(key), reader.first("hostname"));
                })
                .toList();
    }

    IocListing iocListing() {
        return iocListing;
    }

    /** Judges host actions. */
    public HostRules hostRules() {
        return hostRules;
    }

    public void hostRules(HostRules value) {
        hostRules = value;
    }

    /** Names a rule group may have among the parameters of a policy action; sources differ. */
    public Set<String> ruleGroupParameters() {
        return ruleGroupParameters;
    }

    public void ruleGroupParameters(Set<String> names) {
        ruleGroupParameters = Set.copyOf(names);
    }

    /** What actions made of hosts. */
    HostStates hostStates() {
        return hostStates;
    }

    /** Forgets what was selected by the state hosts were in before. */
    synchronized void hostsChanged() {
        selections = new Selections(selections.estate());
    }

    /** Lets go on what is due: a pending containment comes through. */
    void settle(Instant now) {
        if (hostStates.settle(now)) {
            hostsChanged();
        }
    }

    Selections selections() {
        return selections;
    }

    Holdings holdings() {
        return holdings;
    }

    /** Ids of a collection's records that a filter leaves; all of them when it is empty. */
    public List<String> ids(Kind kind, String filter) {
        var now = holdings;
        var found = now.select(kind, new Query(filter, "", asOf));
        var row = now.records(kind).row();
        var ids = new ArrayList<String>(found.size());
        for (var i = 0; i < found.size(); i++) {
            row.moveTo(found.place(i));
            ids.add(row.id());
        }
        return ids;
    }

    /** The truth to compare with: how many records there are, by the name of the collection. */
    public Map<String, Integer> counts() {
        var now = holdings;
        var counts = new TreeMap<String, Integer>();
        counts.put("hosts", estate().keys(false).length);
        counts.put("hiddenHosts", estate().keys(true).length);
        counts.put("groups", HostGroup.of(estate()).size());
        counts.put("preventionPolicies", Policy.of(estate(), Policy.Kind.PREVENTION).size());
        counts.put("sensorUpdatePolicies", Policy.of(estate(), Policy.Kind.SENSOR_UPDATE).size());
        counts.put("users", ConsoleUser.of(estate(), tenant.inventory().users()).size());
        for (var kind : Kind.values()) {
            var name = kind.name().toLowerCase(Locale.ROOT);
            counts.put(name, now.select(kind, new Query("", "", Instant.EPOCH)).size());
        }
        var open = new Query("status:!'closed'", "", Instant.EPOCH);
        counts.put("openVulnerabilities", now.select(Kind.VULNERABILITIES, open).size());
        return counts;
    }

    /** Number of changes so far. */
    public int revision() {
        return estate().spec().changes().size();
    }

    /** Lets the hosts live on. */
    public synchronized void change(Change change) {
        var changes = new ArrayList<>(estate().spec().changes());
        if (changes.size() >= MAX_CHANGES) {
            throw new IllegalArgumentException("more than " + MAX_CHANGES + " changes");
        }
        changes.add(change);
        live(changes);
    }

    /** Changes something by hand. */
    public synchronized void edit(Edit edit, Instant at) {
        edits = edits.with(edit, at);
        live(estate().spec().changes());
    }

    /** Lets the findings live on. */
    public synchronized void change(FindingChange change) {
        if (findingChanges.size() >= MAX_CHANGES) {
            throw new IllegalArgumentException("more than " + MAX_CHANGES + " changes");
        }
        findingChanges = Stream.concat(findingChanges.stream(), Stream.of(change)).toList();
        holdings = new Holdings(estate(), tenant.inventory(), findingChanges);
    }

    private void live(List<Change> changes) {
        var spec =
                new EstateSpec(
                        seed,
                        tenant.cid(),
                        asOf,
                        tenant.hosts(),
                        tenant.hiddenHosts(),
                        changes,
                        edits);
        selections = new Selections(new Estate(spec, hostStates));
        holdings = new Holdings(estate(), tenant.inventory(), findingChanges);
    }
}
