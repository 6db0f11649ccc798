package io.ropewalk.alertops.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.ropewalk.alertops.audit.Audit;
import io.ropewalk.alertops.config.ReportsConfig;
import io.ropewalk.alertops.query.Questions;
import io.ropewalk.alertops.report.HashSummaries;
import io.ropewalk.alertops.report.Letters;
import io.ropewalk.alertops.report.MailRules;
import io.ropewalk.alertops.report.ReportAudit;
import io.ropewalk.alertops.report.ReportDesk;
import io.ropewalk.alertops.report.ReportRunner;
import io.ropewalk.alertops.report.Reports;
import io.ropewalk.alertops.report.Schedules;
import io.ropewalk.alertops.report.Shelf;
import io.ropewalk.alertops.report.Trends;
import io.ropewalk.alertops.report.file.ReportFiles;
import io.ropewalk.alertops.report.jdbc.JdbcReports;
import io.ropewalk.alertops.report.metrics.ReportMeters;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.kit.state.Sql;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** What counts alerts, and keeps what it counted. */
final class ReportWiring {

    @Produces
    @Singleton
    ReportAudit reportAudit(Audit audit) {
        return new ReportAudit(audit);
    }

    @Produces
    @Singleton
    HashSummaries summaries(Falcon falcon, Clock clock, ReportAudit audit, ReportsConfig config) {
        return new HashSummaries(
                falcon,
                clock,
                audit,
                new HashSummaries.Limits(config.maxAlerts(), config.maxHashes()));
    }

    @Produces
    @Singleton
    Trends trends(Falcon falcon, Clock clock, ReportAudit audit) {
        return new Trends(falcon, clock, audit);
    }

    @Produces
    @Singleton
    Reports reports(Sql sql, ObjectMapper json) {
        return new JdbcReports(sql, json);
    }

    @Produces
    @Singleton
    ReportDesk reportDesk(
            Reports reports, ReportAudit audit, Questions questions, ReportsConfig config) {
        return new ReportDesk(
                reports,
                audit,
                new MailRules(Set.copyOf(config.mail().allowedDomains().orElse(List.of()))),
                questions.detections(),
                config.maxWaiting());
    }

    @Produces
    @Singleton
    ReportRunner runner(
            Reports reports,
            HashSummaries summaries,
            Questions questions,
            ReportsConfig config,
            ReportMeters meters,
            ObjectMapper json) {
        return new ReportRunner(
                reports, summaries, questions.detections(), shelf(config, json), meters::report);
    }

    private static Shelf shelf(ReportsConfig config, ObjectMapper json) {
        return config.directory().equals("off")
                ? Shelf.NONE
                : new ReportFiles(Path.of(config.directory()), json);
    }

    @Produces
    @Singleton
    Letters letters(Reports reports, Letters.Post post, ReportsConfig config, ReportMeters meters) {
        ReportsConfig.Mail mail = config.mail();
        return new Letters(
                reports,
                post,
                mail.link(),
                new Letters.Tries(mail.retryAfter(), mail.maxTries()),
                meters::mail);
    }

    @Produces
    @Singleton
    Schedules schedules(ReportsConfig config, ReportDesk desk, Reports reports, Clock clock) {
        return new Schedules(ReportSchedules.of(config, desk), reports, clock);
    }

    @Produces
    @Singleton
    ReportMeters meters(MeterRegistry registry) {
        return new ReportMeters(registry);
    }
}
