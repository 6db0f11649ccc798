package io.ropewalk.alertops.report;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconCallFailed;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.alerts.AlertRecord;
import io.ropewalk.falcon.alerts.AlertSweep;
import io.ropewalk.falcon.alerts.AlertSweep.End;
import io.ropewalk.falcon.fql.Filter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is read of each customer.
 *
 * @param until nothing that was created later is read
 * @param most alerts of one customer that are read
 * @param hashes different ones that are counted of one customer
 */
record Reading(
        Filter filter, Instant until, CallClass calls, long most, int hashes, Progress progress) {

    /**
     * What one customer's alerts came to.
     *
     * @param why empty where all were read
     */
    record Read(HashTallies tallies, OptionalLong total, Optional<FalconCallFailed> why) {

        Coverage coverage() {
            return tallies.coverage(total, why.isEmpty());
        }

        State state() {
            if (why.isPresent() && tallies.examined() == 0) {
                return State.FAILED;
            }
            return coverage().complete() ? State.SUCCEEDED : State.INCOMPLETE;
        }
    }

    /** Reads all alerts of one customer. What was read before a failure counts. */
    Read of(String tenant, AlertSweep sweep) {
        HashTallies tallies = new HashTallies(hashes);
        End end =
                sweep.read(
                        filter,
                        until,
                        calls,
                        (some, read, total) -> take(tenant, tallies, some, read, total));
        return switch (end) {
            case End.Complete it -> new Read(tallies, OptionalLong.of(it.read()), Optional.empty());
            case End.Stopped it -> new Read(tallies, it.total(), Optional.of(stopped()));
            case End.Incomplete it ->
                    new Read(
                            tallies,
                            it.total(),
                            Optional.of(new FalconCallFailed(it.why(), it.traceId())));
        };
    }

    private boolean take(
            String tenant,
            HashTallies tallies,
            List<AlertRecord> some,
            long read,
            OptionalLong total) {
        some.forEach(it -> tallies.add(tenant, it));
        return progress.read(tenant, read, total) && read < most;
    }

    private FalconCallFailed stopped() {
        return new FalconCallFailed(
                FalconFailure.of(
                        FailureCategory.BAD_REQUEST,
                        "There are more alerts than one report reads (%d, ropewalk.alerts.reports.max-alerts); narrow the filter."
                                .formatted(most)),
                "");
    }
}
