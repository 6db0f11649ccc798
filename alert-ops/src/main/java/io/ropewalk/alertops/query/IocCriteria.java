package io.ropewalk.alertops.query;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which custom indicators. Of a list any may fit, an empty one narrows nothing.
 *
 * @param window when they were made
 * @param types as the vendor has them: {@code sha256}, {@code md5}, {@code domain}, {@code ipv4},
 *     {@code ipv6}
 * @param severityAtLeast this and above; never together with severities
 * @param expired whether those past their expiration are wanted, or only the others
 */
public record IocCriteria(
        Window window,
        List<String> types,
        List<Severity> severities,
        Optional<Severity> severityAtLeast,
        List<String> values,
        List<String> actions,
        List<String> sources,
        List<String> tags,
        List<String> createdBy,
        Optional<Boolean> expired,
        Sort sort) {

    /** In which order. */
    public enum Sort {
        NEWEST("created_on.desc"),
        OLDEST("created_on.asc"),
        UPDATED("modified_on.desc");

        private final String vendors;

        Sort(String vendors) {
            this.vendors = vendors;
        }

        String vendors() {
            return vendors;
        }
    }

    public IocCriteria {
        Objects.requireNonNull(window, "window");
        types = List.copyOf(types);
        severities = List.copyOf(severities);
        values = List.copyOf(values);
        actions = List.copyOf(actions);
        sources = List.copyOf(sources);
        tags = List.copyOf(tags);
        createdBy = List.copyOf(createdBy);
        Objects.requireNonNull(sort, "sort");
    }
}
