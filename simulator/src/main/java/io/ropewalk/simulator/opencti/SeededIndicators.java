package io.ropewalk.simulator.opencti;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ropewalk.simulator.estate.Mix;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Indicators that follow from their number: same number, same value. */
final class SeededIndicators {
    private static final Duration HELD = Duration.ofDays(90);
    private static final List<String> TYPES =
            List.of("Domain-Name", "IPv4-Addr", "StixFile", "StixFile", "IPv6-Addr");

    private SeededIndicators() {}

    /** The indicator of a number, changed at a time. */
    static Stix at(int number, Instant updated) {
        return new Stix(
                id(number),
                "indicator",
                updated.toEpochMilli(),
                false,
                () -> json(number, updated).toString());
    }

    static String id(int number) {
        return "indicator--" + uuid(number, 1);
    }

    private static UUID uuid(int number, int salt) {
        var most = (Mix.mix(Mix.mix(number, salt), 7) & ~0xf000L) | 0x5000L;
        var least = (Mix.mix(Mix.mix(number, salt), 8) & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new UUID(most, least);
    }

    private static ObjectNode json(int number, Instant updated) {
        var hash = Mix.mix(number, 3);
        var kind = number % TYPES.size();
        var value = value(kind, number);
        var object = Stix.MAPPER.createObjectNode();
        object.put("type", "indicator").put("spec_version", "2.1").put("id", id(number));
        object.put("created", updated.toString()).put("modified", updated.toString());
        object.put("revoked", false).put("confidence", 80).put("lang", "en");
        object.putArray("labels").add("seed").add("campaign-" + Math.floorMod(hash, 7));
        object.put("name", value).put("description", "seeded indicator " + number);
        object.put("pattern", pattern(kind, value)).put("pattern_type", "stix");
        object.put("valid_from", updated.toString());
        object.put("valid_until", updated.plus(HELD).toString());
        object.put("created_by_ref", "identity--" + new UUID(0x5000L, 0x8000000000000001L));
        object.putArray("object_marking_refs")
                .add("marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9");
        var extensions = object.putObject("extensions");
        var main = extensions.putObject(Stix.MAIN);
        main.put("extension_type", "property-extension").put("id", uuid(number, 2).toString());
        main.put("type", "Indicator").put("created_at", updated.toString());
        main.put("updated_at", updated.toString()).put("is_inferred", false);
        main.put("detection", true).put("score", (int) Math.floorMod(hash >>> 8, 101L));
        main.put("main_observable_type", TYPES.get(kind));
        var mitre = extensions.putObject(Stix.MITRE);
        mitre.put("extension_type", "property-extension");
        mitre.putArray("platforms").add("windows").add("linux");
        return object;
    }

    private static String pattern(int kind, String value) {
        return switch (kind) {
            case 0 -> "[domain-name:value = '" + value + "']";
            case 1 -> "[ipv4-addr:value = '" + value + "']";
            case 2 -> "[file:hashes.'SHA-256' = '" + value + "']";
            case 3 -> "[file:hashes.MD5 = '" + value + "']";
            default -> "[ipv6-addr:value = '" + value + "']";
        };
    }

    private static String value(int kind, int number) {
        var hash = Mix.mix(number, 4);
        return switch (kind) {
            case 0 -> "c2-%06x.bad.example".formatted(number);
            case 1 ->
                    "%d.%d.%d.%d"
                            .formatted(
                                    11 + (number >>> 21) % 100,
                                    (number >>> 13) & 255,
                                    (number >>> 5) & 255,
                                    number & 31);
            case 2 ->
                    "%016x%016x%016x%016x".formatted(hash, Mix.mix(hash), Mix.mix(hash, 1), number);
            case 3 -> "%016x%016x".formatted(hash, number);
            default -> "2001:db8:0:%x::%x".formatted(number >>> 16, (number & 0xffff) + 1);
        };
    }
}
