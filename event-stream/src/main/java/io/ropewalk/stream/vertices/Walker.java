package io.ropewalk.stream.vertices;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.paging.Chunks;
import io.ropewalk.falcon.threatgraph.Edge;
import io.ropewalk.falcon.threatgraph.Vertex;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads more of one detection's graph, within one attempt. One thread. */
final class Walker {
    private static final int CHUNK = 100;

    /** So many refusals with nothing answered in between are about access, not about a type. */
    private static final int REFUSALS = 3;

    /** So many pages without an edge that all name a next one lead nowhere. */
    private static final int EMPTIES = 3;

    private final Graph graph;
    private final VertexSettings.Walk settings;
    private final Access access;
    private final Attempt attempt;
    private final DetectionGraph found;

    private int answered;
    private int refusals;
    private final List<DetectionGraph.Walk> refused = new ArrayList<>();
    private Optional<FalconFailure> refusal = Optional.empty();
    private boolean verticesFail;
    private Optional<String> trouble = Optional.empty();

    Walker(
            Graph graph,
            VertexSettings.Walk settings,
            Access access,
            Attempt attempt,
            DetectionGraph found) {
        this.graph = graph;
        this.settings = settings;
        this.access = access;
        this.attempt = attempt;
        this.found = found;
    }

    /**
     * Reads what is still missing.
     *
     * @param types edge types to walk
     * @return why something is missing still; empty when nothing is
     */
    Optional<String> walk(List<String> types) throws InterruptedException, Stopped {
        Deque<DetectionGraph.Walk> open = found.walks(types);
        fetch(1);
        for (int rounds = open.size(); rounds > 0 && !open.isEmpty(); rounds--) {
            DetectionGraph.Walk walk = open.getFirst();
            boolean over = edges(walk);
            // Cut, there are none left.
            open.remove(walk);
            if (!over) {
                open.addLast(walk);
            }
            fetch(CHUNK);
        }
        if (refusal.isPresent()) {
            if (answered == 0) {
                throw access.refused(refusal.get());
            }
            open.removeAll(refused);
            found.flaw("edge-type");
        }
        fetch(1);
        return found.isWhole() ? Optional.empty() : trouble.or(() -> Optional.of("incomplete"));
    }

    /** Reads the pages of one type; false when there may be more of them. */
    private boolean edges(DetectionGraph.Walk walk) throws InterruptedException, Stopped {
        while (true) {
            FalconResult<Page<Edge>> result =
                    attempt.call(() -> graph.edges(walk.source, walk.type, walk.offset));
            if (!(result instanceof FalconResult.Ok<Page<Edge>> ok)) {
                return givenUp(walk, result.failure().orElseThrow());
            }
            answered++;
            if (took(walk, ok.value())) {
                return true;
            }
            fetch(CHUNK);
        }
    }

    /** Takes a page; true when it was the last. */
    private boolean took(DetectionGraph.Walk walk, Page<Edge> page) {
        for (Edge edge : page.items()) {
            if (!found.add(walk, edge, settings.maxEdges())) {
                flush();
                return true;
            }
        }
        if (page.next().isEmpty()) {
            return true;
        }
        walk.empties = page.items().isEmpty() ? walk.empties + 1 : 0;
        if (walk.empties >= EMPTIES || !walk.seen.add(page.next().get())) {
            found.flaw("paging");
            return true;
        }
        walk.offset = page.next();
        return false;
    }

    /** No more edges; the vertices of those there are still come. */
    private void flush() {
        found.flaw("too-many-edges");
        found.walks(List.of()).clear();
    }

    private boolean givenUp(DetectionGraph.Walk walk, FalconFailure why) throws Stopped {
        return switch (why.category()) {
            case NOT_FOUND -> true;
            case SCOPE_MISSING -> {
                refused(walk, why);
                yield false;
            }
            case BAD_REQUEST, CONFLICT, GONE_UPSTREAM -> {
                if (walk.offset.isPresent() && !walk.again) {
                    // Where to go on does not hold for ever: once more from the first page.
                    walk.again = true;
                    walk.offset = Optional.empty();
                    walk.seen.clear();
                    trouble = Optional.of(why.category().word());
                    yield false;
                }
                found.flaw("edge-type");
                yield true;
            }
            case VENDOR_DOWN, TIMEOUT, BUG, THROTTLED, AUTH, NETWORK -> {
                trouble = Optional.of(why.category().word());
                yield false;
            }
        };
    }

    private void refused(DetectionGraph.Walk walk, FalconFailure why) throws Stopped {
        refused.add(walk);
        refusal = Optional.of(why);
        if (++refusals >= REFUSALS && answered == 0) {
            throw access.refused(why);
        }
    }

    /** Fetches vertices of each kind of which at least so many are wanted. */
    private void fetch(int least) throws InterruptedException, Stopped {
        if (verticesFail && least > 1) {
            return;
        }
        for (Map.Entry<String, List<String>> kind : found.wanted().entrySet()) {
            List<String> ids = kind.getValue();
            int whole = least == 1 ? ids.size() : ids.size() - ids.size() % least;
            Deque<List<String>> chunks = new ArrayDeque<>(Chunks.of(ids.subList(0, whole), CHUNK));
            while (!chunks.isEmpty()) {
                vertices(kind.getKey(), chunks.removeFirst(), chunks);
            }
        }
    }

    private void vertices(String path, List<String> ids, Deque<List<String>> chunks)
            throws InterruptedException, Stopped {
        FalconResult<List<Vertex>> result = attempt.call(() -> graph.vertices(path, ids));
        if (result instanceof FalconResult.Ok<List<Vertex>> ok) {
            Set<String> asked = new HashSet<>(ids);
            for (Vertex vertex : ok.value()) {
                if (asked.contains(vertex.id()) && !found.add(vertex, settings.maxBytes())) {
                    found.cut("too-large");
                    chunks.clear();
                    return;
                }
            }
            // Those the vendor does not know.
            found.drop(ids);
            return;
        }
        FailureCategory category = result.failure().orElseThrow().category();
        switch (category) {
            case BAD_REQUEST, NOT_FOUND, CONFLICT, GONE_UPSTREAM -> {
                if (ids.size() > 1 && category == FailureCategory.BAD_REQUEST) {
                    Chunks.of(ids, (ids.size() + 1) / 2).forEach(chunks::addLast);
                } else {
                    found.drop(ids);
                    found.flaw("vertices");
                }
            }
            case SCOPE_MISSING, VENDOR_DOWN, TIMEOUT, BUG, THROTTLED, AUTH, NETWORK -> {
                verticesFail = true;
                trouble = Optional.of(category.word());
            }
        }
    }
}
