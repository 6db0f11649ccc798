package io.ropewalk.ioc.races;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One indicator as OpenCTI has it.
 *
 * @param pattern as a person or a feed wrote it
 * @param values {@code type value}, as Falcon is to have them for this pattern
 */
record Claim(
        int number,
        Instant updated,
        String pattern,
        List<String> values,
        int score,
        List<String> labels,
        Optional<Instant> until,
        boolean revoked,
        List<String> platforms,
        String description) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MAIN = "extension-definition--ea279b3e-5c71-4632-ac08-831c66a786ba";
    private static final String MITRE =
            "extension-definition--322b8f77-262a-4cb8-a915-1e441e00329b";

    /** Of one domain. */
    static Claim of(int number, Instant updated, String domain) {
        return new Claim(
                number,
                updated,
                "[domain-name:value = '%s']".formatted(domain),
                List.of("domain " + domain),
                70,
                List.of("one"),
                Optional.empty(),
                false,
                List.of(),
                "of " + number);
    }

    static String id(int number) {
        return "indicator--" + new UUID(0x5000L, 0x8000000000000000L + number);
    }

    String id() {
        return id(number);
    }

    Claim revoked(Instant at) {
        return new Claim(
                number,
                at,
                pattern,
                values,
                0,
                labels,
                Optional.of(at),
                true,
                platforms,
                description);
    }

    Claim labelled(Instant at, String... words) {
        return new Claim(
                number,
                at,
                pattern,
                values,
                score,
                List.of(words),
                until,
                revoked,
                platforms,
                description);
    }

    Claim scored(Instant at, int points) {
        return new Claim(
                number,
                at,
                pattern,
                values,
                points,
                labels,
                until,
                revoked,
                platforms,
                description);
    }

    Claim until(Instant at, Instant end) {
        return new Claim(
                number,
                at,
                pattern,
                values,
                score,
                labels,
                Optional.of(end),
                revoked,
                platforms,
                description);
    }

    Claim at(Instant time) {
        return new Claim(
                number,
                time,
                pattern,
                values,
                score,
                labels,
                until,
                revoked,
                platforms,
                description);
    }

    /** Of other values. */
    Claim of(Instant at, String otherPattern, String... others) {
        return new Claim(
                number,
                at,
                otherPattern,
                List.of(others),
                score,
                labels,
                until,
                revoked,
                platforms,
                description);
    }

    ObjectNode json() {
        ObjectNode it = JSON.createObjectNode();
        it.put("type", "indicator").put("spec_version", "2.1").put("id", id());
        it.put("created", "2026-01-01T00:00:00.000Z").put("modified", updated.toString());
        it.put("revoked", revoked).put("name", "number " + number);
        it.put("description", description).put("pattern_type", "stix").put("pattern", pattern);
        it.put("created_by_ref", "identity--" + new UUID(0x5000L, 0x8000000000000001L));
        until.ifPresent(end -> it.put("valid_until", end.toString()));
        labels.forEach(it.withArray("labels")::add);
        ObjectNode main = it.putObject("extensions").putObject(MAIN);
        main.put("extension_type", "property-extension").put("id", "internal-" + number);
        main.put("updated_at", updated.toString()).put("score", score);
        if (!platforms.isEmpty()) {
            var named = ((ObjectNode) it.get("extensions")).putObject(MITRE).putArray("platforms");
            platforms.forEach(named::add);
        }
        return it;
    }
}
