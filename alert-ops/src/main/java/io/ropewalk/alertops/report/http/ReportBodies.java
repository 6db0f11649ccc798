package io.ropewalk.alertops.report.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.alertops.report.HashReport;
import io.ropewalk.alertops.report.Report;
import io.ropewalk.alertops.work.Rules;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Reports as they are ordered and shown. */
@RegisterForReflection(
        targets = {
            ReportBodies.Order.class,
            ReportBodies.Shown.class,
            ReportBodies.Progress.class,
            ReportBodies.Mail.class,
            ReportBodies.Page.class
        })
final class ReportBodies {
    private static final int MOST_FILTERS = 30;
    private static final int MOST_RECIPIENTS = 50;

    private ReportBodies() {}

    /** What to make. */
    @Schema(
            name = "ReportOrder",
            examples =
                    "{\"kind\": \"hashes\", \"filters\": {\"days\": [\"30\"], \"status\": [\"new\"]}, \"recipients\": [\"soc@example.com\"]}")
    record Order(
            @Schema(description = "What is counted.", enumeration = "hashes", required = true)
                    String kind,
            @Schema(
                            description =
                                    "Parameters of GET /reports/hashes by name, each with a list of values.",
                            maxProperties = MOST_FILTERS,
                            minItems = 1)
                    Map<String, List<String>> filters,
            @Schema(
                            description = "Who is told by mail, in the domains that are allowed.",
                            maxItems = MOST_RECIPIENTS)
                    List<String> recipients)
            implements Rules.Ruled {

        @Override
        public void check(Rules rules) {
            rules.needed("kind", kind);
            if (filters != null) {
                rules.size("filters", filters.size(), 0, MOST_FILTERS);
                for (List<String> values : filters.values()) {
                    rules.needed("filters", values);
                    rules.some("filters", values, Rules.UNLIMITED, rules::needed);
                }
            }
            rules.list("recipients", recipients, MOST_RECIPIENTS, rules::needed);
        }
    }

    /** How far it came. */
    @Schema(name = "ReportProgress")
    record Progress(
            @Schema(description = "Alerts read.") long done,
            @Schema(description = "Alerts there are, where it is known.", nullable = true)
                    Long total) {}

    /** What became of the mail about it. */
    @Schema(name = "ReportMail")
    record Mail(
            @Schema(enumeration = {"none", "waiting", "sent", "failed"}) String state,
            int tries,
            @Schema(nullable = true) String error) {}

    /** A report. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Report")
    record Shown(
            String id,
            String kind,
            @Schema(enumeration = {"queued", "running", "succeeded", "incomplete", "failed"})
                    String state,
            @Schema(description = "Customers, as in the address.") String tenants,
            Map<String, List<String>> filters,
            @Schema(examples = "2026-11-20T08:00:00.123Z") String created,
            String finished,
            @Schema(description = "Who ordered it, or schedule:<name>.") String orderedBy,
            Progress progress,
            Mail mail,
            HashReport.Failure failure,
            @Schema(description = "What it came to; not in lists.") HashReport report) {

        static Shown of(Report report) {
            return new Shown(
                    report.id(),
                    report.order().kind(),
                    report.state().word(),
                    report.order().scope(),
                    report.order().filters(),
                    report.created().toString(),
                    report.finished().map(Object::toString).orElse(null),
                    report.order().actor(),
                    new Progress(
                            report.read(),
                            report.total().isPresent() ? report.total().getAsLong() : null),
                    new Mail(
                            report.mail().state(),
                            report.mail().tries(),
                            report.mail().error().orElse(null)),
                    report.failure().orElse(null),
                    report.document().orElse(null));
        }
    }

    /** Some reports, the newest first. */
    @Schema(name = "Reports")
    record Page(
            List<Shown> items,
            @Schema(description = "The after of the next page, null on the last.", nullable = true)
                    String next) {}
}
