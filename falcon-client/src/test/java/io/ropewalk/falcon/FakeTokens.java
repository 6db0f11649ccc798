package io.ropewalk.falcon;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands out {@code token-1}; after each rejection the next one. */
public final class FakeTokens implements TokenSource {

    private final URI base;
    private final AtomicInteger number = new AtomicInteger(1);
    private final List<String> rejected = new ArrayList<>();

    public FakeTokens(URI base) {
        this.base = base;
    }

    @Override
    public FalconResult<FalconToken> current() {
        return FalconResult.ok(
                new FalconToken("token-" + number.get(), base, Instant.MAX, Optional.empty()), "");
    }

    @Override
    public synchronized void reject(FalconToken dead) {
        rejected.add(dead.value());
        number.incrementAndGet();
    }

    public synchronized List<String> rejected() {
        return List.copyOf(rejected);
    }
}
