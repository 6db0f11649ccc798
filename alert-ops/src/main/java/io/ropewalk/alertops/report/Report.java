package io.ropewalk.alertops.report;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A report, and how far it came.
 *
 * @param read alerts read so far
 * @param total alerts there are, where it is known
 * @param document what it came to, empty before its end, where it failed, and in lists
 * @param failure why it failed
 */
public record Report(
        String id,
        ReportOrder order,
        State state,
        Instant created,
        Optional<Instant> finished,
        long read,
        OptionalLong total,
        Optional<HashReport> document,
        Optional<HashReport.Failure> failure,
        Mail mail) {

    /**
     * What became of the mail about it.
     *
     * @param state {@code none} (nobody to tell), {@code waiting}, {@code sent} or {@code failed}
     * @param tries how often it was tried
     * @param error why the last try failed
     */
    public record Mail(String state, int tries, Optional<String> error) {
        public static final String NONE = "none";
        public static final String WAITING = "waiting";
        public static final String SENT = "sent";
        public static final String FAILED = "failed";
    }

    public Report {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(state, "state");
    }
}
