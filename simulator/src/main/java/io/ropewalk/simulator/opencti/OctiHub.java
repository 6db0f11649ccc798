package io.ropewalk.simulator.opencti;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ropewalk.simulator.opencti.OctiEvent.EventId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The database, the stream of its changes, and the connectors. Thread-safe. */
public final class OctiHub {
    private final Clock clock;
    private final Map<String, Stix> objects = new HashMap<>();
    private final List<OctiEvent> events = new ArrayList<>();
    private final Map<String, Connector> connectors = new LinkedHashMap<>();
    private OctiRules rules = OctiRules.DEFAULT;
    private EventId newest = EventId.START;
    private EventId oldest = EventId.START;
    private long forgotten;
    private Optional<Cut> cut = Optional.empty();

    public OctiHub(Clock clock) {
        this.clock = clock;
    }

    /** How a connection is ended by hand. */
    public enum Cut {
        /** In the middle of the next frame. */
        MID_FRAME,
        /** At once, properly. */
        END,
        /** At once, with a reset. */
        RESET
    }

    /** A connector as the platform knows it. */
    public record Connector(
            String id, String name, String type, String state, boolean reset, long pings) {
        Connector with(String newState, boolean newReset, long newPings) {
            return new Connector(id, name, type, newState, newReset, newPings);
        }
    }

    /** Some events, and where the stream goes on. */
    record Batch(List<OctiEvent> events, long next, EventId scanned) {}

    public synchronized OctiRules rules() {
        return rules;
    }

    /** Other rules; live connections see them after their batch. */
    public synchronized void rules(OctiRules value) {
        rules = value;
        notifyAll();
    }

    /** Creates an object, or changes it. */
    public synchronized OctiEvent put(ObjectNode object) {
        var after = Stix.of(object, clock.instant());
        var before = Optional.ofNullable(objects.put(after.id(), after));
        return add(before.isPresent() ? "update" : "create", before, after, List.of(), null);
    }

    /** Deletes an object; empty when there is none. */
    public synchronized Optional<OctiEvent> delete(String id) {
        return Optional.ofNullable(objects.remove(id))
                .map(last -> add("delete", Optional.empty(), last, List.of(), null));
    }

    /** Merges objects into another, given as it is then. */
    public synchronized OctiEvent merge(ObjectNode target, List<String> sources) {
        var taken = sources.stream().map(objects::remove).filter(it -> it != null).toList();
        var after = Stix.of(target, clock.instant());
        var before = Optional.ofNullable(objects.put(after.id(), after));
        return add("merge", before.or(() -> Optional.of(after)), after, taken, null);
    }

    /** An event whose data is this text, JSON or not; the database stays as it is. */
    public synchronized OctiEvent raw(String data) {
        var nothing = new Stix("", "indicator", clock.millis(), false, () -> "{}");
        return add("create", Optional.empty(), nothing, List.of(), data);
    }

    /** Indicators that follow from their numbers. */
    public synchronized void seed(int first, int count, boolean silently) {
        var now = clock.instant();
        for (var number = first; number < first + count; number++) {
            var object = SeededIndicators.at(number, now);
            var before = Optional.ofNullable(objects.put(object.id(), object));
            if (!silently) {
                var type = before.isPresent() ? "update" : "create";
                add(type, before, object, List.of(), null);
            }
        }
    }

    private OctiEvent add(
            String type, Optional<Stix> before, Stix after, List<Stix> sources, String raw) {
        var now = clock.millis();
        newest =
                now > newest.millis()
                        ? new EventId(now, 0)
                        : new EventId(newest.millis(), newest.number() + 1);
        if (events.isEmpty() && oldest.equals(EventId.START)) {
            oldest = newest;
        }
        var event = new OctiEvent(newest, type, before, after, sources, Optional.ofNullable(raw));
        events.add(event);
        notifyAll();
        return event;
    }

