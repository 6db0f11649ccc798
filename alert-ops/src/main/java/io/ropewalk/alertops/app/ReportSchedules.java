package io.ropewalk.alertops.app;

import io.ropewalk.alertops.config.ReportsConfig;
import io.ropewalk.alertops.report.ReportDesk;
import io.ropewalk.alertops.report.ReportOrder;
import io.ropewalk.alertops.report.Schedules.Schedule;
import io.ropewalk.alertops.report.cron.CronTimes;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.kit.start.StartFailure;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The schedules of the configuration; one that cannot work ends the start. */
final class ReportSchedules {
    private static final String PREFIX = "ropewalk.alerts.reports.";
    private static final String OFF = "off";
    private static final Duration LONGEST_JITTER = Duration.ofHours(6);

    private ReportSchedules() {}

    /** Those that are not switched off. */
    static List<Schedule> of(ReportsConfig config, ReportDesk desk) {
        List<Schedule> schedules = new ArrayList<>();
        new TreeMap<>(config.schedules())
                .forEach((name, it) -> {
                    Schedule schedule = schedule(name, it, desk);
                    if (!it.cron().strip().equals(OFF)) {
                        schedules.add(schedule);
                    }
                });
        return schedules;
    }

    private static Schedule schedule(String name, ReportsConfig.Schedule it, ReportDesk desk) {
        if (it.jitter().isNegative() || it.jitter().compareTo(LONGEST_JITTER) > 0) {
            throw failure(name, "jitter", "is a time from 0s to 6h.");
        }
        String cron = it.cron().strip().equals(OFF) ? "0 0 1 1 *" : it.cron();
        return Schedule.within(
                order(name, it, desk), times(name, cron, it.timeZone()), it.jitter());
    }

    private static CronTimes times(String name, String cron, String zone) {
        try {
            return CronTimes.of(cron, ZoneId.of(zone));
        } catch (DateTimeException wrong) {
            throw failure(name, "time-zone", "is a zone such as Europe/Berlin, not " + zone + ".");
        } catch (IllegalArgumentException wrong) {
            throw failure(
                    name, "cron", "is a time such as 0 6 * * 1-5, or off, not \"" + cron + "\".");
        }
    }

    private static ReportOrder order(String name, ReportsConfig.Schedule it, ReportDesk desk) {
        Map<String, List<String>> filters = new TreeMap<>();
        it.filter().forEach((parameter, values) -> filters.put(parameter, values(values)));
        try {
            return desk.checked(
                    new ReportDesk.Wanted(
                            it.tenants(), it.kind(), filters, it.recipients().orElse(List.of())),
                    "schedule:" + name,
                    "schedule",
                    name);
        } catch (Refused wrong) {
            throw new StartFailure(
                    PREFIX + "schedules." + name + " cannot work: " + wrong.getMessage());
        }
    }

    private static List<String> values(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    private static StartFailure failure(String name, String key, String words) {
        return new StartFailure(PREFIX + "schedules." + name + "." + key + " " + words);
    }

    /** Refuses what is not about a schedule. */
    static void check(ReportsConfig config) {
        positive("max-alerts", config.maxAlerts());
        positive("max-hashes", config.maxHashes());
        positive("max-waiting", config.maxWaiting());
        positive("mail.max-tries", config.mail().maxTries());
        positive("keep", config.keep().toMillis());
        positive("mail.retry-after", config.mail().retryAfter().toMillis());
        boolean mail = !config.mail().allowedDomains().orElse(List.of()).isEmpty();
        if (mail && config.mail().from().isEmpty()) {
            throw new StartFailure(
                    PREFIX
                            + "mail.from is needed where "
                            + PREFIX
                            + "mail.allowed-domains is set.");
        }
    }

    private static void positive(String key, long value) {
        if (value < 1) {
            throw new StartFailure(PREFIX + key + " is above zero.");
        }
    }
}
