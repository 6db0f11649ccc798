package io.ropewalk.alertops.app;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.alertops.audit.AuditEvent;
import io.ropewalk.alertops.report.Coverage;
import io.ropewalk.alertops.report.HashReport;
import io.ropewalk.alertops.report.HashRow;
import io.ropewalk.alertops.report.ReportOrder;
import io.ropewalk.alertops.report.Rest;
import io.ropewalk.alertops.report.Trend;
import io.ropewalk.alertops.work.Answer;
import io.ropewalk.alertops.work.Item;

/** What logic packages hold and the state database keeps as JSON; they know nothing of Quarkus. */
@RegisterForReflection(
        targets = {
            Answer.class,
            Item.class,
            AuditEvent.class,
            HashReport.class,
            ReportOrder.class,
            HashReport.Customer.class,
            HashReport.Failure.class,
            HashRow.class,
            HashRow.Hosts.class,
            Coverage.class,
            Rest.class,
            Trend.class,
            Trend.Day.class,
            Trend.Failed.class
        })
final class Reflection {
    private Reflection() {}
}
