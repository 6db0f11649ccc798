package io.ropewalk.alertops.closure;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Keeps which closures somebody is to be told of. Durable, and shared by all replicas. */
public interface ClosureMails {

    /**
     * The right to send one mail.
     *
     * @param ended the end it is about: one that was resumed ends again
     * @param tries this one included
     */
    record Claim(ClosureReport report, Instant ended, int tries) {}

    /**
     * Notes closures that were executed and have ended, and are not noted yet.
     *
     * @param age those that ended longer ago are let be
     */
    void note(Duration age);

    /** Takes the next mail that is due; another takes it in some minutes if no word follows. */
    Optional<Claim> claim();

    /** It was sent. */
    void sent(Claim claim);

    /** There is nobody to tell. */
    void needless(Claim claim);

    /**
     * It was not taken.
     *
     * @param again when to try again; empty for never
     */
    void failed(Claim claim, String error, Optional<Duration> again);
}
