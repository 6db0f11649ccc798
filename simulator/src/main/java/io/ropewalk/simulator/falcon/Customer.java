package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.Tenant;
import io.ropewalk.simulator.estate.Change;
import io.ropewalk.simulator.estate.Edits;
import io.ropewalk.simulator.estate.Edits.Edit;
import io.ropewalk.simulator.estate.Estate;
import io.ropewalk.simulator.estate.EstateSpec;
import io.ropewalk.simulator.falcon.Holdings.Kind;
import io.ropewalk.simulator.records.Selection.Query;
import io.ropewalk.simulator.spotlight.FindingChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A tenant as it stands: its settings, and its hosts after the changes so far. */
public final class Customer {
    private static final int MAX_CHANGES = 1000;

    private final Tenant tenant;
    private final long seed;
    private final Instant asOf;
    private volatile Selections selections;
    private volatile Holdings holdings;
    private Edits edits = Edits.NONE;
    private List<FindingChange> findingChanges = List.of();

    Customer(Tenant tenant, long seed, Instant asOf) {
        this.tenant = tenant;
        this.seed = seed;
        this.asOf = asOf;
        live(tenant.changes());
    }

    public Tenant tenant() {
        return tenant;
    }

    public Estate estate() {
        return selections.estate();
    }

    Selections selections() {
        return selections;
    }

    Holdings holdings() {
        return holdings;
    }

    /** Ids of the findings that a filter leaves; all of them when it is empty. */
    public List<String> findingIds(String filter) {
        var found = holdings.select(Kind.VULNERABILITIES, new Query(filter, "", asOf));
        var row = holdings.records(Kind.VULNERABILITIES).row();
        var ids = new ArrayList<String>(found.size());
        for (var i = 0; i < found.size(); i++) {
            row.moveTo(found.place(i));
            ids.add(row.id());
        }
        return ids;
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
        selections = new Selections(new Estate(spec));
        holdings = new Holdings(estate(), tenant.inventory(), findingChanges);
    }
}
