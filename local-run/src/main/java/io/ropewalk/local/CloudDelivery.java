package io.ropewalk.local;

import io.ropewalk.local.StreamApi.Streams;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Events of the real cloud, counted by event-stream. Over when all there are was read or after a
 * short while; a customer without event streams has none.
 */
final class CloudDelivery implements Delivery {

    /** The longest wait for what Falcon still has. */
    static final Duration WHILE = Duration.ofSeconds(30);

    /** A feed that was just opened may not have begun to send. */
    static final Duration SETTLED = Duration.ofSeconds(3);

    private final StreamApi stream;
    private final InstantSource clock;
    private final Instant started;
    private final Pace pace;
    private Optional<Instant> caughtUpSince = Optional.empty();
    private Optional<String> note = Optional.empty();
    private boolean over;

    CloudDelivery(StreamApi stream, InstantSource clock) {
        this.stream = stream;
        this.clock = clock;
        this.started = clock.instant();
        this.pace = new Pace(clock);
    }

    @Override
    public void look() throws InterruptedException {
        Streams streams = stream.streams();
        pace.reached(stream.delivered());
        Optional<String> halted = streams.halted();
        if (halted.isPresent()) {
            throw Stop.because("Events cannot be written: " + halted.get());
        }
        Instant now = clock.instant();
        caughtUpSince =
                streams.caughtUp() ? Optional.of(caughtUpSince.orElse(now)) : Optional.empty();
        switch (streams.trouble()) {
            case "scope-missing" ->
                    end("No events: the API client lacks the scope Event streams: read.");
            case "no-partitions" -> end("No events: " + streams.message());
            default -> {
                if (caughtUpSince.filter(since -> passed(since, now, SETTLED)).isPresent()) {
                    over = true;
                } else if (passed(started, now, WHILE)) {
                    end(unfinished(streams));
                }
            }
        }
    }

    private String unfinished(Streams streams) {
        return pace.done() > 0
                ? "Falcon has more events than could be read in %d s.".formatted(WHILE.toSeconds())
                : "No events in %d s. %s".formatted(WHILE.toSeconds(), streams.why());
    }

    private void end(String why) {
        note = Optional.of(why);
        over = true;
    }

    private static boolean passed(Instant since, Instant now, Duration length) {
        return Duration.between(since, now).compareTo(length) >= 0;
    }

    @Override
    public boolean underWay() {
        return !over;
    }

    @Override
    public Progress progress() {
        return pace.progress("delivering events", OptionalLong.empty());
    }

    @Override
    public long delivered() {
        return pace.done();
    }

    @Override
    public Optional<String> note() {
        return note;
    }
}
