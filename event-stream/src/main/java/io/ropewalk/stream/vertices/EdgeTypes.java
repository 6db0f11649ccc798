package io.ropewalk.stream.vertices;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The edge types to walk: those configured that the vendor knows. Thread-safe. */
final class EdgeTypes {
    static final String ALL = "all";

    /** The vendor lists these, and calls for them fail. */
    private static final Set<String> FAILING = Set.of("device", "hunting_lead");

    private static final Duration KEPT = Duration.ofHours(6);

    private final Graph graph;
    private final List<String> configured;
    private final Access access;
    private List<String> types = List.of();
    private long until;

    EdgeTypes(Graph graph, List<String> configured, Access access) {
        this.graph = Objects.requireNonNull(graph, "graph");
        this.configured = List.copyOf(configured);
        this.access = Objects.requireNonNull(access, "access");
    }

    List<String> now(Attempt attempt) throws InterruptedException, Stopped {
        synchronized (this) {
            if (!types.isEmpty() && !access.timing().passed(until)) {
                return types;
            }
        }
        FalconResult<List<String>> result = attempt.call(graph::edgeTypes);
        if (result instanceof FalconResult.Ok<List<String>> ok) {
            return learnt(ok.value());
        }
        FalconFailure why = result.failure().orElseThrow();
        if (why.category() == FailureCategory.SCOPE_MISSING) {
            throw access.refused(why);
        }
        if (isAll()) {
            throw new Stopped(Reading.Ending.OPEN, why.category().word());
        }
        // The list only saves calls for types the vendor does not know.
        return configured;
    }

    private synchronized List<String> learnt(List<String> listed) throws Stopped {
        Set<String> known = new HashSet<>(listed);
        known.removeAll(FAILING);
        List<String> both =
                isAll()
                        ? known.stream().sorted().toList()
                        : configured.stream().filter(known::contains).toList();
        if (both.isEmpty()) {
            if (isAll()) {
                throw new Stopped(Reading.Ending.OPEN, "no-edge-types");
            }
            return configured;
        }
        types = both;
        until = access.timing().deadline(KEPT);
        return types;
    }

    private boolean isAll() {
        return configured.equals(List.of(ALL));
    }
}
