package io.ropewalk.stream.vertices;

import io.ropewalk.falcon.threatgraph.Edge;
import io.ropewalk.falcon.threatgraph.Vertex;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The graph around one detection, as far as it is read. Grows only: an attempt goes on where the
 * one before ended, and what was found keeps its place. Whoever reads more of it holds {@link
 * #lock}; the rest is thread-safe.
 */
final class DetectionGraph {
    /** Memory of a link besides the vertex. */
    private static final int LINK_BYTES = 400;

    final ReentrantLock lock = new ReentrantLock();
    private final List<String> graphIds;

    private Optional<Deque<Walk>> walks = Optional.empty();
    private final Set<Link.Way> ways = new HashSet<>();
    private final Map<String, List<Link.Way>> wanted = new LinkedHashMap<>();
    private final Map<String, Vertex> have = new HashMap<>();
    private final List<Link> links = new ArrayList<>();
    private final Set<String> flaws = new TreeSet<>();
    private long bytes;
    private Optional<Reading> last = Optional.empty();
    private long lastAt;

    DetectionGraph(List<String> graphIds) {
        this.graphIds = List.copyOf(graphIds);
    }

    /** One edge type of one vertex that is not read to its end. */
    static final class Walk {
        final String source;
        final String type;
        final Set<String> seen = new HashSet<>();
        Optional<String> offset = Optional.empty();
        boolean again;
        int empties;

        Walk(String source, String type) {
            this.source = source;
            this.type = type;
        }
    }

    /** What is to be walked; set by the first attempt that gets so far. */
    synchronized Deque<Walk> walks(Collection<String> types) {
        if (walks.isEmpty()) {
            Deque<Walk> all = new ArrayDeque<>();
            for (String source : graphIds) {
                types.forEach(type -> all.add(new Walk(source, type)));
            }
            walks = Optional.of(all);
        }
        return walks.get();
    }

    boolean hasStart() {
        return !graphIds.isEmpty();
    }

    /** Takes an edge; false when there are as many as may be. */
    synchronized boolean add(Walk walk, Edge edge, int most) {
        var way = new Link.Way(walk.source, walk.type, edge.id());
        if (ways.contains(way)) {
            return true;
        }
        if (ways.size() >= most) {
            return false;
        }
        ways.add(way);
        bytes += LINK_BYTES;
        Vertex known = have.get(edge.id());
        if (known != null) {
            links.add(new Link(way, known));
        } else if (VertexKinds.path(edge.id()).isPresent()) {
            wanted.computeIfAbsent(edge.id(), _ -> new ArrayList<>()).add(way);
        }
        return true;
    }

    /** Takes a vertex; false when there are as many bytes as may be. */
    synchronized boolean add(Vertex vertex, long most) {
        List<Link.Way> here = wanted.remove(vertex.id());
        if (here == null) {
            return true;
        }
        if (bytes + vertex.json().length > most) {
            return false;
        }
        bytes += vertex.json().length;
        have.put(vertex.id(), vertex);
        here.forEach(way -> links.add(new Link(way, vertex)));
        return true;
    }

    /** Vertices that edges lead to and that are not there yet, by the vendor's path for them. */
    synchronized Map<String, List<String>> wanted() {
        Map<String, List<String>> byPath = new LinkedHashMap<>();
        for (String id : wanted.keySet()) {
            String path = VertexKinds.path(id).orElseThrow();
            byPath.computeIfAbsent(path, _ -> new ArrayList<>()).add(id);
        }
        return byPath;
    }

    /** These are not to be had. */
    synchronized void drop(Collection<String> ids) {
        wanted.keySet().removeAll(ids);
    }

    /** No more is wanted, and why. */
    synchronized void cut(String flaw) {
        flaws.add(flaw);
        walks.ifPresent(Deque::clear);
        wanted.clear();
    }

    synchronized void flaw(String flaw) {
        flaws.add(flaw);
    }

    /** What is missing for good, as words for metrics. */
    synchronized Set<String> flaws() {
        return Set.copyOf(flaws);
    }

    synchronized boolean isWhole() {
        return wanted.isEmpty() && walks.map(Deque::isEmpty).orElse(false);
    }

    /** What was found after the first so many, in an order that depends on nothing else. */
    synchronized List<Link> from(int first) {
        return links.subList(first, links.size()).stream()
                .sorted(Comparator.comparing((Link link) -> link.way().id()))
                .toList();
    }

    synchronized long bytes() {
        return bytes;
    }

    /** Notes how an attempt ended, for another sink that asks at the same time. */
    synchronized void ended(Reading reading, long nanos) {
        last = Optional.of(reading);
        lastAt = nanos;
    }

    /** How the last attempt ended, if it was after this moment. */
    synchronized Optional<Reading> endedAfter(long nanos) {
        return last.filter(_ -> lastAt - nanos > 0);
    }
}
