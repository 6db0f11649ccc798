package io.ropewalk.simulator.feed;

import io.ropewalk.simulator.estate.Mix;
import io.ropewalk.simulator.feed.EventTypes.EventType;
import io.ropewalk.simulator.http.ByteSink;
import java.util.ArrayList;
import java.util.List;

/** The templates of one customer: some variants of every type, and how often each is used. */
final class EventTemplates {
    private static final int VARIANTS = 16;

    /** Members that stay however small a line is to be. */
    private static final int CORE_MEMBERS = 6;

    private static final String PLAIN =
            "\"customerIDString\":\"${cid}\",\"offset\":${offset},\"eventType\":\"%s\",\"eventCreationTime\":${ms},\"version\":\"1.0\"";

    /** The order of the keys varies now and then, as in samples. */
    private static final List<String> METADATA =
            List.of(
                    PLAIN,
                    PLAIN,
                    PLAIN,
                    PLAIN,
                    PLAIN,
                    "\"eventType\":\"%s\",\"customerIDString\":\"${cid}\",\"offset\":${offset},\"eventCreationTime\":${ms},\"version\":\"1.0\"",
                    PLAIN,
                    "\"version\":\"1.0\",\"eventCreationTime\":${ms},\"eventType\":\"%s\",\"offset\":${offset},\"customerIDString\":\"${cid}\"");

    private final long seed;
    private final String cid;
    private final int lineBytes;
    private final long sampleOffset;

    /** By a random index, so that a type's share follows its weight; made when first needed. */
    private volatile EventTemplate[] byDraw;

    /**
     * The templates of a customer.
     *
     * @param lineBytes size of every line; 0 for natural sizes
     * @param sampleOffset an offset of usual length, to measure with
     */
    EventTemplates(long seed, String cid, int lineBytes, long sampleOffset) {
        this.seed = seed;
        this.cid = cid;
        this.lineBytes = lineBytes;
        this.sampleOffset = sampleOffset;
    }

    EventTemplate pick(long hash) {
        var templates = byDraw == null ? built() : byDraw;
        return templates[(int) (((hash >>> 32) * templates.length) >>> 32)];
    }

    private synchronized EventTemplate[] built() {
        if (byDraw == null) {
            byDraw = build();
        }
        return byDraw;
    }

    private EventTemplate[] build() {
        var drawn = new ArrayList<EventTemplate>();
        for (var type : EventTypes.all()) {
            if (type.big() && lineBytes > 0) {
                continue;
            }
            var variants = new ArrayList<EventTemplate>();
            for (var variant = 0; variant < VARIANTS; variant++) {
                var salt = Mix.mix(seed ^ Mix.of(cid), Mix.of(type.name()) + variant);
                variants.add(template(type, variant, salt));
            }
            for (var i = 0; i < type.weight() * VARIANTS; i++) {
                drawn.add(variants.get(i % VARIANTS));
            }
        }
        return drawn.toArray(EventTemplate[]::new);
    }

    private EventTemplate template(EventType type, int variant, long salt) {
        var metadata = METADATA.get(variant % METADATA.size()).formatted(type.name());
        var members = type.members().size();
        while (true) {
            var text = line(metadata, type.members().subList(0, members), "");
            var natural = EventTemplate.of(type.name(), text, new Vocabulary(salt, cid));
            var size = size(natural);
            if (lineBytes == 0 || size == lineBytes) {
                return natural;
            }
            var room = lineBytes - size - ",\"RawText\":\"\"".length();
            if (room >= 0) {
                return EventTemplate.of(
                        type.name(),
                        line(
                                metadata,
                                type.members().subList(0, members),
                                ",\"RawText\":\"" + filler(salt, room) + "\""),
                        new Vocabulary(salt, cid));
            }
            if (members <= CORE_MEMBERS) {
                return natural;
            }
            members--;
        }
    }

    private static String line(String metadata, List<String> members, String filler) {
        return "{\"metadata\":{"
                + metadata
                + "},\"event\":{"
                + String.join(",", members)
                + filler
                + "}}";
    }

    /** Exactly so many bytes of JSON text. */
    private String filler(long salt, int bytes) {
        var whole = new Vocabulary(salt + 1, cid).text(Math.max(0, bytes - 40));
        var missing = bytes - EventTemplate.bytes(whole).length;
        return missing < 0 ? "x".repeat(bytes) : whole + "x".repeat(missing);
    }

    private int size(EventTemplate template) {
        var out = ByteSink.growing(4096);
        template.write(out, sampleOffset, 1_700_000_000_000L, 1);
        return out.size();
    }
}
