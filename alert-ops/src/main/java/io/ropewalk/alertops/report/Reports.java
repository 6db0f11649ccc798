package io.ropewalk.alertops.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reports that are kept, for all replicas. Every time is the store's own. All methods throw {@link
 * io.ropewalk.alertops.work.Refused} when it cannot be used.
 */
public interface Reports {

    /**
     * The right to make one report.
     *
     * @param attempt rises with each process that takes it; one that was taken from has no say
     */
    record Claim(String id, ReportOrder order, int attempt) {}

    /**
     * The right to send one mail.
     *
     * @param tries this one included
     */
    record MailClaim(Report report, int tries) {}

    /**
     * Adds one, to be made.
     *
     * @param most reports of this scope that may wait
     * @return its id; empty where as many wait
     */
    Optional<String> add(ReportOrder order, int most);

    /**
     * Adds the report of a schedule that was due, unless that was done before or the one before is
     * still being made.
     *
     * @return its id; empty where nothing is to be made, as when a schedule is seen for the first
     *     time: what was due before that is nobody's
     */
    Optional<String> addDue(ReportOrder order, Instant due);

    /** Takes the oldest that nobody makes, or whose maker gave no sign of life for a while. */
    Optional<Claim> claim();

    /**
     * A sign of life.
     *
     * @return whether the claim still holds
     */
    boolean alive(Claim claim, long read, OptionalLong total);

    /**
     * Keeps what it came to, and has a mail sent if there is somebody to tell.
     *
     * @return whether the claim still held; otherwise nothing is kept
     */
    boolean finish(
            Claim claim,
            State state,
            Optional<HashReport> document,
            Optional<HashReport.Failure> failure);

    /** Lets others make what this process was making. */
    void giveBack(Claim claim);

    Optional<Report> find(String scope, String id);

    /**
     * The newest first, without documents.
     *
     * @param before the id of the last one of the page before
     */
    List<Report> list(String scope, Optional<String> before, int limit);

    /** Takes the next mail that is due; another takes it in some minutes if no word follows. */
    Optional<MailClaim> claimMail();

    void mailSent(MailClaim mail);

    /**
     * The mail was not taken.
     *
     * @param again when to try again; empty for never
     */
    void mailFailed(MailClaim mail, String error, Optional<Duration> again);

    /** Lets go of those that ended so long ago. */
    int forget(Duration age);
}
