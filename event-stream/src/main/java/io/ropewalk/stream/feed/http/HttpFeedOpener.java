package io.ropewalk.stream.feed.http;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.stream.feed.FeedConnection;
import io.ropewalk.stream.feed.FeedOpener;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;

/**
 * Feeds over the JDK's blocking HTTP client: of those at hand the one that costs next to nothing
 * beside a bare socket (docs/adr/0008). One connection, one reading thread, and a slow reader slows
 * the sender through TCP. Redirects are never followed: the token belongs to the address that
 * discovery named.
 */
public final class HttpFeedOpener implements FeedOpener {
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int GONE = 410;
    private static final int THROTTLED = 429;
    private static final int SERVER_ERROR = 500;
    private static final long MILLIS_DIGITS = 100_000_000_000L;

    private final Duration connectTimeout;
    private final String userAgent;
    private final Clock clock;

    public HttpFeedOpener(Duration connectTimeout, String userAgent, Clock clock) {
        this.connectTimeout = Objects.requireNonNull(connectTimeout, "connectTimeout");
        this.userAgent = Objects.requireNonNull(userAgent, "userAgent");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    @Override
    public Opened open(URI url, String sessionToken, Duration idleTimeout) throws IOException {
        var http = (HttpURLConnection) url.toURL().openConnection();
        if (http instanceof HttpsURLConnection https) {
            https.setSSLSocketFactory(
                    new OneConnection(HttpsURLConnection.getDefaultSSLSocketFactory()));
        }
        http.setInstanceFollowRedirects(false);
        http.setUseCaches(false);
        http.setConnectTimeout((int) connectTimeout.toMillis());
        http.setReadTimeout((int) idleTimeout.toMillis());
        http.setRequestProperty("Authorization", "Token " + sessionToken);
        http.setRequestProperty("Accept", "application/json");
        http.setRequestProperty("Accept-Encoding", "identity");
        http.setRequestProperty("User-Agent", userAgent);
        boolean opened = false;
        try {
            int status = http.getResponseCode();
            if (status != OK) {
                return new Opened.Refused(status, category(status), retryAfter(http));
            }
            InputStream body = decoded(http);
            opened = true;
            long now = clock.millis();
            return new Opened.Connected(
                    new Connection(http, body),
                    Instant.ofEpochMilli(http.getHeaderFieldDate("Date", now)));
        } finally {
            if (!opened) {
                http.disconnect();
            }
        }
    }

    private static InputStream decoded(HttpURLConnection http) throws IOException {
        String encoding = http.getContentEncoding();
        InputStream body = http.getInputStream();
        if (encoding == null || encoding.isBlank() || encoding.equalsIgnoreCase("identity")) {
            return body;
        }
        if (encoding.equalsIgnoreCase("gzip")) {
            return new Inflated(body);
        }
        throw new IOException("The feed came with an encoding that was not asked for: " + encoding);
    }

    private static FailureCategory category(int status) {
        return switch (status) {
            case UNAUTHORIZED -> FailureCategory.AUTH;
            case FORBIDDEN -> FailureCategory.AUTH;
            case NOT_FOUND -> FailureCategory.NOT_FOUND;
            case GONE -> FailureCategory.GONE_UPSTREAM;
            case THROTTLED -> FailureCategory.THROTTLED;
            case REQUEST_TIMEOUT -> FailureCategory.TIMEOUT;
            default ->
                    status >= SERVER_ERROR
                            ? FailureCategory.VENDOR_DOWN
                            : FailureCategory.BAD_REQUEST;
        };
    }

    /** The vendor's own header holds an epoch second; the standard one is read as seconds. */
    private Optional<Duration> retryAfter(HttpURLConnection http) {
        long epoch = http.getHeaderFieldLong("X-RateLimit-RetryAfter", 0);
        if (epoch > 0) {
            Instant until =
                    epoch >= MILLIS_DIGITS
                            ? Instant.ofEpochMilli(epoch)
                            : Instant.ofEpochSecond(epoch);
            Duration wait = Duration.between(clock.instant(), until);
            return wait.isNegative() ? Optional.empty() : Optional.of(capped(wait));
        }
        long seconds = http.getHeaderFieldLong("Retry-After", 0);
        return seconds > 0 ? Optional.of(capped(Duration.ofSeconds(seconds))) : Optional.empty();
    }

    private static Duration capped(Duration wait) {
        Duration most = Duration.ofMinutes(15);
        return wait.compareTo(most) > 0 ? most : wait;
    }

    private record Connection(HttpURLConnection http, InputStream body) implements FeedConnection {
        @Override
        public int read(byte[] into, int start, int length) throws IOException {
            return body.read(into, start, length);
        }

        @Override
        public void close() {
            http.disconnect();
        }
    }
}
