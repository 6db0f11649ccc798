package io.ropewalk.stream.vertices;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/** Makes readers of a graph. */
final class Readers {
    static final long CACHE_BYTES = 1_500_000;

    private final FakeGraph falcon;
    private final MovedTime time;
    private final GraphCache cache;

    Readers(FakeGraph falcon, MovedTime time) {
        this.falcon = falcon;
        this.time = time;
        var bounds = new VertexSettings.Bounds(10_000, 8, 2, Duration.ofMinutes(15), CACHE_BYTES);
        this.cache = new GraphCache(bounds, time.timing());
    }

    GraphCache cache() {
        return cache;
    }

    GraphReader of(VertexSettings settings) {
        var shares = new Shares(settings.quota(), time.timing());
        var access =
                new Access(
                        "acme",
                        shares.of("acme", falcon::limitSeen),
                        time.timing(),
                        settings.patience().probeEvery(),
                        VertexListener.NONE);
        return new GraphReader("acme", falcon, settings, cache, access, new Semaphore(8, true));
    }
}
