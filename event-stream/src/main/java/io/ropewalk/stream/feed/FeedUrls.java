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
    private static final int DOMAIN_LABELS = 2;
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
                    "The vendor named an address on %s, which is not under the domain of %s; if that is right, add its origin to ropewalk.stream.origins."
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
     * The part under which all of the vendor's hosts are. Every public cloud's is two labels long
     * ({@code crowdstrike.com}, {@code crowdstrike.mil}); an address or a single name is itself.
     */
    private static String domain(String host) {
        String name = lower(host);
        List<String> labels = List.of(name.split("\\.", -1));
        boolean address = name.contains(":") || name.matches("[0-9.]+");
        if (address || labels.size() < DOMAIN_LABELS) {
            return name;
        }
        return String.join(".", labels.subList(labels.size() - DOMAIN_LABELS, labels.size()));
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
