package io.ropewalk.alertops.query;

import io.ropewalk.falcon.alerts.AlertStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which alerts. Of a list any may fit, an empty one narrows nothing.
 *
 * @param window when they were created; the last 7 days unless said or an aggregate is named
 * @param severityAtLeast this and above; never together with severities
 * @param statuses {@code new}, {@code in_progress}, {@code reopened}, {@code closed}
 * @param techniques MITRE ids, with what is below them ({@code T1059}), or names
 * @param tactics MITRE ids ({@code TA0002}) or names
 * @param hashes SHA-256 in lower case, wherever an alert has one
 * @param assignees names, mail addresses or uuids
 * @param aggregateId alerts that belong together have the same one; they are what behaviors were
 */
public record DetectionCriteria(
        Window window,
        List<Severity> severities,
        Optional<Severity> severityAtLeast,
        List<String> statuses,
        List<String> hostnames,
        Match match,
        List<String> hostIds,
        List<String> techniques,
        List<String> tactics,
        List<String> products,
        List<String> types,
        List<String> hashes,
        List<String> users,
        List<String> filenames,
        List<String> assignees,
        List<String> tags,
        Optional<String> aggregateId,
        Optional<String> caseId,
        Sort sort) {

    /** What an alert is that nobody has closed. */
    private static final List<String> OPEN =
            Arrays.stream(AlertStatus.values())
                    .filter(it -> it != AlertStatus.CLOSED)
                    .map(AlertStatus::word)
                    .toList();

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

    public DetectionCriteria {
        Objects.requireNonNull(window, "window");
        severities = List.copyOf(severities);
        statuses = List.copyOf(statuses);
        hostnames = List.copyOf(hostnames);
        hostIds = Texts.lower(hostIds);
        techniques = List.copyOf(techniques);
        tactics = List.copyOf(tactics);
        products = List.copyOf(products);
        types = List.copyOf(types);
        hashes = Texts.lower(hashes);
        users = List.copyOf(users);
        filenames = List.copyOf(filenames);
        assignees = List.copyOf(assignees);
        tags = List.copyOf(tags);
    }

    /**
     * Whether they leave out some open alert for another reason than its time. Words that name all
     * there are leave out none.
     */
    boolean narrows() {
        boolean named =
                Stream.of(
                                hostnames,
                                hostIds,
                                techniques,
                                tactics,
                                types,
                                hashes,
                                users,
                                filenames,
                                assignees,
                                tags)
                        .anyMatch(it -> !it.isEmpty());
        return named
                || aggregateId.isPresent()
                || caseId.isPresent()
                || severityAtLeast.filter(it -> it != Severity.INFORMATIONAL).isPresent()
                || leavesOut(severities, List.of(Severity.values()))
                || leavesOut(products, Detections.PRODUCTS)
                || leavesOut(statuses, OPEN);
    }

    private static <T> boolean leavesOut(List<T> named, List<T> all) {
        return !named.isEmpty() && !named.containsAll(all);
    }
}
