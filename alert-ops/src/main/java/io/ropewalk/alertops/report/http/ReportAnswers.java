package io.ropewalk.alertops.report.http;

import io.ropewalk.alertops.report.HashReport;
import io.ropewalk.alertops.report.ReportCsv;
import io.ropewalk.alertops.report.ReportMarkdown;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;

/** Writes a report as the caller wants it. */
@Singleton
class ReportAnswers {
    /** What was read, in formats where it might be overlooked. */
    static final String COVERAGE = "X-Ropewalk-Coverage";

    Response of(HashReport report, ReportFormat format) {
        Object body =
                switch (format) {
                    case JSON -> report;
                    case CSV -> ReportCsv.of(report);
                    case MARKDOWN -> ReportMarkdown.of(report);
                };
        return Response.ok(body, format.type()).header(COVERAGE, report.summary()).build();
    }
}
