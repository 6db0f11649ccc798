package io.ropewalk.alertops.report;

import io.ropewalk.alertops.audit.AuditEvent;
import io.ropewalk.alertops.query.Detections;
import io.ropewalk.alertops.query.Tenants;
import io.ropewalk.alertops.report.HashReport.Customer;
import io.ropewalk.alertops.report.Reading.Read;
import io.ropewalk.alertops.work.Caller;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.alertops.work.Role;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconCallFailed;
import io.ropewalk.falcon.alerts.AlertSweep;
import io.ropewalk.falcon.fql.Filter;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Counts alerts per hash, over all there are: every alert of each customer is read once, a few
 * customers at a time, and none is kept.
 */
public final class HashSummaries {
    /** Its name in the audit and in metrics. */
    public static final String NAME = "hash-summary";

    private static final int AT_ONCE = 2;

    private final Falcon falcon;
    private final Clock clock;
    private final ReportAudit audit;
    private final Limits limits;

    /**
     * How much one summary may take.
     *
     * @param alerts most alerts of one customer that are read
     * @param hashes most different hashes that are counted, of each customer and over all
     */
    public record Limits(long alerts, int hashes) {}

    /** What is to be made, and who hears how far it came. */
    record Order(String tenants, HashAsked asked, CallClass calls, Progress progress) {}

    /** A customer, as it is shown, and what broke its reading off. */
    private record Seen(Customer customer, OptionalLong total, Optional<FalconCallFailed> why) {}

    public HashSummaries(Falcon falcon, Clock clock, ReportAudit audit, Limits limits) {
        this.falcon = Objects.requireNonNull(falcon, "falcon");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.audit = Objects.requireNonNull(audit, "audit");
        this.limits = Objects.requireNonNull(limits, "limits");
    }

    /**
     * Asks while somebody waits.
     *
     * @param tenants names with commas between, or {@code *}
     * @throws Refused when the question is wrong or not the caller's to ask
     * @throws FalconCallFailed when nothing could be read of any of them
     */
    public HashReport ask(String tenants, HashAsked asked, Caller caller) {
        audit.allowed(NAME, Role.VIEWER, caller);
        return make(new Order(tenants, asked, CallClass.INTERACTIVE, Progress.UNHEARD), caller);
    }

    /** The same for whoever was allowed to before, such as a schedule. */
    HashReport make(Order order, Caller caller) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Filter filter = filter(order.asked(), at);
        List<String> names = Tenants.named(order.tenants(), falcon);
        int shown = names.size() > 1 ? order.asked().limit() : 0;
        HashTallies over = new HashTallies(limits.hashes());
        Reading reading =
                new Reading(
                        filter,
                        at,
                        order.calls(),
                        limits.alerts(),
                        limits.hashes(),
                        order.progress());
        List<Seen> seen =
                Several.each(
                        names,
                        AT_ONCE,
                        tenant -> {
                            Read read = read(tenant, reading, caller);
                            synchronized (over) {
                                over.addAll(read.tallies());
                            }
                            return seen(tenant, read, shown);
                        });
        failedAltogether(seen);
        return report(new Head(at, names, filter, order.asked().limit()), over, List.copyOf(seen));
    }

    private record Head(Instant at, List<String> names, Filter filter, int limit) {}

    private static Filter filter(HashAsked asked, Instant at) {
        try {
            return Detections.filter(asked.criteria(), at);
        } catch (IllegalArgumentException wrong) {
            throw Refused.badRequest(wrong.getMessage());
        }
    }

    private Read read(String tenant, Reading reading, Caller caller) {
        AuditEvent line = audit.asked(NAME, tenant, caller);
        try {
            Read read = reading.of(tenant, new AlertSweep(falcon.alerts(tenant)));
            if (read.state() == State.FAILED) {
                audit.failed(line, read.why().orElseThrow());
            } else {
                audit.done(
                        line,
                        reading.filter().text() + "\n" + read.coverage().sentence(),
                        Map.of("examined", (int) read.tallies().examined()));
            }
            return read;
        } catch (FalconCallFailed failed) {
            audit.failed(line, failed);
            return new Read(new HashTallies(0), OptionalLong.empty(), Optional.of(failed));
        } catch (RuntimeException failed) {
            audit.failed(line, failed);
            throw failed;
        }
    }

    private static Seen seen(String tenant, Read read, int shown) {
        Coverage coverage = read.coverage();
        Customer customer =
                new Customer(
                        tenant,
                        read.state().word(),
                        coverage,
                        coverage.sentence(),
                        read.tallies().top(shown),
                        read.tallies().rest(shown),
                        read.why().map(HashReport.Failure::of));
        return new Seen(customer, read.total(), read.why());
    }

    /** Nothing at all is no report. */
    private static void failedAltogether(List<Seen> seen) {
        boolean all =
                seen.stream().allMatch(it -> it.customer().state().equals(State.FAILED.word()));
        if (all) {
            throw seen.getFirst().why().orElseThrow();
        }
    }

    private static HashReport report(Head head, HashTallies over, List<Seen> seen) {
        boolean whole =
                seen.stream().allMatch(it -> it.customer().state().equals(State.SUCCEEDED.word()));
        Coverage coverage = over.coverage(total(seen), whole);
        return new HashReport(
                HashReport.KIND,
                head.at(),
                (coverage.complete() ? State.SUCCEEDED : State.INCOMPLETE).word(),
                head.names(),
                head.filter().text(),
                coverage,
                coverage.sentence(),
                over.top(head.limit()),
                over.rest(head.limit()),
                seen.stream().map(Seen::customer).toList());
    }

    /** Of all customers, where it is known of each. */
    private static OptionalLong total(List<Seen> seen) {
        return seen.stream().allMatch(it -> it.total().isPresent())
                ? OptionalLong.of(seen.stream().mapToLong(it -> it.total().getAsLong()).sum())
                : OptionalLong.empty();
    }
}
