package io.ropewalk.alertops.report.cron;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.ropewalk.alertops.report.Timetable;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/** Times by a cron expression, in somebody's time zone. */
public final class CronTimes implements Timetable {
    /** Fields of the kind without seconds. */
    private static final int PLAIN = 5;

    private final ExecutionTime times;
    private final ZoneId zone;

    private CronTimes(ExecutionTime times, ZoneId zone) {
        this.times = times;
        this.zone = zone;
    }

    /**
     * Reads one.
     *
     * @param cron five fields as cron has them, or six or seven as Quartz and Quarkus have them
     * @throws IllegalArgumentException when it is none
     */
    public static CronTimes of(String cron, ZoneId zone) {
        String plain = cron.strip();
        CronType type = plain.split("\\s+").length == PLAIN ? CronType.UNIX : CronType.QUARTZ;
        CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(type));
        return new CronTimes(ExecutionTime.forCron(parser.parse(plain).validate()), zone);
    }

    @Override
    public Optional<Instant> latest(Instant at) {
        // The library looks before a time, not at it.
        ZonedDateTime after = at.plusMillis(1).atZone(zone);
        return times.lastExecution(after).map(ZonedDateTime::toInstant);
    }
}
