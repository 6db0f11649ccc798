package io.ropewalk.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What arrived: the newest requests in full, all of them as counts, and the clients' mistakes. */
public final class Journal {
    private static final int KEPT = 10_000;
    private static final int MAX_COUNTS = 1000;

    private final Deque<Recorded> requests = new ArrayDeque<>();
    private final Deque<Violation> violations = new ArrayDeque<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private long total;
    private long violationTotal;

    public synchronized void add(Recorded request) {
        if (requests.size() == KEPT) {
            requests.removeFirst();
        }
        requests.addLast(request);
        var key = request.method() + " " + request.path() + " " + request.status();
        counts.merge(
                counts.size() < MAX_COUNTS || counts.containsKey(key) ? key : "other",
                1L,
                Long::sum);
        total++;
    }

    public synchronized void add(Violation violation) {
        if (violations.size() == KEPT) {
            violations.removeFirst();
        }
        violations.addLast(violation);
        violationTotal++;
    }

    /** The newest requests, oldest first; at most ten thousand. */
    public synchronized List<Recorded> requests() {
        return List.copyOf(requests);
    }

    /**
     * Number of requests by {@code METHOD path status}, since the start or the last {@link
     * #clear()}.
     */
    public synchronized Map<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    public synchronized List<Violation> violations() {
        return List.copyOf(violations);
    }

    public synchronized long total() {
        return total;
    }

    public synchronized long violationTotal() {
        return violationTotal;
    }

    public synchronized void clear() {
        requests.clear();
        violations.clear();
        counts.clear();
        total = 0;
        violationTotal = 0;
    }
}
