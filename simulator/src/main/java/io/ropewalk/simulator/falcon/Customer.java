package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.Tenant;
import io.ropewalk.simulator.estate.Change;
import io.ropewalk.simulator.estate.Estate;
import io.ropewalk.simulator.estate.EstateSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A tenant as it stands: its settings, and its hosts after the changes so far. */
public final class Customer {
    private static final int MAX_CHANGES = 1000;

    private final Tenant tenant;
    private final long seed;
    private final Instant asOf;
    private volatile Selections selections;

    Customer(Tenant tenant, long seed, Instant asOf) {
        this.tenant = tenant;
        this.seed = seed;
        this.asOf = asOf;
        this.selections = select(tenant.changes());
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
        selections = select(changes);
    }

    private Selections select(List<Change> changes) {
        var spec =
                new EstateSpec(
                        seed, tenant.cid(), asOf, tenant.hosts(), tenant.hiddenHosts(), changes);
        return new Selections(new Estate(spec));
    }
}
