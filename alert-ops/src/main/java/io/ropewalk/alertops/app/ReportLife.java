package io.ropewalk.alertops.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.ropewalk.alertops.closure.ClosureLetters;
import io.ropewalk.alertops.config.ReportsConfig;
import io.ropewalk.alertops.report.Letters;
import io.ropewalk.alertops.report.ReportRunner;
import io.ropewalk.alertops.report.Reports;
import io.ropewalk.alertops.report.Schedules;
import io.ropewalk.kit.state.StateDatabase;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Lets reports be made, mailed, looked for and forgotten, and mail about closures be sent, for as
 * long as the service runs.
 */
@Singleton
final class ReportLife {
    private static final Logger LOG = Logger.getLogger(ReportLife.class);
    private static final int THREADS = 4;

    /** How long interrupted work has to be given back. */
    private static final int GIVE_BACK_SECONDS = 4;

    /** After the checks of the start. */
    private static final int LATE = 10_000;

    private final ReportsConfig config;
    private final StateDatabase database;
    private final Reports reports;
    private final ReportRunner runner;
    private final Letters letters;
    private final Schedules schedules;
    private final ClosureLetters closures;
    private final ScheduledExecutorService threads =
            Executors.newScheduledThreadPool(
                    THREADS, Thread.ofPlatform().daemon().name("reports-", 0).factory());
    private final AtOnce atOnce = new AtOnce(this::halt);

    ReportLife(
            ReportsConfig config,
            StateDatabase database,
            Reports reports,
            ReportRunner runner,
            Letters letters,
            Schedules schedules,
            ClosureLetters closures) {
        this.config = config;
        this.database = database;
        this.reports = reports;
        this.runner = runner;
        this.letters = letters;
        this.schedules = schedules;
        this.closures = closures;
    }

    void start(@Observes @Priority(LATE) StartupEvent event) {
        ReportSchedules.check(config);
        database.require(List.of("report", "report_schedule", "closure_mail"));
        atOnce.begin();
        every(500, TimeUnit.MILLISECONDS, () -> whileTrue(runner::step));
        every(5, TimeUnit.SECONDS, runner::live);
        every(1, TimeUnit.SECONDS, () -> whileTrue(letters::step));
        every(1, TimeUnit.SECONDS, () -> whileTrue(closures::step));
        every(5, TimeUnit.SECONDS, schedules::look);
        every(1, TimeUnit.HOURS, () -> reports.forget(config.keep()));
    }

    /** Until there is nothing to do, or the service stops. */
    private void whileTrue(BooleanSupplier step) {
        while (!threads.isShutdown() && step.getAsBoolean()) {
            LOG.debug("one done");
        }
    }

    private void every(long pause, TimeUnit unit, Runnable work) {
        Runnable guarded =
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException failure) {
                        // Thrown on, it would not be done again.
                        if (threads.isShutdown()) {
                            LOG.warn("what is due for reports was broken off", failure);
                        } else {
                            LOG.error("what is due for reports failed", failure);
                        }
                    }
                };
        var _ = threads.scheduleWithFixedDelay(guarded, 0, pause, unit);
    }

    private void halt() {
        runner.halt();
        threads.shutdownNow();
    }

    /** The state database is there until this returns. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        halt();
        if (!threads.awaitTermination(GIVE_BACK_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("work on reports could not be given back; another process takes it up later");
        }
        atOnce.close();
    }
}
