package io.ropewalk.simulator.alert;

import java.time.Duration;
import java.util.Objects;

/** Points of the alerts collection on which sources disagree or are silent. */
public record AlertRules(Writes writes, Reads reads) {

    /** What a PATCH does with ids it does not know. */
    public enum Unknown {
        /** The others are written: 200, and an error for each. */
        ERRORS,
        /** The others are written: 404, and an error for each. */
        PARTIAL_404,
        /** Nothing is written: 400. */
        WHOLE,
        /** The others are written: 200, and only the count of writes tells. */
        SILENT
    }

    /** What {@code meta.writes.resources_affected} counts. */
    public enum Affected {
        /** The alerts there are, changed or not. */
        FOUND,
        /** Those that are different now. */
        CHANGED,
        /** There is no such member. */
        ABSENT
    }

    /**
     * How a PATCH is judged.
     *
     * @param maxIds more are refused with 413, as seen
     * @param maxBody longer bodies are refused with 413, as seen at about 1 MiB
     * @param maxComment characters a comment may have; no source states a limit
     */
    public record Writes(
            Unknown unknown, Affected affected, int maxIds, int maxBody, int maxComment) {
        public static final Writes DEFAULT =
                new Writes(Unknown.ERRORS, Affected.FOUND, 1000, 1024 * 1024, 10_000);

        public Writes {
            Objects.requireNonNull(unknown, "unknown");
            Objects.requireNonNull(affected, "affected");
            if (maxIds < 1 || maxBody < 100 || maxComment < 1) {
                throw new IllegalArgumentException(
                        "maxIds and maxComment must be at least 1, maxBody at least 100");
            }
        }
    }

    /**
     * How alerts are found.
     *
     * @param windowStatus what a page past the first 10,000 by offset gets: 500 as seen in 2024
     * @param searchLag how long searches see the state of before a write; reads by id never do
     * @param afterLife how long an {@code after} is taken
     * @param combinedHidden whether the combined listing, which knows no {@code include_hidden},
     *     has hidden alerts
     * @param bothHashFields whether one filter may name {@code sha256} and {@code entities.sha256}
     * @param entitiesAggregate whether {@code entities.sha256} aggregates
     * @param onlyListed whether only listed alerts exist; otherwise any id of the right form stands
     *     for one, as the events of the feed need it
     */
    public record Reads(
            int windowStatus,
            Duration searchLag,
            Duration afterLife,
            boolean combinedHidden,
            boolean bothHashFields,
            boolean entitiesAggregate,
            boolean onlyListed) {
        public static final Reads DEFAULT =
                new Reads(500, Duration.ZERO, Duration.ofMinutes(10), true, true, false, false);

        public Reads {
            Objects.requireNonNull(searchLag, "searchLag");
            Objects.requireNonNull(afterLife, "afterLife");
            if (windowStatus < 400 || windowStatus > 599) {
                throw new IllegalArgumentException("windowStatus must be an error status");
            }
        }

        /** The same with another delay before searches see a write. */
        public Reads withSearchLag(Duration value) {
            return new Reads(
                    windowStatus,
                    value,
                    afterLife,
                    combinedHidden,
                    bothHashFields,
                    entitiesAggregate,
                    onlyListed);
        }

        /** The same with another answer to hidden alerts in the combined listing. */
        public Reads withCombinedHidden(boolean value) {
            return new Reads(
                    windowStatus,
                    searchLag,
                    afterLife,
                    value,
                    bothHashFields,
                    entitiesAggregate,
                    onlyListed);
        }

        /** The same with alerts beyond the listed ones, or without. */
        public Reads withOnlyListed(boolean value) {
            return new Reads(
                    windowStatus,
                    searchLag,
                    afterLife,
                    combinedHidden,
                    bothHashFields,
                    entitiesAggregate,
                    value);
        }
    }

    public static final AlertRules DEFAULT = new AlertRules(Writes.DEFAULT, Reads.DEFAULT);

    public AlertRules {
        Objects.requireNonNull(writes, "writes");
        Objects.requireNonNull(reads, "reads");
    }

    /** The same with other readings of what a write does. */
    public AlertRules with(Unknown unknown, Affected affected) {
        return new AlertRules(
                new Writes(
                        unknown, affected, writes.maxIds(), writes.maxBody(), writes.maxComment()),
                reads);
    }

    /** The same with other ways of finding. */
    public AlertRules with(Reads value) {
        return new AlertRules(writes, value);
    }
}
