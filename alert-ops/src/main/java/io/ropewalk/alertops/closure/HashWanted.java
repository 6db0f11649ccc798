package io.ropewalk.alertops.closure;

import io.ropewalk.alertops.work.Refused;
import io.ropewalk.alertops.work.Refused.Why;
import io.ropewalk.alertops.work.Rule;
import io.ropewalk.falcon.alerts.AlertFields;
import io.ropewalk.falcon.alerts.AlertRecord;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.fql.TextField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Hashes whose alerts are wanted, and the members they are looked for in. Falcon keeps hashes in
 * lower case and minds it. Parents of a process are never looked at: they are explorer.exe and
 * cmd.exe, whoever started what was found.
 */
final class HashWanted {
    /** Members a caller may name besides the usual ones. */
    static final List<String> OPTIONAL = List.of("quarantined_files.sha256", "ioc_value");

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32}");
    private static final int SHA256 = 64;
    private static final int SHA1 = 40;

    /** Of the empty file: it stands wherever a sensor could not read one. */
    private static final Set<String> EMPTY_FILE =
            Set.of(
                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                    "da39a3ee5e6b4b0d3255bfef95601890afd80709",
                    "d41d8cd98f00b204e9800998ecf8427e");

    private final List<String> hashes;
    private final Map<TextField, List<String>> byField = new LinkedHashMap<>();

    private HashWanted(List<String> hashes, Collection<String> more) {
        this.hashes = hashes;
        for (String hash : hashes) {
            for (TextField field : fields(hash, more)) {
                byField.computeIfAbsent(field, _ -> new ArrayList<>()).add(hash);
            }
        }
    }

    /**
     * Reads hashes.
     *
     * @param more of {@link #OPTIONAL}
     * @param kept hashes that are protected, in lower case
     * @throws Refused for what is no hash, and for one that nobody closes by
     */
    static HashWanted read(List<String> given, Collection<String> more, Set<String> kept) {
        List<String> hashes =
                given.stream()
                        .map(it -> it.strip().toLowerCase(Locale.ROOT))
                        .distinct()
                        .sorted()
                        .toList();
        if (!hashes.stream().allMatch(it -> HASH.matcher(it).matches())) {
            throw Refused.badRequest(
                    "A hash is a SHA-256 (64 hexadecimal digits), SHA-1 (40) or MD5 (32).");
        }
        if (hashes.stream().anyMatch(EMPTY_FILE::contains)) {
            throw refused("This is the hash of an empty file; it says nothing about an alert.");
        }
        if (hashes.stream().anyMatch(kept::contains)) {
            throw refused("Alerts are not closed by this hash; it is protected.");
        }
        if (!OPTIONAL.containsAll(more)) {
            throw Refused.badRequest(
                    "hashFields names further members to look at, of "
                            + String.join(", ", OPTIONAL)
                            + ".");
        }
        return new HashWanted(hashes, more);
    }

    private static Refused refused(String message) {
        return new Refused(new Why.Guard(new Rule("protected-hashes", message)));
    }

    private static List<TextField> fields(String hash, Collection<String> more) {
        List<TextField> fields = new ArrayList<>();
        switch (hash.length()) {
            case SHA256 -> {
                fields.add(AlertFields.SHA256);
                fields.add(AlertFields.ENTITIES_SHA256);
                if (more.contains(AlertFields.QUARANTINED_SHA256.name())) {
                    fields.add(AlertFields.QUARANTINED_SHA256);
                }
            }
            case SHA1 -> fields.add(AlertFields.SHA1);
            default -> fields.add(AlertFields.MD5);
        }
        if (more.contains(AlertFields.IOC_VALUE.name())) {
            fields.add(AlertFields.IOC_VALUE);
        }
        return fields;
    }

    /** For alerts that carry one of them in any of its members. */
    Filter together() {
        return Filter.anyOf(apart());
    }

    /** The same, a filter for each member: some clouds do not take two of them in one. */
    List<Filter> apart() {
        return byField.entrySet().stream().map(it -> it.getKey().in(it.getValue())).toList();
    }

    /** The hashes, for a person. */
    List<String> hashes() {
        return hashes;
    }

    /** Members of this alert that hold one of them. */
    List<String> matched(AlertRecord alert) {
        return byField.entrySet().stream()
                .filter(it ->
                        alert.members().texts(it.getKey().name()).stream()
                                .map(text -> text.toLowerCase(Locale.ROOT))
                                .anyMatch(it.getValue()::contains))
                .map(it -> it.getKey().name())
                .toList();
    }

    @Override
    public String toString() {
        return Arrays.toString(hashes.toArray());
    }
}
