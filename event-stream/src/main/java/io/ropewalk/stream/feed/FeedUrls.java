package io.ropewalk.stream.feed;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which URLs of a discovery answer are believed. The session token and the bearer token are sent to
 * them, so a wrong one would give both away.
 */
final class FeedUrls {
    /** All of the vendor's clouds are under these. */
    private static final List<String> VENDOR = List.of("crowdstrike.com", "crowdstrike.mil");

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final List<URI> origins;

    /**
     * @param origins scheme, host and port that are also right, for proxies
     */
    FeedUrls(List<URI> origins) {
        this.origins = List.copyOf(origins);
    }

    /** Why a URL is not believed; empty when it is. */
    Optional<String> objection(URI url, URI apiHost) {
        String host = url.getHost();
        if (host == null || url.getUserInfo() != null) {
            return Optional.of("The vendor named an address without a plain host.");
        }
        if (origins.stream().anyMatch(origin -> sameOrigin(origin, url))) {
            return Optional.empty();
        }
        boolean https = "https".equalsIgnoreCase(url.getScheme());
        boolean http = "http".equalsIgnoreCase(url.getScheme());
        if (!https && !(http && "http".equalsIgnoreCase(apiHost.getScheme()))) {
            return Optional.of(
                    "The vendor named an address on %s that is not https; nothing was sent there."
                            .formatted(host));
        }
        if (!domain(host).equals(domain(apiHost.getHost()))) {
            return Optional.of(
                    "The vendor named an address on %s, which does not belong to %s; if that is right, add its origin to ropewalk.stream.origins."
                            .formatted(host, apiHost.getHost()));
        }
        return Optional.empty();
    }

    /** The address that begins at a place: the parameters join those that are there. */
    static URI at(URI feed, Start start) {
        return switch (start) {
            case Start.Oldest _ -> feed;
            case Start.Newest _ -> with(feed, "whence=2");
            case Start.At(long offset) -> with(feed, "offset=" + offset);
        };
    }

    /** Where reading begins. */
    sealed interface Start {
        /** The oldest event kept. */
        record Oldest() implements Start {}

        /** What comes from now on. */
        record Newest() implements Start {}

        /** This event, or the one after: the vendor does not say. */
        record At(long offset) implements Start {}

        static Start of(OptionalLong offset) {
            return offset.isPresent() ? new At(offset.getAsLong()) : new Oldest();
        }
    }

    private static URI with(URI feed, String parameter) {
        return URI.create(feed + (feed.getRawQuery() == null ? "?" : "&") + parameter);
    }

    private static boolean sameOrigin(URI origin, URI url) {
        return Objects.equals(lower(origin.getScheme()), lower(url.getScheme()))
                && Objects.equals(lower(origin.getHost()), lower(url.getHost()))
                && port(origin) == port(url);
    }

    /**
     * The part under which all hosts are the vendor's. Of a host that is none of the public clouds'
     * it is not known how much of its name belongs to one owner ({@code co.uk} does not): so it is
     * the whole name, and others need an origin.
     */
    private static String domain(String host) {
        String name = lower(host);
        return VENDOR.stream()
                .filter(domain -> name.equals(domain) || name.endsWith("." + domain))
                .findFirst()
                .orElse(name);
    }

    private static int port(URI url) {
        if (url.getPort() >= 0) {
            return url.getPort();
        }
        return "http".equalsIgnoreCase(url.getScheme()) ? HTTP_PORT : HTTPS_PORT;
    }

    private static String lower(String text) {
        return text == null ? null : text.toLowerCase(Locale.ROOT);
    }
}
