package io.ropewalk.alertops.query;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a question found at one customer.
 *
 * @param items each with the member {@code tenant}; texts, whole numbers, doubles, truths, lists
 *     and maps. What is in them may come from an attacker
 * @param next the {@code after} of the next page, empty on the last
 * @param total how many there are in all, where the vendor says so
 * @param filter what was asked of the vendor, in its query language; empty for everything
 * @param warnings what is not as it should be though there is an answer, for a person
 * @param traceId the vendor's, of the last call
 */
public record Found(
        String tenant,
        List<Map<String, Object>> items,
        Optional<String> next,
        OptionalLong total,
        String filter,
        List<String> warnings,
        String traceId) {
    public Found {
        Objects.requireNonNull(tenant, "tenant");
        items = List.copyOf(items);
        Objects.requireNonNull(next, "next");
        Objects.requireNonNull(total, "total");
        Objects.requireNonNull(filter, "filter");
        warnings = List.copyOf(warnings);
        Objects.requireNonNull(traceId, "traceId");
    }
}
