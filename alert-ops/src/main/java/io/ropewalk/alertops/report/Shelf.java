package io.ropewalk.alertops.report;

/** Where a finished report is also put for people who look at files. */
@FunctionalInterface
public interface Shelf {
    /** Nowhere. */
    Shelf NONE = (_, _) -> {};

    /**
     * Puts it there.
     *
     * @throws java.io.UncheckedIOException when it cannot; the report stands all the same
     */
    void put(String id, HashReport report);
}
