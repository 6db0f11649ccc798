package io.ropewalk.simulator.opencti;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * One entry of the stream.
 *
 * @param type {@code create}, {@code update}, {@code delete} or {@code merge}, as in its JSON
 * @param before the object before it; empty for a creation
 * @param after the object after it, for a deletion as it last was
 * @param sources what a merge took up
 * @param raw sent in place of all this, whatever it is
 */
public record OctiEvent(
        EventId id,
        String type,
        Optional<Stix> before,
        Stix after,
        List<Stix> sources,
        Optional<String> raw) {

    /** {@code <milliseconds>-<number>}. */
    public record EventId(long millis, long number) implements Comparable<EventId> {
        /** Before everything. */
        static final EventId START = new EventId(0, 0);

        /** The id a text stands for; empty when it is none. */
        static Optional<EventId> parse(String text) {
            var parts = text.split("-", -1);
            try {
                return parts.length == 2
                        ? Optional.of(
                                new EventId(Long.parseLong(parts[0]), Long.parseLong(parts[1])))
                        : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }

        @Override
        public int compareTo(EventId other) {
            var order = Long.compare(millis, other.millis);
            return order != 0 ? order : Long.compare(number, other.number);
        }

        @Override
        public String toString() {
            return millis + "-" + number;
        }
    }

    /**
     * The name under which one who sees only some objects gets it: what leaves the filter is
     * deleted for him, what enters it created. Empty where he gets nothing.
     */
    Optional<String> nameFor(boolean onlyValid, boolean listenDelete) {
        var now = !type.equals("delete") && visible(after, onlyValid);
        var then =
                type.equals("delete")
                        ? visible(after, onlyValid)
                        : before.map(it -> visible(it, onlyValid)).orElse(false);
        if (then && !now) {
            return listenDelete ? Optional.of("delete") : Optional.empty();
        }
        if (now && then) {
            return Optional.of(type.equals("create") ? "update" : type);
        }
        return now ? Optional.of("create") : Optional.empty();
    }

    static boolean visible(Stix object, boolean onlyValid) {
        return object.type().equals("indicator") && !(onlyValid && object.revoked());
    }

    /** The data of its frame. */
    String data() {
        if (raw.isPresent()) {
            return raw.get();
        }
        var node = envelope(type, after, id);
        if (type.equals("update") && before.isPresent()) {
            patches(node.putObject("context"), before.get().json(), after.json());
        }
        if (type.equals("merge")) {
            var list = node.putObject("context").putArray("sources");
            sources.forEach(source -> list.add(source.json()));
        }
        return node.toString();
    }

    static ObjectNode envelope(String type, Stix object, EventId id) {
        var node = Stix.MAPPER.createObjectNode();
        node.put("version", "4").put("type", type).put("scope", "external");
        node.put("message", type + "s a " + object.type());
        node.putObject("origin").put("user_id", "88ec0c6a-13ce-5e39-b486-354fe4a7084f");
        node.put("event_id", "event--" + id);
        node.set("data", object.json());
        return node;
    }

    private static void patches(ObjectNode context, ObjectNode then, ObjectNode now) {
        var patch = context.putArray("patch");
        var reverse = context.putArray("reverse_patch");
        for (var entry : now.properties()) {
            var old = then.get(entry.getKey());
            if (!entry.getValue().equals(old)) {
                var path = "/" + entry.getKey();
                patch.addObject()
                        .put("op", old == null ? "add" : "replace")
                        .put("path", path)
                        .set("value", entry.getValue());
                var back = reverse.addObject().put("op", old == null ? "remove" : "replace");
                back.put("path", path);
                if (old != null) {
                    back.set("value", old);
                }
            }
        }
        for (var entry : then.properties()) {
            if (!now.has(entry.getKey())) {
                var path = "/" + entry.getKey();
                patch.addObject().put("op", "remove").put("path", path);
                reverse.addObject()
                        .put("op", "add")
                        .put("path", path)
                        .set("value", entry.getValue());
            }
        }
    }
}
