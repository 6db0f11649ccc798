package io.ropewalk.stream.vertices;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads the graphs of one tenant's detections. However many ask for the same one at once, it is
 * read once. Thread-safe.
 */
final class GraphReader {
    /** Most alerts in one call: the vendor takes more, but a long answer is slow. */
    private static final int ALERTS = 100;

    /** Another sink that asks so soon after a failed attempt shares its outcome. */
    private static final int SHARED_PART = 4;

    private final String tenant;
    private final Graph graph;
    private final VertexSettings settings;
    private final GraphCache cache;
    private final Access access;
    private final EdgeTypes edgeTypes;
    private final Semaphore all;
    private final Semaphore own;
    private final ReentrantLock alerts = new ReentrantLock();
    private long alertsRefusedUntil;
    private boolean alertsRefused;

    /**
     * @param workers bounds what the process fetches at once
     */
    GraphReader(
            String tenant,
            Graph graph,
            VertexSettings settings,
            GraphCache cache,
            Access access,
            Semaphore workers) {
        this.tenant = Objects.requireNonNull(tenant, "tenant");
        this.graph = Objects.requireNonNull(graph, "graph");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.cache = Objects.requireNonNull(cache, "cache");
        this.access = Objects.requireNonNull(access, "access");
        this.edgeTypes = new EdgeTypes(graph, settings.walk().edgeTypes(), access);
        this.all = Objects.requireNonNull(workers, "workers");
        this.own = new Semaphore(settings.bounds().workersOfTenant(), true);
    }

    Access access() {
        return access;
    }

    /**
     * Reads a detection's graph, or goes on with it.
     *
     * @param others ids of detections that will be asked for next
     */
    Reading read(String id, List<String> others) throws InterruptedException {
        long came = now();
        var attempt = new Attempt(access, settings.walk().deadline());
        Optional<DetectionGraph> found = Optional.empty();
        try {
            found = find(id, others, attempt);
            if (found.isEmpty()) {
                return Reading.without(Reading.Ending.UNKNOWN, "unknown-alert");
            }
            return read(id, found.get(), attempt, came);
        } catch (Stopped stopped) {
            return new Reading(found, stopped.ending(), stopped.word());
        }
    }

    private Reading read(String id, DetectionGraph found, Attempt attempt, long came)
            throws InterruptedException {
        found.lock.lockInterruptibly();
        try {
            Optional<Reading> shared = found.endedAfter(came - shareNanos());
            if (shared.isPresent()) {
                return shared.get();
            }
            Reading reading = more(found, attempt);
            cache.keep(tenant, id, found);
            if (reading.ending() != Reading.Ending.PAUSED) {
                found.ended(reading, now());
            }
            return reading;
        } finally {
            found.lock.unlock();
        }
    }

    private Reading more(DetectionGraph found, Attempt attempt) throws InterruptedException {
        if (found.isWhole()) {
            return whole(found);
        }
        if (!found.hasStart()) {
            access.wentWell();
            return whole(found);
        }
        own.acquire();
        try {
            all.acquire();
            try {
                var walker = new Walker(graph, settings.walk(), access, attempt, found);
                Optional<String> missing = walker.walk(edgeTypes.now(attempt));
                access.wentWell();
                return missing.map(why -> new Reading(Optional.of(found), Reading.Ending.OPEN, why))
                        .orElseGet(() -> whole(found));
            } catch (Stopped stopped) {
                return new Reading(Optional.of(found), stopped.ending(), stopped.word());
            } finally {
                all.release();
            }
        } finally {
            own.release();
        }
    }

    private static Reading whole(DetectionGraph found) {
        return new Reading(Optional.of(found), Reading.Ending.WHOLE, "");
    }

    private Optional<DetectionGraph> find(String id, List<String> others, Attempt attempt)
            throws InterruptedException, Stopped {
        alerts.lockInterruptibly();
        try {
            Optional<DetectionGraph> known = cache.find(tenant, id);
            if (known.isPresent()) {
                return known;
            }
            List<String> ids = together(id, others);
            FalconResult<List<Graph.Subject>> result = ask(ids, attempt);
            if (ids.size() > 1 && result.failure().isPresent()) {
                // One of the others may be what is wrong.
                result = ask(List.of(id), attempt);
            }
            return kept(id, result);
        } finally {
            alerts.unlock();
        }
    }

    private List<String> together(String id, List<String> others) {
        SequencedSet<String> ids = new LinkedHashSet<>();
        ids.add(id);
        for (String other : others) {
            if (ids.size() < ALERTS
                    && Subjects.isLegacy(other) == Subjects.isLegacy(id)
                    && cache.find(tenant, other).isEmpty()) {
                ids.add(other);
            }
        }
        return new ArrayList<>(ids);
    }

    private Optional<DetectionGraph> kept(String id, FalconResult<List<Graph.Subject>> result)
            throws Stopped {
        if (result instanceof FalconResult.Ok<List<Graph.Subject>> ok) {
            Optional<DetectionGraph> found = Optional.empty();
            for (Graph.Subject subject : ok.value()) {
                var made = new DetectionGraph(subject.graphIds());
                cache.keep(tenant, subject.detectionId(), made);
                if (subject.detectionId().equals(id)) {
                    found = Optional.of(made);
                }
            }
            return found;
        }
        FalconFailure why = result.failure().orElseThrow();
        return switch (why.category()) {
            case NOT_FOUND -> Optional.empty();
            case SCOPE_MISSING, GONE_UPSTREAM -> throw access.refused(why);
            case BAD_REQUEST, CONFLICT, VENDOR_DOWN, TIMEOUT, BUG, THROTTLED, AUTH, NETWORK ->
                    throw new Stopped(Reading.Ending.OPEN, why.category().word());
        };
    }

    private FalconResult<List<Graph.Subject>> ask(List<String> ids, Attempt attempt)
            throws InterruptedException, Stopped {
        boolean fallback = settings.walk().detectsFallback();
        if (fallback && (Subjects.isLegacy(ids.getFirst()) || alertsRefused())) {
            return attempt.call(() -> graph.summaries(ids));
        }
        FalconResult<List<Graph.Subject>> result = attempt.call(() -> graph.alerts(ids));
        boolean refused =
                result.failure()
                        .map(why -> why.category() == FailureCategory.SCOPE_MISSING)
                        .orElse(false);
        if (!refused || !fallback) {
            return result;
        }
        alertsRefused = true;
        alertsRefusedUntil = access.timing().deadline(settings.patience().probeEvery());
        return attempt.call(() -> graph.summaries(ids));
    }

    /** Whether alerts were refused so lately that they are not asked for. */
    private boolean alertsRefused() {
        alertsRefused &= !access.timing().passed(alertsRefusedUntil);
        return alertsRefused;
    }

    private long shareNanos() {
        Duration pause = settings.patience().retryMin();
        return pause.dividedBy(SHARED_PART).toNanos();
    }

    private long now() {
        return access.timing().nanos().getAsLong();
    }
}
