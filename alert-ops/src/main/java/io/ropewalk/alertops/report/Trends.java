package io.ropewalk.alertops.report;

import io.ropewalk.alertops.audit.AuditEvent;
import io.ropewalk.alertops.query.Tenants;
import io.ropewalk.alertops.work.Caller;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.alertops.work.Role;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconCallFailed;
import io.ropewalk.falcon.alerts.Aggregate;
import io.ropewalk.falcon.alerts.Aggregation;
import io.ropewalk.falcon.alerts.AlertFields;
import io.ropewalk.falcon.fql.Filter;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts the alerts of each day, by one call for each customer: Falcon counts. */
public final class Trends {
    /** Most days back. */
    public static final int MOST_DAYS = 90;

    private static final String NAME = "alert-trend";
    private static final String ALL = "all";
    private static final String DAY = "day";
    private static final int AT_ONCE = 10;

    private final Falcon falcon;
    private final Clock clock;
    private final ReportAudit audit;

    private record Answer(
            String tenant, List<Aggregation> counts, Optional<FalconCallFailed> why) {}

    public Trends(Falcon falcon, Clock clock, ReportAudit audit) {
        this.falcon = Objects.requireNonNull(falcon, "falcon");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.audit = Objects.requireNonNull(audit, "audit");
    }

    /**
     * Asks.
     *
     * @param days 1 to {@value #MOST_DAYS}, today among them
     * @throws FalconCallFailed when all of them failed
     */
    public Trend ask(String tenants, int days, TrendBy by, Caller caller) {
        audit.allowed(NAME, Role.VIEWER, caller);
        List<String> names = Tenants.named(tenants, falcon);
        Instant at = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        LocalDate today = at.atOffset(ZoneOffset.UTC).toLocalDate();
        LocalDate first = today.minusDays(days - 1L);
        Filter since =
                AlertFields.CREATED_TIMESTAMP.atOrAfter(
                        first.atStartOfDay(ZoneOffset.UTC).toInstant());
        List<Aggregate> wanted = wanted(by, since);
        List<Answer> answers =
                Several.each(names, AT_ONCE, tenant -> answer(tenant, wanted, caller));
        if (answers.stream().allMatch(it -> it.why().isPresent())) {
            throw answers.getFirst().why().orElseThrow();
        }
        SortedMap<LocalDate, Map<String, Long>> counted = new TreeMap<>();
        first.datesUntil(today.plusDays(1)).forEach(it -> counted.put(it, new LinkedHashMap<>()));
        answers.forEach(it -> it.counts().forEach(count -> add(counted, count)));
        List<Trend.Day> shown = new ArrayList<>();
        counted.forEach((day, counts) -> shown.add(day(day, counts)));
        return new Trend(
                at,
                by.word(),
                names,
                shown,
                shown.stream().mapToLong(Trend.Day::total).sum(),
                answers.stream().flatMap(it -> failed(it).stream()).toList());
    }

    private static Optional<Trend.Failed> failed(Answer answer) {
        return answer.why().map(it -> new Trend.Failed(answer.tenant(), HashReport.Failure.of(it)));
    }

    private static List<Aggregate> wanted(TrendBy by, Filter since) {
        String field = AlertFields.CREATED_TIMESTAMP.name();
        List<Aggregate> wanted = new ArrayList<>();
        wanted.add(Aggregate.histogram(ALL, field, since, DAY));
        by.filters()
                .forEach((word, filter) ->
                        wanted.add(Aggregate.histogram(word, field, since.and(filter), DAY)));
        return wanted;
    }

    private Answer answer(String tenant, List<Aggregate> wanted, Caller caller) {
        AuditEvent line = audit.asked(NAME, tenant, caller);
        try {
            List<Aggregation> counts =
                    falcon.alerts(tenant).aggregates(wanted, CallClass.INTERACTIVE).orThrow();
            audit.done(line, wanted.getFirst().filter().text(), Map.of());
            return new Answer(tenant, counts, Optional.empty());
        } catch (FalconCallFailed failed) {
            audit.failed(line, failed);
            return new Answer(tenant, List.of(), Optional.of(failed));
        }
    }

    /** Buckets that are no day asked for are left out. */
    private static void add(SortedMap<LocalDate, Map<String, Long>> days, Aggregation counts) {
        for (Aggregation.Bucket bucket : counts.buckets()) {
            Map<String, Long> day = days.get(day(bucket));
            if (day != null && bucket.count() != null) {
                day.merge(counts.name(), bucket.count(), Long::sum);
            }
        }
    }

    private static LocalDate day(Aggregation.Bucket bucket) {
        return Instant.ofEpochMilli(Long.parseLong(bucket.label()))
                .atOffset(ZoneOffset.UTC)
                .toLocalDate();
    }

    private static Trend.Day day(LocalDate day, Map<String, Long> counts) {
        Map<String, Long> words = new LinkedHashMap<>(counts);
        Long all = words.remove(ALL);
        long total = all == null ? 0 : all;
        long other = total - words.values().stream().mapToLong(it -> it).sum();
        if (other > 0) {
            words.put(Counts.OTHER, other);
        }
        return new Trend.Day(day, total, words);
    }
}
