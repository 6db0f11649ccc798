package io.ropewalk.simulator.feed;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How the feed treats its readers. Where public sources disagree or are silent, both readings can
 * be had.
 *
 * @param interval what a descriptor says in {@code refreshActiveSessionInterval}, seconds; any
 *     number; empty leaves the member out
 * @param tokenLife life of a session token that opens a feed
 * @param keepAlive silence after which an empty line is sent, in real time; zero sends none
 * @param sessionMaxLife a session ends then even when refreshed
 * @param releaseDelay how long a partition stays busy after its reader left
 * @param lineEnd what ends an event's line; keep-alives are CR LF in any case
 * @param busyScope what an open feed makes busy
 * @param offsetReading whether {@code offset=n} delivers event n
 * @param whenceReading where {@code whence=2} starts
 * @param belowRetained answer to an offset that is not kept any more
 * @param secondReader what a second reader of the same appId and partition gets
 * @param secondReaderStatus the status when it is refused
 * @param looseAppIds whether {@code - _ .} may stand in an appId
 * @param origin scheme, host and port of the URLs in a descriptor; empty: those the caller used
 */
public record FeedRules(
        OptionalLong interval,
        Duration tokenLife,
        Duration keepAlive,
        Duration sessionMaxLife,
        Duration releaseDelay,
        LineEnd lineEnd,
        BusyScope busyScope,
        OffsetReading offsetReading,
        WhenceReading whenceReading,
        BelowRetained belowRetained,
        SecondReader secondReader,
        int secondReaderStatus,
        boolean looseAppIds,
        Optional<URI> origin) {

    /** End of an event's line. */
    public enum LineEnd {
        LF,
        CRLF
    }

    /** What an open feed makes busy for its appId. */
    public enum BusyScope {
        /** Its partition: discovery leaves it out. */
        PARTITION,
        /** Everything: discovery lists nothing. */
        APP_ID
    }

    /** Whether the event at the offset asked for is delivered. */
    public enum OffsetReading {
        INCLUSIVE,
        EXCLUSIVE
    }

    /** Where the newest event is. */
    public enum WhenceReading {
        /** Only events that come later are delivered. */
        AFTER_NEWEST,
        /** The newest event is the first delivered. */
        NEWEST
    }

    /** Answer to an offset below the oldest event kept. */
    public enum BelowRetained {
        /** Starts at the oldest kept. */
        OLDEST,
        /** 400. */
        REFUSE
    }

    /** What happens to a second reader. */
    public enum SecondReader {
        /** It is refused. */
        REFUSE,
        /** It is served and the first one's session ends. */
        REPLACE,
        /**
         * Both are served, and discovery knows of no busy partition. No vendor does that: it lets a
         * test see two readers that would else exclude each other here.
         */
        SERVE_BOTH
    }

    /** Seconds a session lives without a refresh, where the descriptor names no sensible number. */
    public static final long DEFAULT_INTERVAL = 1800;

    private static final long MAX_SENSIBLE_INTERVAL = 86_400;

    public static final FeedRules DEFAULT =
            new FeedRules(
                    OptionalLong.of(DEFAULT_INTERVAL),
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(10),
                    Duration.ofHours(4),
                    Duration.ZERO,
                    LineEnd.LF,
                    BusyScope.PARTITION,
                    OffsetReading.INCLUSIVE,
                    WhenceReading.AFTER_NEWEST,
                    BelowRetained.OLDEST,
                    SecondReader.REFUSE,
                    400,
                    false,
                    Optional.empty());

    public FeedRules {
        if (secondReaderStatus < 400 || secondReaderStatus > 599) {
            throw new IllegalArgumentException("secondReaderStatus must be an error status");
        }
        if (tokenLife.isNegative() || keepAlive.isNegative() || releaseDelay.isNegative()) {
            throw new IllegalArgumentException("durations of a feed must not be negative");
        }
    }

    /** How long a session lives without a refresh, whatever the descriptor says. */
    public Duration sessionLife() {
        var seconds = interval.orElse(DEFAULT_INTERVAL);
        return Duration.ofSeconds(
                seconds >= 1 && seconds <= MAX_SENSIBLE_INTERVAL ? seconds : DEFAULT_INTERVAL);
    }

    public FeedRules withInterval(OptionalLong value) {
        return new FeedRules(
                value,
                tokenLife,
                keepAlive,
                sessionMaxLife,
                releaseDelay,
                lineEnd,
                busyScope,
                offsetReading,
                whenceReading,
                belowRetained,
                secondReader,
                secondReaderStatus,
                looseAppIds,
                origin);
    }

    public FeedRules withTokenLife(Duration value) {
        return new FeedRules(
                interval,
                value,
                keepAlive,
                sessionMaxLife,
                releaseDelay,
                lineEnd,
                busyScope,
                offsetReading,
                whenceReading,
                belowRetained,
                secondReader,
                secondReaderStatus,
                looseAppIds,
                origin);
    }

    public FeedRules withKeepAlive(Duration value) {
        return new FeedRules(
                interval,
                tokenLife,
                value,
                sessionMaxLife,
                releaseDelay,
                lineEnd,
                busyScope,
                offsetReading,
                whenceReading,
                belowRetained,
                secondReader,
                secondReaderStatus,
                looseAppIds,
                origin);
    }

    public FeedRules withSessionMaxLife(Duration value) {
        return new FeedRules(
                interval,
                tokenLife,
                keepAlive,
                value,
                releaseDelay,
                lineEnd,
                busyScope,
                offsetReading,
                whenceReading,
                belowRetained,
                secondReader,
                secondReaderStatus,
                looseAppIds,
                origin);
    }

    public FeedRules withReleaseDelay(Duration value) {
        return new FeedRules(
                interval,
                tokenLife,
                keepAlive,
                sessionMaxLife,
                value,
                lineEnd,
                busyScope,
                offsetReading,
                whenceReading,
                belowRetained,
                secondReader,
                secondReaderStatus,
                looseAppIds,
                origin);
    }

    public FeedRules withLineEnd(LineEnd value) {
        return new FeedRules(
                interval,
                tokenLife,
                keepAlive,
                sessionMaxLife,
                releaseDelay,
                value,
                busyScope,
                offsetReading,
                whenceReading,
                belowRetained,
                secondReader,
                secondReaderStatus,
                looseAppIds,
                origin);
    }

    public FeedRules withBusyScope(BusyScope value) {
        return new FeedRules(
                interval,
                tokenLife,
                keepAlive,
                sessionMaxLife,
                releaseDelay,
                lineEnd,
                value,
                offsetReading,
                whenceReading,
                belowRetained,
                secondReader,
                secondReaderStatus,
                looseAppIds,
                origin);
    }

    public FeedRules withOffsetReading(OffsetReading value) {
        return new FeedRules(
                interval,
                tokenLife,
                keepAlive,
                sessionMaxLife,
                releaseDelay,
                lineEnd,
                busyScope,
                value,
                whenceReading,
                belowRetained,
                secondReader,
                secondReaderStatus,
                looseAppIds,
                origin);
    }

    public FeedRules withWhenceReading(WhenceReading value) {
        return new FeedRules(
                interval,
                tokenLife,
                keepAlive,
                sessionMaxLife,
                releaseDelay,
                lineEnd,
                busyScope,
                offsetReading,
                value,
                belowRetained,
                secondReader,
                secondReaderStatus,
                looseAppIds,
                origin);
    }

    public FeedRules withBelowRetained(BelowRetained value) {
        return new FeedRules(
                interval,
                tokenLife,
                keepAlive,
                sessionMaxLife,
                releaseDelay,
                lineEnd,
                busyScope,
                offsetReading,
                whenceReading,
                value,
                secondReader,
                secondReaderStatus,
                looseAppIds,
                origin);
    }

    public FeedRules withSecondReader(SecondReader value) {
        return new FeedRules(
                interval,
                tokenLife,
                keepAlive,
                sessionMaxLife,
                releaseDelay,
                lineEnd,
                busyScope,
                offsetReading,
                whenceReading,
                belowRetained,
                value,
                secondReaderStatus,
                looseAppIds,
                origin);
    }

    public FeedRules withSecondReaderStatus(int value) {
        return new FeedRules(
                interval,
                tokenLife,
                keepAlive,
                sessionMaxLife,
                releaseDelay,
                lineEnd,
                busyScope,
                offsetReading,
                whenceReading,
                belowRetained,
                secondReader,
                value,
                looseAppIds,
                origin);
    }

    public FeedRules withLooseAppIds(boolean value) {
        return new FeedRules(
                interval,
                tokenLife,
                keepAlive,
                sessionMaxLife,
                releaseDelay,
                lineEnd,
                busyScope,
                offsetReading,
                whenceReading,
                belowRetained,
                secondReader,
                secondReaderStatus,
                value,
                origin);
    }

    public FeedRules withOrigin(Optional<URI> value) {
        return new FeedRules(
                interval,
                tokenLife,
                keepAlive,
                sessionMaxLife,
                releaseDelay,
                lineEnd,
                busyScope,
                offsetReading,
                whenceReading,
                belowRetained,
                secondReader,
                secondReaderStatus,
                looseAppIds,
                value);
    }
}
