package io.ropewalk.stream.testing;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.stream.feed.FeedOpener;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Opens the connections it was given, in order; then silent ones. */
public final class FakeFeedOpener implements FeedOpener {
    public static final Instant VENDOR_TIME = Instant.ofEpochMilli(Events.createdAt(50));

    /** What comes of asking for a feed. */
    @FunctionalInterface
    public interface Opening {
        Opened open(URI url, String token) throws IOException;
    }

    /** A feed that was asked for. */
    public record Asked(URI url, String token) {}

    private final Deque<Opening> script = new ArrayDeque<>();
    private final List<Asked> asked = new ArrayList<>();
    private Opening always = (_, _) -> connected(new FakeConnection());

    public FakeFeedOpener next(FakeConnection connection) {
        return next((_, _) -> connected(connection));
    }

    public synchronized FakeFeedOpener next(Opening opening) {
        script.add(opening);
        return this;
    }

    public synchronized FakeFeedOpener always(Opening opening) {
        always = opening;
        return this;
    }

    public static Opened connected(FakeConnection connection) {
        return new Opened.Connected(connection, VENDOR_TIME);
    }

    public static Opening refused(int status, FailureCategory category) {
        return (_, _) -> new Opened.Refused(status, category, Optional.empty());
    }

    public static Opening hanging() {
        return (_, _) -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException failure) {
                Thread.currentThread().interrupt();
            }
            throw new SocketException("Closed by interrupt");
        };
    }

    @Override
    public Opened open(URI url, String sessionToken, Duration idleTimeout) throws IOException {
        Opening opening;
        synchronized (this) {
            asked.add(new Asked(url, sessionToken));
            opening = script.isEmpty() ? always : script.removeFirst();
        }
        return opening.open(url, sessionToken);
    }

    public synchronized List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** Where each reading was to begin: the last parameter of each feed that was asked for. */
    public List<String> starts() {
        return asked().stream()
                .map(it -> it.url().getRawQuery())
                .map(it -> it.substring(it.lastIndexOf('&') + 1))
                .toList();
    }
}
