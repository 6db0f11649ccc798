package io.ropewalk.alertops.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.alertops.report.Schedules.Schedule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SchedulesTest {
    private static final Instant DUE = Instant.parse("2026-11-20T06:00:00Z");

    private static ReportOrder order(String schedule) {
        return new ReportOrder(
                "acme",
                "hashes",
                Map.of(),
                List.of(),
                "schedule:" + schedule,
                "schedule",
                schedule);
    }

    @Test
    void aDelayIsAlwaysTheSameAndNoLongerThanMay() {
        Duration most = Duration.ofMinutes(1);
        List<Duration> delays =
                IntStream.range(0, 100).mapToObj(it -> delay("schedule-" + it, most)).toList();
        assertThat(delays).allMatch(it -> !it.isNegative() && it.compareTo(most) <= 0);
        assertThat(delays.stream().distinct().count()).isGreaterThan(50);
        assertThat(delay("schedule-1", most)).isEqualTo(delay("schedule-1", most));
        assertThat(delay("schedule-1", Duration.ZERO)).isZero();
    }

    private static Duration delay(String name, Duration most) {
        return Schedule.within(order(name), _ -> Optional.empty(), most).delay();
    }

    @Test
    void whatIsDueIsOrderedWhenItsDelayHasPassed() {
        Timetable times = at -> at.isBefore(DUE) ? Optional.empty() : Optional.of(DUE);
        Schedule schedule = new Schedule(order("daily"), times, Duration.ofSeconds(30));
        assertThat(looked(schedule, DUE.plusSeconds(29))).isEmpty();
        assertThat(looked(schedule, DUE.plusSeconds(30))).containsExactly(DUE);
    }

    private static List<Instant> looked(Schedule schedule, Instant now) {
        FakeReports reports = new FakeReports();
        new Schedules(List.of(schedule), reports, Clock.fixed(now, ZoneOffset.UTC)).look();
        return reports.dues;
    }
}
