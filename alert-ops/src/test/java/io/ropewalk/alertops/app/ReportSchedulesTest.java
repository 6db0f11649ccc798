package io.ropewalk.alertops.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ropewalk.alertops.audit.jdbc.JdbcAudit;
import io.ropewalk.alertops.config.ReportsConfig;
import io.ropewalk.alertops.query.Questions;
import io.ropewalk.alertops.report.MailRules;
import io.ropewalk.alertops.report.ReportAudit;
import io.ropewalk.alertops.report.ReportDesk;
import io.ropewalk.alertops.report.Schedules.Schedule;
import io.ropewalk.alertops.report.jdbc.JdbcReports;
import io.ropewalk.alertops.testing.TestDatabase;
import io.ropewalk.kit.start.StartFailure;
import io.ropewalk.kit.state.Sql;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportSchedulesTest {
    private static final String PREFIX = "ropewalk.alerts.reports.";
    private static final String DAILY = PREFIX + "schedules.daily.";
    private static final Map<String, String> RIGHT =
            Map.of(
                    DAILY + "cron",
                    "0 6 * * 1-5",
                    DAILY + "time-zone",
                    "Europe/Berlin",
                    DAILY + "tenants",
                    "other, acme",
                    DAILY + "filter.status",
                    "new,reopened",
                    DAILY + "filter.days",
                    "30",
                    DAILY + "recipients",
                    "soc@example.com",
                    PREFIX + "mail.allowed-domains",
                    "example.com",
                    PREFIX + "mail.from",
                    "ropewalk@example.com");

    @TempDir Path folder;

    private List<Schedule> read(Map<String, String> properties) {
        ReportsConfig config =
                new SmallRyeConfigBuilder()
                        .addDiscoveredConverters()
                        .addDefaultInterceptors()
                        .withMapping(ReportsConfig.class)
                        .withSources(new PropertiesConfigSource(properties, "test", 100))
                        .build()
                        .getConfigMapping(ReportsConfig.class);
        ReportSchedules.check(config);
        ObjectMapper json = new ObjectMapper();
        Sql sql = new Sql(TestDatabase.sqlite(folder), IllegalStateException::new);
        ReportDesk desk =
                new ReportDesk(
                        new JdbcReports(sql, json),
                        new ReportAudit(new JdbcAudit(sql, json)),
                        new MailRules(Set.copyOf(config.mail().allowedDomains().orElse(List.of()))),
                        Questions.describedDetections(),
                        config.maxWaiting());
        return ReportSchedules.of(config, desk);
    }

    @Test
    void nothingIsMadeUnlessSomebodyAskedForIt() {
        assertThat(read(Map.of())).isEmpty();
    }

    @Test
    void aScheduleOrdersWhatItSays() {
        List<Schedule> schedules = read(RIGHT);
        assertThat(schedules).hasSize(1);
        var order = schedules.getFirst().order();
        assertThat(order.scope()).isEqualTo("acme,other");
        assertThat(order.filters())
                .isEqualTo(Map.of("status", List.of("new", "reopened"), "days", List.of("30")));
        assertThat(order.recipients()).containsExactly("soc@example.com");
        assertThat(order.actor()).isEqualTo("schedule:daily");
    }

    @Test
    void offIsNever() {
        Map<String, String> properties = new HashMap<>(RIGHT);
        properties.put(DAILY + "cron", "off");
        assertThat(read(properties)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "schedules.daily.cron               | daily",
                "schedules.daily.time-zone          | Mars/Olympus",
                "schedules.daily.tenants            | a b",
                "schedules.daily.kind               | novels",
                "schedules.daily.jitter             | PT7H",
                "schedules.daily.filter.fql         | *",
                "schedules.daily.filter.status      | resolved",
                "schedules.daily.recipients         | soc@example.org",
                "mail.max-tries                     | 0",
                "max-alerts                         | 0",
                "max-hashes                         | 0",
                "max-waiting                        | 0"
            })
    void whatCannotWorkEndsTheStart(String key, String value) {
        Map<String, String> properties = new HashMap<>(RIGHT);
        properties.put(PREFIX + key, value);
        String named = key.startsWith("schedules") ? "schedules.daily" : key;
        assertThatThrownBy(() -> read(properties))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(PREFIX + named);
    }

    @Test
    void mailNeedsASender() {
        Map<String, String> properties = new HashMap<>(RIGHT);
        properties.remove(PREFIX + "mail.from");
        assertThatThrownBy(() -> read(properties))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("mail.from");
    }
}
