package io.ropewalk.system.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A random life of indicators in the simulated OpenCTI, and what it must have come to in Falcon.
 * Knows the rules of the mirror from its manual, not from its code.
 */
public final class IndicatorLife {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String OPENCTI =
            "extension-definition--ea279b3e-5c71-4632-ac08-831c66a786ba";
    private static final String MITRE =
            "extension-definition--322b8f77-262a-4cb8-a915-1e441e00329b";
    private static final List<String> SEVERITIES =
            List.of("informational", "low", "medium", "high", "critical");
    private static final Map<String, String> PLATFORMS =
            Map.of("windows", "windows", "macos", "mac", "linux", "linux");
    private static final List<String> CUTS = List.of("mid-frame", "end", "reset");
    private static final int DAY_SECONDS = 86_400;

    private final Simulated simulated;
    private final Random chance;
    private final int indicators;
    private final int values;
    private final Map<String, Known> held = new TreeMap<>();
    private long version;

    /** An indicator as OpenCTI has it. */
    private record Known(
            long version,
            List<Value> values,
            boolean revoked,
            int severity,
            SortedSet<String> labels,
            SortedSet<String> platforms,
            Optional<Instant> until) {}

    /** A value as Falcon has it. */
    private record Value(String type, String text) {}

    /**
     * @param indicators how many there are at most, each of up to three of the values
     */
    public IndicatorLife(Simulated simulated, long seed, int indicators, int values) {
        this.simulated = simulated;
        this.chance = new Random(seed);
        this.indicators = indicators;
        this.values = values;
    }

    /** So many random events. */
    public void go(int events) {
        for (int i = 0; i < events; i++) {
            next();
        }
    }

    private void next() {
        int what = chance.nextInt(100);
        List<String> ids = List.copyOf(held.keySet());
        if (what < 60 || ids.isEmpty()) {
            put(id(chance.nextInt(indicators)), false);
        } else if (what < 75) {
            delete(ids.get(chance.nextInt(ids.size())));
        } else if (what < 85) {
            put(ids.get(chance.nextInt(ids.size())), true);
        } else if (what < 90) {
            merge(ids);
        } else if (what < 97) {
            simulated.openCti("{\"replay\":%d}".formatted(1 + chance.nextInt(30)));
        } else if (what < 99) {
            String how = CUTS.get(chance.nextInt(CUTS.size()));
            simulated.openCti("{\"cut\":\"%s\"}".formatted(how));
        } else {
            simulated.openCti("{\"raw\":[\"{ no JSON %d\"]}".formatted(chance.nextInt(1000)));
        }
    }

    private void put(String id, boolean revoked) {
        Known now = random(revoked);
        simulated.openCti("{\"put\":[%s]}".formatted(stix(id, now)));
        held.put(id, now);
    }

    public void delete(String id) {
        simulated.openCti("{\"delete\":[\"%s\"]}".formatted(id));
        held.remove(id);
    }

    /** Some that are held. */
    public List<String> some(int count) {
        return held.keySet().stream().limit(count).toList();
    }

    private void merge(List<String> ids) {
        String target = ids.get(chance.nextInt(ids.size()));
        String source = ids.get(chance.nextInt(ids.size()));
        if (target.equals(source) || held.get(target).revoked() || held.get(source).revoked()) {
            return;
        }
        Known now = random(false);
        simulated.openCti(
                "{\"merge\":{\"target\":%s,\"sources\":[\"%s\"]}}"
                        .formatted(stix(target, now), source));
        held.remove(source);
        held.put(target, now);
    }

    /** A last indicator; what was before it is in Falcon when it is. */
    public String last() {
        var value = new Value("domain", "last-" + held.size() + "-" + version + ".example");
        var now =
                new Known(
                        next(version),
                        List.of(value),
                        false,
                        3,
                        new TreeSet<>(),
                        new TreeSet<>(List.of("windows")),
                        Optional.empty());
        String id = "indicator--" + UUID.randomUUID();
        simulated.openCti("{\"put\":[%s]}".formatted(stix(id, now)));
        held.put(id, now);
        version = now.version();
        return value.text();
    }

    private Known random(boolean revoked) {
        version = next(version);
        List<Value> several = new ArrayList<>();
        for (int i = 1 + chance.nextInt(3); i > 0; i--) {
            several.add(value(chance.nextInt(values)));
        }
        return new Known(
                version,
                several,
                revoked,
                chance.nextInt(SEVERITIES.size()),
                some(List.of("apt", "botnet", "campaign", "stealer")),
                some(List.copyOf(new TreeSet<>(PLATFORMS.keySet()))),
                chance.nextBoolean()
                        ? Optional.empty()
                        : Optional.of(
                                Instant.ofEpochSecond(
                                        version / 1000
                                                + (1L + chance.nextInt(300)) * DAY_SECONDS)));
    }

    private static long next(long version) {
        return Math.max(System.currentTimeMillis(), version + 1);
    }

    private SortedSet<String> some(List<String> all) {
        var found = new TreeSet<String>();
        all.stream().filter(_ -> chance.nextBoolean()).forEach(found::add);
        return found;
    }

    private static String id(int number) {
        return "indicator--%08x-0000-5000-8000-000000000000".formatted(number);
    }

