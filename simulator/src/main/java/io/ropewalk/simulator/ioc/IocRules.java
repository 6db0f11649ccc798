package io.ropewalk.simulator.ioc;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * Points of IOC management on which sources disagree or are silent, and what can be planted.
 *
 * @param batch what one bad item does to the others
 * @param report how the bad ones are named
 * @param duplicates what a second item of a type and value is
 * @param searchLag how long a new one is not found by searches
 * @param maxBatch items a write may carry
 * @param maxUrlBytes longest path and query; nginx takes 8 KiB
 * @param cap how many a customer may have
 * @param mobile whether the customer has Falcon for Mobile
 * @param pastExpiration whether an expiration that has passed is taken
 * @param oddEmpty whether an empty listing claims a total of one and has a cursor, as recorded
 * @param poison values that are refused though nothing is wrong with them
 * @param warned values that are only warned of
 */
public record IocRules(
        Batch batch,
        Report report,
        Duplicates duplicates,
        Duration searchLag,
        int maxBatch,
        int maxUrlBytes,
        int cap,
        boolean mobile,
        boolean pastExpiration,
        boolean oddEmpty,
        Set<String> poison,
        Set<String> warned) {

    /** What one bad item does to the others. */
    public enum Batch {
        /** Nothing is written: 400. */
        STRICT,
        /** The others are written. */
        LENIENT
    }

    /** How bad items are named. */
    public enum Report {
        /** In {@code resources}, with {@code message_type} and {@code field_name}. */
        RESOURCES,
        /** In {@code errors}: by id where there is one, otherwise by the value in the text. */
        ERRORS,
        /** Not at all: one error for the whole. */
        OPAQUE
    }

    /** What a second item of a type and value is. */
    public enum Duplicates {
        /** Refused. */
        ERROR,
        /** Warned of; with warnings ignored it changes the first. */
        UPDATE,
        /** Warned of; with warnings ignored the first is answered as it is. */
        SKIP
    }

    public static final IocRules DEFAULT =
            new IocRules(
                    Batch.STRICT,
                    Report.RESOURCES,
                    Duplicates.ERROR,
                    Duration.ZERO,
                    2000,
                    8190,
                    1_000_000,
                    false,
                    false,
                    true,
                    Set.of(),
                    Set.of());

    public IocRules {
        Objects.requireNonNull(batch, "batch");
        Objects.requireNonNull(report, "report");
        Objects.requireNonNull(duplicates, "duplicates");
        Objects.requireNonNull(searchLag, "searchLag");
        if (maxBatch < 1 || maxUrlBytes < 100 || cap < 0) {
            throw new IllegalArgumentException(
                    "maxBatch must be at least 1, maxUrlBytes at least 100, cap not negative");
        }
        poison = Set.copyOf(poison);
        warned = Set.copyOf(warned);
    }

    /** The same with other readings of what is disputed. */
    public IocRules with(Batch newBatch, Report newReport, Duplicates newDuplicates) {
        return new IocRules(
                newBatch,
                newReport,
                newDuplicates,
                searchLag,
                maxBatch,
                maxUrlBytes,
                cap,
                mobile,
                pastExpiration,
                oddEmpty,
                poison,
                warned);
    }

    /** The same with another delay before new ones are found. */
    public IocRules withSearchLag(Duration value) {
        return new IocRules(
                batch,
                report,
                duplicates,
                value,
                maxBatch,
                maxUrlBytes,
                cap,
                mobile,
                pastExpiration,
                oddEmpty,
                poison,
                warned);
    }

    /** The same with values planted. */
    public IocRules withPlanted(Set<String> newPoison, Set<String> newWarned) {
        return new IocRules(
                batch,
                report,
                duplicates,
                searchLag,
                maxBatch,
                maxUrlBytes,
                cap,
                mobile,
                pastExpiration,
                oddEmpty,
                newPoison,
                newWarned);
    }

    /** The same with room for so many. */
    public IocRules withCap(int value) {
        return new IocRules(
                batch,
                report,
                duplicates,
                searchLag,
                maxBatch,
                maxUrlBytes,
                value,
                mobile,
                pastExpiration,
                oddEmpty,
                poison,
                warned);
    }
}
