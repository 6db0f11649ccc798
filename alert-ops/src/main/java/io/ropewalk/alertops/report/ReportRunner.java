package io.ropewalk.alertops.report;

import io.ropewalk.alertops.query.DetectionCriteria;
import io.ropewalk.alertops.query.Question;
import io.ropewalk.alertops.report.Reports.Claim;
import io.ropewalk.alertops.work.Caller;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FalconCallFailed;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the reports that wait, one at a time. Whoever makes one gives signs of life; where they
 * stop, another replica begins it anew, and whatever the first one brings later is not kept.
 */
public final class ReportRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ReportRunner.class);

    /** A report during which so many processes died is not tried again. */
    static final int MOST_ATTEMPTS = 3;

    private final Reports reports;
    private final HashSummaries summaries;
    private final Question<DetectionCriteria> detections;
    private final Shelf shelf;
    private final Ended ended;
    private final AtomicReference<Making> making = new AtomicReference<>();
    private volatile boolean halted;

    /** Hears of every report that ended. */
    @FunctionalInterface
    public interface Ended {
        void report(String kind, State state, long alertsRead);
    }

    /** The one that is being made. */
    private static final class Making implements Progress {
        private final Claim claim;
        private final Map<String, Long> read = new ConcurrentHashMap<>();
        private final Map<String, Long> totals = new ConcurrentHashMap<>();
        private volatile boolean lost;

        private Making(Claim claim) {
            this.claim = claim;
        }

        @Override
        public boolean read(String tenant, long count, OptionalLong total) {
            read.put(tenant, count);
            total.ifPresent(it -> totals.put(tenant, it));
            return !lost;
        }

        private long read() {
            return read.values().stream().mapToLong(it -> it).sum();
        }

        /** Of the customers that were begun. */
        private OptionalLong total() {
            return totals.isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(totals.values().stream().mapToLong(it -> it).sum());
        }
    }

    public ReportRunner(
            Reports reports,
            HashSummaries summaries,
            Question<DetectionCriteria> detections,
            Shelf shelf,
            Ended ended) {
        this.reports = Objects.requireNonNull(reports, "reports");
        this.summaries = Objects.requireNonNull(summaries, "summaries");
        this.detections = Objects.requireNonNull(detections, "detections");
        this.shelf = Objects.requireNonNull(shelf, "shelf");
        this.ended = Objects.requireNonNull(ended, "ended");
    }

    /** The process ends: what is broken off from now on is given back, whatever broke it. */
    public void halt() {
        halted = true;
    }

    /** Makes the next that waits. Blocks. False when there was none. */
    public boolean step() {
        Optional<Claim> claim = halted ? Optional.empty() : reports.claim();
        claim.ifPresent(this::make);
        return claim.isPresent();
    }

    /** Signs of life; to be given every few seconds, beside {@link #step}. */
    public void live() {
        Making now = making.get();
        if (now != null && !reports.alive(now.claim, now.read(), now.total())) {
            now.lost = true;
        }
    }

    private void make(Claim claim) {
        Making now = new Making(claim);
        making.set(now);
        try {
            if (claim.attempt() > MOST_ATTEMPTS) {
                throw new IllegalStateException("It was begun too often and never ended.");
            }
            HashReport report = made(claim.order(), now);
            if (now.lost) {
                return;
            }
            if (halted && !report.coverage().complete()) {
                giveBack(claim);
                return;
            }
            reports.alive(claim, now.read(), now.total());
            put(claim.id(), report);
            end(claim, State.of(report.state()), Optional.of(report), Optional.empty());
        } catch (FalconCallFailed failed) {
            unread(claim, failed);
        } catch (RuntimeException failed) {
            broke(claim, failed);
        } finally {
            making.set(null);
        }
    }

    private void unread(Claim claim, FalconCallFailed failed) {
        if (halted) {
            giveBack(claim);
        } else {
            end(claim, State.FAILED, Optional.empty(), Optional.of(HashReport.Failure.of(failed)));
        }
    }

    /** The process stops: another one makes it. */
    private void giveBack(Claim claim) {
        boolean interrupted = Thread.interrupted();
        reports.giveBack(claim);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private HashReport made(ReportOrder order, Progress progress) {
        return summaries.make(
                new HashSummaries.Order(
                        order.scope(),
                        HashAsked.read(detections, order.filters()),
                        CallClass.BACKGROUND,
                        progress),
                new Caller(order.actor(), Set.of(), order.via()));
    }

    private void broke(Claim claim, RuntimeException failed) {
        if (halted || Thread.currentThread().isInterrupted()) {
            giveBack(claim);
            return;
        }
        boolean refused = failed instanceof Refused;
        if (!refused) {
            LOG.error("a report could not be made", failed);
        }
        String words =
                refused || failed instanceof IllegalStateException
                        ? String.valueOf(failed.getMessage())
                        : "It could not be made; the log says why.";
        end(
                claim,
                State.FAILED,
                Optional.empty(),
                Optional.of(
                        new HashReport.Failure(refused ? "bad-request" : "bug", words, "", "")));
    }

    private void end(
            Claim claim,
            State state,
            Optional<HashReport> report,
            Optional<HashReport.Failure> failure) {
        if (reports.finish(claim, state, report, failure)) {
            ended.report(
                    claim.order().kind(),
                    state,
                    report.map(it -> it.coverage().examined()).orElse(0L));
        }
    }

    private void put(String id, HashReport report) {
        try {
            shelf.put(id, report);
        } catch (UncheckedIOException unwritten) {
            LOG.error("a report could not be written into the directory of reports", unwritten);
        }
    }
}
