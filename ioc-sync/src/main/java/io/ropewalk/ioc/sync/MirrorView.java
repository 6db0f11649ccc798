package io.ropewalk.ioc.sync;

import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.ioc.ledger.Checkpoint;
import io.ropewalk.ioc.ledger.Counts;
import io.ropewalk.ioc.opencti.StreamState;
import io.ropewalk.ioc.reconcile.Report;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the mirror to one customer stands.
 *
 * @param reason why the stream is not live; empty where it is
 * @param lagSeconds from the newest event in hand to now, before the first one from when reading
 *     began; 0 while the stream is live and all is written
 * @param objections what of the configuration this customer's Falcon does not offer
 * @param heldIndicators that vanished and wait for somebody to say that they may go
 * @param report of the last comparison, also of one that failed
 * @param finished of the last comparison that did not fail
 * @param compared when the last one ended that did not fail and was no dry run
 */
public record MirrorView(
        StreamState state,
        String reason,
        boolean working,
        Checkpoint checkpoint,
        Optional<String> applied,
        long lagSeconds,
        Counts counts,
        long heldIndicators,
        Optional<FalconFailure> trouble,
        List<String> objections,
        String pingTrouble,
        boolean comparing,
        Optional<Report> report,
        Optional<Report> finished,
        Optional<Instant> compared) {}
