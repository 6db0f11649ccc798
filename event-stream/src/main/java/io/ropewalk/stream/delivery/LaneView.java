package io.ropewalk.stream.delivery;

import io.ropewalk.stream.state.Position;

/**
 * How a lane stands.
 *
 * @param reason why it does not deliver, empty when it does
 * @param committed durable position
 * @param queuedBytes memory of events that wait
 * @param deliveredAt of the last batch, milliseconds since the epoch, 0 before the first
 */
public record LaneView(
        String sink,
        LaneState state,
        String reason,
        Position committed,
        long queuedBytes,
        long deliveredAt) {}
