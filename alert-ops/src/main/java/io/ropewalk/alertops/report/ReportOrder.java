package io.ropewalk.alertops.report;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A report that is to be made.
 *
 * @param scope customers: names in order with commas between, or {@code *}; the report is shown
 *     under this address only
 * @param kind {@value HashReport#KIND}
 * @param filters parameters of the summary, by name
 * @param recipients who is told by mail
 * @param actor subject of the caller's token, or {@code schedule:<name>}
 * @param via {@code http} or {@code schedule}
 * @param schedule its name, empty for none
 */
public record ReportOrder(
        String scope,
        String kind,
        Map<String, List<String>> filters,
        List<String> recipients,
        String actor,
        String via,
        String schedule) {
    public ReportOrder {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(kind, "kind");
        filters = Map.copyOf(filters);
        recipients = List.copyOf(recipients);
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(via, "via");
        Objects.requireNonNull(schedule, "schedule");
    }
}
