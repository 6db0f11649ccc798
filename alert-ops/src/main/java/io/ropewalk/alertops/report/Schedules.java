package io.ropewalk.alertops.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Orders the reports that are due. Every replica looks; the first to note a due time orders its
 * report, the others see that it is noted. What was missed while nobody looked is made once, for
 * the latest due time. While a schedule's report is being made, its next one waits.
 */
public final class Schedules {
    private final List<Schedule> schedules;
    private final Reports reports;
    private final Clock clock;

    /**
     * One.
     *
     * @param delay how much later than due it is made
     */
    public record Schedule(ReportOrder order, Timetable times, Duration delay) {
        public Schedule {
            Objects.requireNonNull(order, "order");
            Objects.requireNonNull(times, "times");
            Objects.requireNonNull(delay, "delay");
        }

        /**
         * With a delay of its own between zero and this, the same at every replica.
         *
         * @param most none is longer
         */
        public static Schedule within(ReportOrder order, Timetable times, Duration most) {
            long spread = Math.max(1, most.toMillis() + 1);
            long mixed = (order.schedule().hashCode() * 0x9E3779B97F4A7C15L) >>> 16;
            long delay = Math.floorMod(mixed, spread);
            return new Schedule(order, times, Duration.ofMillis(delay));
        }
    }

    public Schedules(List<Schedule> schedules, Reports reports, Clock clock) {
        this.schedules = List.copyOf(schedules);
        this.reports = Objects.requireNonNull(reports, "reports");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Orders what is due. To be called every few seconds. */
    public void look() {
        Instant now = clock.instant();
        for (Schedule schedule : schedules) {
            schedule.times()
                    .latest(now.minus(schedule.delay()))
                    .ifPresent(due -> reports.addDue(schedule.order(), due));
        }
    }
}
