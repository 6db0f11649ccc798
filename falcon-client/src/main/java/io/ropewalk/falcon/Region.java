package io.ropewalk.falcon;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The vendor's clouds and their API hosts (gofalcon's {@code cloud.go}, 2026-06). */
public enum Region {
    US_1("us-1", "https://api.crowdstrike.com"),
    US_2("us-2", "https://api.us-2.crowdstrike.com"),
    US_3("us-3", "https://api.us-3.crowdstrike.com"),
    EU_1("eu-1", "https://api.eu-1.crowdstrike.com"),
    US_GOV_1("us-gov-1", "https://api.laggar.gcw.crowdstrike.com"),
    US_GOV_2("us-gov-2", "https://api.us-gov-2.crowdstrike.mil");

    private final String id;
    private final URI baseUrl;

    Region(String id, String baseUrl) {
        this.id = id;
        this.baseUrl = URI.create(baseUrl);
    }

    /** The name used in configuration and in {@code X-Cs-Region}. */
    public String id() {
        return id;
    }

    /** The API host, without a trailing slash. */
    public URI baseUrl() {
        return baseUrl;
    }

    /** The region of this name; case and dashes do not count, as in the vendor's own libraries. */
    public static Optional<Region> named(String name) {
        String wanted = plain(name);
        return Arrays.stream(values()).filter(r -> plain(r.id).equals(wanted)).findFirst();
    }

    /** The region whose API host this is: the fixed list a redirect may lead to. */
    public static Optional<Region> ofHost(URI uri) {
        return Arrays.stream(values())
                .filter(r -> "https".equals(uri.getScheme()))
                .filter(r -> r.baseUrl.getHost().equalsIgnoreCase(uri.getHost()))
                .filter(r -> uri.getPort() == -1 || uri.getPort() == 443)
                .findFirst();
    }

    private static String plain(String name) {
        return name.replace("-", "").toLowerCase(Locale.ROOT);
    }
}
