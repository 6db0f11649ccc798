package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.discover.Accounts;
import io.ropewalk.simulator.discover.Applications;
import io.ropewalk.simulator.discover.Assets;
import io.ropewalk.simulator.discover.Logins;
import io.ropewalk.simulator.estate.Estate;
import io.ropewalk.simulator.estate.InventorySpec;
import io.ropewalk.simulator.records.Records;
import io.ropewalk.simulator.records.Selection;
import io.ropewalk.simulator.records.Selection.Query;
import io.ropewalk.simulator.spotlight.FindingChange;
import io.ropewalk.simulator.spotlight.Findings;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The computed collections of a customer between two changes. The last few selections are kept, so
 * that the pages of a walk cost nothing.
 */
final class Holdings {

    /** The collections. */
    enum Kind {
        VULNERABILITIES,
        ASSETS,
        APPLICATIONS,
        ACCOUNTS,
        LOGINS
    }

    private record Key(Kind kind, Query query) {}

    private static final int KEPT = 6;

    private final Map<Kind, Supplier<Records>> makers = new EnumMap<>(Kind.class);
    private final Map<Kind, Records> records = new EnumMap<>(Kind.class);
    private final Map<Key, Selection> kept = new LinkedHashMap<>(16, 0.75f, true);

    Holdings(Estate estate, InventorySpec spec, List<FindingChange> changes) {
        makers.put(
                Kind.VULNERABILITIES, () -> new Findings(estate, spec.findingsPerHost(), changes));
        makers.put(Kind.ASSETS, () -> new Assets(estate, spec.unmanagedAssets()));
        makers.put(Kind.APPLICATIONS, () -> new Applications(estate, spec.applicationsPerHost()));
        makers.put(Kind.ACCOUNTS, () -> new Accounts(estate));
        makers.put(Kind.LOGINS, () -> new Logins(estate));
    }

    Records records(Kind kind) {
        synchronized (records) {
            return records.computeIfAbsent(kind, known -> makers.get(known).get());
        }
    }

    /** The records of a query; whoever asks for the same meanwhile waits for them. */
    Selection select(Kind kind, Query query) {
        synchronized (kept) {
            return kept.computeIfAbsent(
                    new Key(kind, query),
                    key -> {
                        if (kept.size() >= KEPT) {
                            kept.remove(kept.keySet().iterator().next());
                        }
                        return Selection.of(records(key.kind), key.query);
                    });
        }
    }
}
