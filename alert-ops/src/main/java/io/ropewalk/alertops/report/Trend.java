package io.ropewalk.alertops.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * How many alerts were created on each day, over the customers that answered.
 *
 * @param at when it was asked
 * @param by what the counts of a day are by
 * @param tenants those asked
 * @param days in order, without gaps; days of UTC, the last one is not over
 * @param total sum of all days
 * @param failures customers that lack in it
 */
public record Trend(
        Instant at,
        String by,
        List<String> tenants,
        List<Day> days,
        long total,
        List<Failed> failures) {

    /**
     * One day.
     *
     * @param counts by word; {@code other} for alerts with none of the words
     */
    public record Day(LocalDate day, long total, Map<String, Long> counts) {}

    /** A customer that lacks. */
    public record Failed(String tenant, HashReport.Failure failure) {}

    public Trend {
        tenants = List.copyOf(tenants);
        days = List.copyOf(days);
        failures = List.copyOf(failures);
    }
}
