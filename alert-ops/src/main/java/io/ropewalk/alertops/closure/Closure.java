package io.ropewalk.alertops.closure;

import io.ropewalk.falcon.FailureCategory;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A closure: alerts that were looked at, and what is done with them. The alerts themselves stand in
 * its {@link ClosureItem}s.
 *
 * @param deed what is done with each
 * @param frozen what was found, and stays
 * @param asked who asked for it
 * @param failure why it broke off
 */
public record Closure(
        String id,
        String tenant,
        Deed deed,
        Frozen frozen,
        Asked asked,
        Pass pass,
        ClosureState state,
        Times times,
        Optional<Failure> failure) {

    public Closure {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(deed, "deed");
        Objects.requireNonNull(frozen, "frozen");
        Objects.requireNonNull(asked, "asked");
        Objects.requireNonNull(pass, "pass");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(times, "times");
        Objects.requireNonNull(failure, "failure");
    }

    /**
     * What was found.
     *
     * @param total alerts to be written
     * @param examined alerts that were looked at
     * @param digest SHA-256, hex, over the sorted ids and the action
     * @param breakdown counts by value, by what is counted
     * @param excluded alerts left out, by reason
     * @param sample some of them, for a person
     */
    public record Frozen(
            int total,
            long examined,
            String digest,
            Map<String, Map<String, Integer>> breakdown,
            Map<String, Integer> excluded,
            List<Map<String, String>> sample) {
        public Frozen {
            Objects.requireNonNull(digest, "digest");
            breakdown = Collections.unmodifiableMap(new LinkedHashMap<>(breakdown));
            excluded = new TreeMap<>(excluded);
            sample = List.copyOf(sample);
        }
    }

    /**
     * Who asked.
     *
     * @param by subject of the token, who alone may confirm
     * @param approvedBy the second person, once there is one
     * @param reason of the preview, and where it is confirmed with another, that
     */
    public record Asked(
            String by, String via, String reason, boolean approval, Optional<String> approvedBy) {
        public Asked {
            Objects.requireNonNull(by, "by");
            Objects.requireNonNull(via, "via");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(approvedBy, "approvedBy");
        }
    }

    /**
     * What it is confirmed with.
     *
     * @param hash of the token, bound to all the token is good for; empty where there is none
     * @param expires until when it can be confirmed; of one that waits for a second person,
     *     approved
     * @param key idempotency key of the confirmation, empty before it or without one
     * @param keyDigest of the confirmation that had the key
     */
    public record Pass(String hash, Instant expires, String key, String keyDigest) {
        /** For what needs no confirmation. */
        static Pass none(Instant expires) {
            return new Pass("", expires, "", "");
        }
    }

    /**
     * When what happened.
     *
     * @param started when work began, or went on last
     * @param doneBefore items that were settled before that
     */
    public record Times(
            Instant created,
            Optional<Instant> executed,
            Optional<Instant> started,
            int doneBefore,
            Optional<Instant> finished) {
        static Times of(Instant created) {
            return new Times(created, Optional.empty(), Optional.empty(), 0, Optional.empty());
        }
    }

    /** Why it broke off. */
    public record Failure(FailureCategory category, String message, String traceId) {}

    /** How it begins in every comment it writes. */
    public String marker() {
        return marker(id);
    }

    static String marker(String id) {
        return "[ropewalk " + id + " ";
    }

    /** The comment it writes. */
    public String comment() {
        String approved = asked.approvedBy().map(it -> ", approved " + plain(it)).orElse("");
        return marker() + "by " + plain(asked.by()) + approved + "] " + deed.words(asked.reason());
    }

    /** A name comes from a token; it must not end the marker, nor fill the comment. */
    private static String plain(String name) {
        String plain = name.replaceAll("[\\p{Cntrl}\\[\\]]", "_");
        return plain.length() > 100 ? plain.substring(0, 100) : plain;
    }

    /** The state as others see it: what was not confirmed, or approved, in time is over. */
    public ClosureState seen(Instant now) {
        boolean waits = state == ClosureState.PREVIEWED || state == ClosureState.WAITING;
        return waits && !now.isBefore(pass.expires()) ? ClosureState.CANCELLED : state;
    }
}
