package io.ropewalk.inventory.assets.sekoia;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Where and how a Sekoia sink posts.
 *
 * @param name of the configuration block
 * @param url of the API, for example {@code https://api.sekoia.io}
 * @param connectorUuid of the asset connector
 * @param apiKey a secret
 * @param allowHttp allows an address without TLS that is not this machine
 * @param connectTimeout for the connection, TLS included
 * @param timeout for a whole call
 */
public record SekoiaSettings(
        String name,
        URI url,
        String connectorUuid,
        String apiKey,
        boolean allowHttp,
        Duration connectTimeout,
        Duration timeout) {
    public static final URI URL = URI.create("https://api.sekoia.io");
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    public static final Duration TIMEOUT = Duration.ofSeconds(30);

    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /**
     * @throws IllegalArgumentException when it cannot be used; the message names the key and holds
     *     no secret
     */
    public SekoiaSettings {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(url, "url");
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        check(
                url.getHost() != null && (scheme.equals("https") || scheme.equals("http")),
                "url must be an https address with a host");
        check(
                scheme.equals("https") || allowHttp || isLoopback(url.getHost()),
                "url must be https; set allow-http=true to send assets unencrypted");
        check(
                url.getRawUserInfo() == null
                        && url.getRawQuery() == null
                        && url.getRawFragment() == null,
                "url must be the plain base of the API, without user, query and fragment");
        check(
                UUID.matcher(connectorUuid).matches(),
                "connector-uuid must be the UUID of an asset connector, as Sekoia shows it");
        check(
                !apiKey.isBlank() && apiKey.chars().allMatch(c -> c > ' ' && c < 127),
                "api-key must be one word");
        check(connectTimeout.isPositive(), "connect-timeout must be more than zero");
        check(timeout.isPositive(), "timeout must be more than zero");
    }

    /** Where assets are posted to. */
    URI endpoint() {
        return URI.create(
                url.toString().replaceAll("/+$", "")
                        + "/api/v2/asset-management/asset-connector/"
                        + connectorUuid);
    }

    /** Host and port. */
    String authority() {
        return url.getAuthority();
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "SekoiaSettings[name=" + name + ", url=" + url + ", apiKey=***]";
    }

    private static boolean isLoopback(String host) {
        String bare = host.toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", "");
        if (bare.equals("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(bare).isLoopbackAddress();
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