    /** Forgets all events but the newest ones, as the platform's memory does. */
    public synchronized void trim(int kept) {
        while (events.size() > Math.max(0, kept)) {
            events.removeFirst();
            forgotten++;
        }
        oldest = events.isEmpty() ? newest : events.getFirst().id();
    }

    /** Sends the newest events again, under their ids. */
    public synchronized void replay(int count) {
        var from = Math.max(0, events.size() - count);
        events.addAll(List.copyOf(events.subList(from, events.size())));
        notifyAll();
    }

    /** Ends the open connections. */
    public synchronized void cut(Cut how) {
        cut = Optional.of(how);
        notifyAll();
    }

    /** What a connection has to end with; told once. */
    synchronized Optional<Cut> takeCut() {
        var taken = cut;
        cut = Optional.empty();
        return taken;
    }

    /** The newest id, the oldest still held, and how many are held. */
    synchronized List<Object> extent() {
        return List.of(oldest, newest, events.size());
    }

    /** Id of the newest event. */
    public synchronized String newestId() {
        return newest.toString();
    }

    /** Number of the place behind an id; events before it are never sent. */
    synchronized long placeAfter(EventId id) {
        for (var i = 0; i < events.size(); i++) {
            if (events.get(i).id().compareTo(id) > 0) {
                return forgotten + i;
            }
        }
        return forgotten + events.size();
    }

    /** The events from a place on, or none when nothing comes in time. */
    synchronized Batch next(long place, int most, long waitMillis) {
        var deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMillis);
        while (place >= forgotten + events.size() && cut.isEmpty()) {
            var left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                break;
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        var from = (int) Math.max(0, Math.min(place - forgotten, events.size()));
        var to = Math.min(events.size(), from + most);
        var found = List.copyOf(events.subList(from, to));
        return new Batch(
                found, forgotten + to, found.isEmpty() ? EventId.START : found.getLast().id());
    }

    synchronized void wake() {
        notifyAll();
    }

    /** What the database holds that was changed in a time, in the order of change. */
    synchronized List<Stix> changed(long fromMillis, long toMillis) {
        return objects.values().stream()
                .filter(it -> it.updatedMillis() >= fromMillis && it.updatedMillis() <= toMillis)
                .filter(it -> OctiEvent.visible(it, rules.onlyValid()))
                .sorted(Comparator.comparingLong(Stix::updatedMillis).thenComparing(Stix::id))
                .toList();
    }

    /** The indicators of the database, by id. */
    public synchronized List<Stix> indicators() {
        return objects.values().stream()
                .filter(it -> it.type().equals("indicator"))
                .sorted(Comparator.comparing(Stix::id))
                .toList();
    }

    synchronized Connector register(String id, String name, String type) {
        var known = connectors.get(id);
        var connector =
                new Connector(
                        id,
                        name,
                        type,
                        known == null ? "" : known.state(),
                        known != null && known.reset(),
                        known == null ? 0 : known.pings());
        connectors.put(id, connector);
        return connector;
    }

    /** Takes a state, or, once after a reset, answers that there is none. */
    synchronized Optional<Connector> ping(String id, String state) {
        var known = connectors.get(id);
        if (known == null) {
            return Optional.empty();
        }
        var next = known.with(known.reset() ? "" : state, false, known.pings() + 1);
        connectors.put(id, next);
        return Optional.of(next);
    }

    /** Resets the state of a connector, as its page in the platform does. */
    public synchronized boolean reset(String id) {
        var known = connectors.get(id);
        if (known != null) {
            connectors.put(id, known.with("", true, known.pings()));
        }
        return known != null;
    }

    /** Forgets a connector. */
    public synchronized boolean unregister(String id) {
        return connectors.remove(id) != null;
    }

    /** The connectors, in the order they came. */
    public synchronized List<Connector> connectors() {
        return List.copyOf(connectors.values());
    }

    Instant now() {
        return clock.instant();
    }
}
