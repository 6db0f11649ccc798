package io.ropewalk.stream.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a sink posts to, and how.
 *
 * @param url https; http for a loopback host or where {@code allowHttp} says so
 * @param connectTimeout for the connection, TLS included
 * @param timeout for a whole call, from the first byte sent to the last one read
 * @param caFile PEM certificates to trust instead of Java's own
 * @param proxy {@code http://host:port}; without it Java's system properties decide
 */
public record HttpTarget(
        URI url,
        boolean allowHttp,
        Duration connectTimeout,
        Duration timeout,
        Optional<Path> caFile,
        Optional<URI> proxy) {
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    public static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final int MAX_PORT = 65_535;

    /**
     * @throws IllegalArgumentException when it cannot be used; the message names the key and holds
     *     no part of the URL
     */
    public HttpTarget {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(caFile, "caFile");
        Objects.requireNonNull(proxy, "proxy");
        var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        check(
                url.getHost() != null && (scheme.equals("https") || scheme.equals("http")),
                "url must be an https address with a host");
        check(
                scheme.equals("https") || allowHttp || isLoopback(url.getHost()),
                "url must be https; set allow-http=true to send events unencrypted");
        check(
                url.getRawUserInfo() == null,
                "url must hold no user and password; use bearer-token or headers");
        check(isPort(url), "url must have a port from 1 to 65535, or none");
        check(url.getRawFragment() == null, "url must have no fragment");
        check(isPositive(connectTimeout), "connect-timeout must be more than zero");
        check(isPositive(timeout), "timeout must be more than zero");
        check(
                proxy.isEmpty()
                        || (proxy.get().getHost() != null
                                && proxy.get().getPort() > 0
                                && isPort(proxy.get())),
                "proxy must be an address such as http://proxy.example:3128");
    }

    /** With the usual time limits, Java's own trusted certificates and no proxy. */
    public static HttpTarget of(URI url) {
        return new HttpTarget(
                url, false, CONNECT_TIMEOUT, TIMEOUT, Optional.empty(), Optional.empty());
    }

    /** The same with another URL. */
    public HttpTarget withUrl(URI newUrl) {
        return new HttpTarget(newUrl, allowHttp, connectTimeout, timeout, caFile, proxy);
    }

    /** Host and port. What else is in a URL may be a secret: webhooks carry tokens there. */
    public String authority() {
        return url.getPort() < 0 ? url.getHost() : url.getHost() + ":" + url.getPort();
    }

    @Override
    public String toString() {
        return "HttpTarget[" + authority() + "]";
    }

    private static boolean isPort(URI address) {
        return address.getPort() == -1 || (address.getPort() > 0 && address.getPort() <= MAX_PORT);
    }

    private static boolean isPositive(Duration duration) {
        return duration.compareTo(Duration.ZERO) > 0;
    }

    private static boolean isLoopback(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        if (name.equals("localhost") || name.endsWith(".localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(name).isLoopbackAddress();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static void check(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException(message);
        }
    }
}
