package io.ropewalk.falcon.iocs;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What can be set on an indicator. Immutable; each method answers a copy with one more member. What
 * is not set is left as it is by an update and left to the vendor by a creation.
 *
 * @param members by the vendor's name, in the order they were set; {@code null} clears a member
 */
public record IndicatorSettings(Map<String, Object> members) {

    /** Sets nothing. */
    public static final IndicatorSettings NONE = new IndicatorSettings(Map.of());

    /** Texts an update can clear. */
    public enum Clearable {
        /** Its description. */
        DESCRIPTION("description"),
        /** Its severity; only where the action needs none. */
        SEVERITY("severity"),
        /** Where it comes from. */
        SOURCE("source"),
        /** When it expires; it then never does. */
        EXPIRATION("expiration");

        private final String member;

        Clearable(String member) {
            this.member = member;
        }
    }

    public IndicatorSettings {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** What hosts do on seeing it: {@code detect}, {@code prevent} and so on. */
    public IndicatorSettings action(String action) {
        return with("action", action);
    }

    /** The same for mobile devices. */
    public IndicatorSettings mobileAction(String action) {
        return with("mobile_action", action);
    }

    /** {@code informational} to {@code critical}. */
    public IndicatorSettings severity(String severity) {
        return with("severity", severity);
    }

    /** Where it comes from, at most 256 characters. */
    public IndicatorSettings source(String source) {
        return with("source", source);
    }

    /** A text for people. */
    public IndicatorSettings description(String description) {
        return with("description", description);
    }

    /** When it expires, to the second; the vendor refuses a time that has passed. */
    public IndicatorSettings expiration(Instant expiration) {
        return with("expiration", expiration.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /** All its platforms. */
    public IndicatorSettings platforms(List<String> platforms) {
        return with("platforms", List.copyOf(platforms));
    }

    /** All its tags: the list replaces what was there. */
    public IndicatorSettings tags(List<String> tags) {
        return with("tags", List.copyOf(tags));
    }

    /** The host groups it applies to. */
    public IndicatorSettings hostGroups(List<String> groups) {
        return with("host_groups", List.copyOf(groups));
    }

    /** Whether it applies to all hosts. */
    public IndicatorSettings appliedGlobally(boolean globally) {
        return with("applied_globally", globally);
    }

    /** The name of the file of a hash. */
    public IndicatorSettings filename(String filename) {
        return with("metadata", Map.of("filename", filename));
    }

    /** Clears a member. */
    public IndicatorSettings cleared(Clearable what) {
        return with(what.member, null);
    }

    private IndicatorSettings with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new IndicatorSettings(more);
    }
}
