package io.ropewalk.alertops.query;

import io.ropewalk.falcon.FalconFailure;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a question found at several customers.
 *
 * @param tenants those asked for this answer, in order; others may follow by {@code next}
 * @param items by customer in that order, each naming its own as in {@link Found}
 * @param next where it goes on, empty when every customer that answered has no more
 * @param total over those asked, where the vendor said so for all of them
 * @param failures customers of which this answer lacks something; {@code next} does not go on with
 *     them
 */
public record FoundMany(
        List<String> tenants,
        List<Map<String, Object>> items,
        Optional<String> next,
        OptionalLong total,
        String filter,
        List<String> warnings,
        List<Failure> failures,
        String traceId) {

    /** What one customer's question came to instead of an answer. */
    public record Failure(String tenant, FalconFailure why, String traceId) {
        public Failure {
            Objects.requireNonNull(tenant, "tenant");
            Objects.requireNonNull(why, "why");
            Objects.requireNonNull(traceId, "traceId");
        }
    }

    public FoundMany {
        tenants = List.copyOf(tenants);
        items = List.copyOf(items);
        Objects.requireNonNull(next, "next");
        Objects.requireNonNull(total, "total");
        Objects.requireNonNull(filter, "filter");
        warnings = List.copyOf(warnings);
        failures = List.copyOf(failures);
        Objects.requireNonNull(traceId, "traceId");
    }
}
