package io.ropewalk.simulator.datafeed;

import java.time.Instant;
import java.util.Optional;

/**
 * A feed as it stands or stood.
 *
 * @param openedAt the simulator's time
 * @param closedAt empty while it is open
 * @param cause why it closed; empty while it is open
 * @param fromOffset the offset asked for; -1 when none was
 * @param deliveredTo offset of the last event sent; -1 when none was
 * @param lines event lines sent
 * @param refreshes how often it was refreshed
 */
public record SessionView(
        long number,
        String partition,
        String appId,
        Instant openedAt,
        Optional<Instant> closedAt,
        String cause,
        long fromOffset,
        long deliveredTo,
        long lines,
        int refreshes) {}
