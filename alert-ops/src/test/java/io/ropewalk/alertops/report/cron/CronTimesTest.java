package io.ropewalk.alertops.report.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTimesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // the very moment, a moment before it, and two days later
                "0 6 * * *   | UTC           | 2026-11-20T06:00:00Z     | 2026-11-20T06:00:00Z",
                "0 6 * * *   | UTC           | 2026-11-20T05:59:59.999Z | 2026-11-19T06:00:00Z",
                "0 6 20 * *  | UTC           | 2026-11-22T12:00:00Z     | 2026-11-20T06:00:00Z",
                // Friday; asked on Sunday
                "0 6 * * 1-5 | UTC           | 2026-11-22T12:00:00Z     | 2026-11-20T06:00:00Z",
                "0 0 6 ? * MON-FRI | UTC     | 2026-11-22T12:00:00Z     | 2026-11-20T06:00:00Z",
                // the same hour of the wall, in winter and in summer
                "0 6 * * *   | Europe/Berlin | 2026-11-20T12:00:00Z     | 2026-11-20T05:00:00Z",
                "0 6 * * *   | Europe/Berlin | 2026-07-20T12:00:00Z     | 2026-07-20T04:00:00Z"
            })
    void aScheduleWasLastDue(String cron, String zone, Instant at, Instant due) {
        assertThat(CronTimes.of(cron, ZoneId.of(zone)).latest(at)).contains(due);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "daily", "0 25 * * *", "* * *", "0 6 * * * * * *"})
    void whatIsNoTimeIsRefused(String cron) {
        assertThatIllegalArgumentException().isThrownBy(() -> CronTimes.of(cron, ZoneId.of("UTC")));
    }

    @Test
    void anHourThatComesTwiceIsDueOnlyAsOften() {
        CronTimes times = CronTimes.of("30 2 * * *", ZoneId.of("Europe/Berlin"));
        Instant afterwards = Instant.parse("2026-10-25T12:00:00Z");
        Instant due = times.latest(afterwards).orElseThrow();
        assertThat(times.latest(due.minusMillis(1)).orElseThrow())
                .isBefore(Instant.parse("2026-10-25T00:00:00Z").plusSeconds(3_600));
    }
}