    private static Value value(int number) {
        return switch (number % 5) {
            case 0 -> new Value("ipv4", "198.18.%d.%d".formatted(number / 250, number % 250 + 1));
            case 1 -> new Value("ipv6", "2001:4860::%x".formatted(number + 1));
            case 2 -> new Value("sha256", "%064x".formatted(number + 0xabcdefL));
            case 3 -> new Value("md5", "%032x".formatted(number + 0xabcdefL));
            default -> new Value("domain", "c2-%d.example".formatted(number));
        };
    }

    /** As producers write it: not always in the form in which it is kept. */
    private String spelt(Value value) {
        String text =
                switch (value.type()) {
                    case "ipv6" -> value.text().replace("::", ":0:0:0:0:0:");
                    case "domain" -> value.text().toUpperCase(Locale.ROOT) + ".";
                    case "ipv4" -> value.text() + "/32";
                    default -> value.text().toUpperCase(Locale.ROOT);
                };
        return chance.nextBoolean() ? text : value.text();
    }

    private String pattern(Known known) {
        return known.values().stream().map(this::test).collect(Collectors.joining(" OR "));
    }

    private String test(Value value) {
        String property =
                switch (value.type()) {
                    case "ipv4" -> "ipv4-addr:value";
                    case "ipv6" -> "ipv6-addr:value";
                    case "sha256" -> "file:hashes.'SHA-256'";
                    case "md5" -> "file:hashes.MD5";
                    default -> "domain-name:value";
                };
        return "[%s = '%s']".formatted(property, spelt(value));
    }

    private ObjectNode stix(String id, Known known) {
        String time = Instant.ofEpochMilli(known.version()).toString();
        ObjectNode object = JSON.createObjectNode();
        object.put("type", "indicator").put("spec_version", "2.1").put("id", id);
        object.put("created", time).put("modified", time).put("revoked", known.revoked());
        object.put("name", "n").put("description", "version " + known.version());
        object.put("pattern", pattern(known)).put("pattern_type", "stix");
        object.put("created_by_ref", "identity--" + new UUID(0x5000L, 0x8000000000000001L));
        known.until().ifPresent(until -> object.put("valid_until", until.toString()));
        var labels = object.putArray("labels");
        known.labels().forEach(labels::add);
        ObjectNode extensions = object.putObject("extensions");
        extensions
                .putObject(OPENCTI)
                .put("updated_at", time)
                .put("score", known.severity() * 20 + chance.nextInt(20));
        var platforms = extensions.putObject(MITRE).putArray("platforms");
        known.platforms().forEach(platforms::add);
        return object;
    }

    /** What Falcon must have in use, by value. */
    private SortedMap<String, String> wanted() {
        Map<Value, List<Known>> owners = new HashMap<>();
        held.values().stream()
                .filter(known -> !known.revoked())
                .sorted(Comparator.comparingLong(Known::version).reversed())
                .forEach(known ->
                        known.values().stream()
                                .distinct()
                                .forEach(value ->
                                        owners.computeIfAbsent(value, _ -> new ArrayList<>())
                                                .add(known)));
        var wanted = new TreeMap<String, String>();
        owners.forEach((value, all) -> wanted.put(value.type() + ":" + value.text(), merged(all)));
        return wanted;
    }

    private static String merged(List<Known> newestFirst) {
        int severity = newestFirst.stream().mapToInt(Known::severity).max().orElseThrow();
        var tags = new TreeSet<String>();
        var platforms = new TreeSet<String>();
        for (Known each : newestFirst) {
            tags.addAll(each.labels());
            // One that names none is meant for all.
            (each.platforms().isEmpty() ? PLATFORMS.keySet() : each.platforms())
                    .forEach(word -> platforms.add(PLATFORMS.get(word)));
        }
        String until =
                newestFirst.stream().anyMatch(each -> each.until().isEmpty())
                        ? ""
                        : newestFirst.stream()
                                .map(each -> each.until().orElseThrow())
                                .max(Comparator.naturalOrder())
                                .orElseThrow()
                                .toString();
        return form(
                "detect",
                SEVERITIES.get(severity),
                platforms,
                tags,
                until,
                "version " + newestFirst.getFirst().version());
    }

    /** What Falcon has, by value; a second one of a value has a name of its own. */
    public static SortedMap<String, String> found(JsonNode iocs) {
        var found = new TreeMap<String, String>();
        for (JsonNode ioc : iocs) {
            String name = ioc.path("type").asText() + ":" + ioc.path("value").asText();
            found.put(
                    found.containsKey(name) ? name + " again " + found.size() : name,
                    form(
                            ioc.path("action").asText(),
                            ioc.path("severity").asText(),
                            texts(ioc.path("platforms")),
                            texts(ioc.path("tags")),
                            ioc.path("expiration").asText(""),
                            ioc.path("description").asText()));
        }
        return found;
    }

    /** Where Falcon is not as wanted, a line each. */
    public List<String> differences(SortedMap<String, String> found) {
        SortedMap<String, String> wanted = wanted();
        var values = new TreeSet<>(wanted.keySet());
        values.addAll(found.keySet());
        return values.stream()
                .filter(value -> !Objects.equals(wanted.get(value), found.get(value)))
                .map(value ->
                        "%s: wanted %s, is %s"
                                .formatted(value, wanted.get(value), found.get(value)))
                .toList();
    }

    private static SortedSet<String> texts(JsonNode list) {
        var texts = new TreeSet<String>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static String form(
            String action,
            String severity,
            SortedSet<String> platforms,
            SortedSet<String> tags,
            String until,
            String description) {
        return String.join(
                " | ", action, severity, platforms.toString(), tags.toString(), until, description);
    }
}
