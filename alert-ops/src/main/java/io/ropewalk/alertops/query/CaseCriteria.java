package io.ropewalk.alertops.query;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which cases. Of a list any may fit, an empty one narrows nothing.
 *
 * @param window when they were created
 * @param statuses {@code new}, {@code in_progress}, {@code closed}, {@code reopened}
 * @param severityAtLeast this and above; never together with severities
 * @param assignees names or uuids
 * @param referenceIds the ids people see
 */
public record CaseCriteria(
        Window window,
        List<String> statuses,
        List<Severity> severities,
        Optional<Severity> severityAtLeast,
        List<String> assignees,
        List<String> tags,
        List<String> ids,
        List<String> referenceIds,
        List<String> names,
        Sort sort) {

    /** In which order. */
    public enum Sort {
        NEWEST("created_timestamp|desc"),
        OLDEST("created_timestamp|asc"),
        UPDATED("updated_timestamp|desc"),
        SEVERITY("severity|desc");

        private final String vendors;

        Sort(String vendors) {
            this.vendors = vendors;
        }

        String vendors() {
            return vendors;
        }
    }

    public CaseCriteria {
        Objects.requireNonNull(window, "window");
        statuses = List.copyOf(statuses);
        severities = List.copyOf(severities);
        Objects.requireNonNull(severityAtLeast, "severityAtLeast");
        assignees = List.copyOf(assignees);
        tags = List.copyOf(tags);
        ids = List.copyOf(ids);
        referenceIds = List.copyOf(referenceIds);
        names = List.copyOf(names);
        Objects.requireNonNull(sort, "sort");
    }
}
