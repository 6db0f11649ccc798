package io.ropewalk.stream.feed;

import java.time.Duration;

/**
 * How sessions behave.
 *
 * @param idleTimeout longest silence of an open feed
 * @param lineTimeout longest time of reading without a complete line
 * @param backoffMin first pause after a lost session
 * @param backoffMax longest pause
 * @param busyMin first pause while the application id is busy
 * @param busyMax longest pause
 * @param slowRetry pause while a person is needed: a scope is missing; the longest while an address
 *     is not believed
 * @param healthyAfter a session this old, or with an event, counts as good
 * @param refreshMin shortest time between refreshes that is believed
 * @param refreshMax longest
 * @param maxEventBytes longest line
 * @param stopOnNewOffsets stop, instead of going on, when the vendor's offsets begin anew
 */
public record FeedSettings(
        Duration idleTimeout,
        Duration lineTimeout,
        Duration backoffMin,
        Duration backoffMax,
        Duration busyMin,
        Duration busyMax,
        Duration slowRetry,
        Duration healthyAfter,
        Duration refreshMin,
        Duration refreshMax,
        int maxEventBytes,
        boolean stopOnNewOffsets) {}
