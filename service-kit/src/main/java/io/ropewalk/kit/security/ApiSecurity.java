package io.ropewalk.kit.security;

import io.ropewalk.kit.start.StartFailure;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * The default-closed rule: an API that nothing is configured to guard does not start.
 *
 * <p>{@code ropewalk.security=off} opens it to everyone who can reach it, and is refused outside
 * loopback.
 */
public final class ApiSecurity {
    /** Reads. */
    public static final String VIEWER = "viewer";

    /** Acts. */
    public static final String RESPONDER = "responder";

    /** Changes configuration and passes guards. */
    public static final String ADMIN = "admin";

    /** The key that switches the guard off. */
    public static final String KEY = "ropewalk.security";

    private static final String ISSUER = "quarkus.oidc.auth-server-url";

    /** Names that nobody has (RFC 2606, section 3). */
    private static final Pattern EXAMPLE =
            Pattern.compile(
                    "^https?://([^/?#:]*\\.)?example\\.(com|net|org)([/?#:]|$)",
                    Pattern.CASE_INSENSITIVE);

    /** What a service says that has nothing to verify tokens with. */
    public static final String NO_VERIFIER =
            "Nothing is configured to verify bearer tokens; set QUARKUS_OIDC_AUTH_SERVER_URL to your issuer"
                    + " (or QUARKUS_OIDC_PUBLIC_KEY in a local run).";

    private ApiSecurity() {}

    /** Whether the guard is switched off. Any value but {@code on} and {@code off} is an error. */
    public static boolean isOff(Config config) {
        String value = config.getOptionalValue(KEY, String.class).orElse("on");
        return switch (value) {
            case "on" -> false;
            case "off" -> true;
            default -> throw new StartFailure(KEY + " is \"" + value + "\"; it takes on or off.");
        };
    }

    /**
     * Throws {@link StartFailure} unless tokens can be verified, or the guard is off on loopback.
     */
    public static void check(Config config) {
        if (!isOff(config)) {
            if (!isSet(config, ISSUER) && !isSet(config, "quarkus.oidc.public-key")) {
                throw new StartFailure(NO_VERIFIER);
            }
            refuseExample(config.getOptionalValue(ISSUER, String.class).orElse(""));
            return;
        }
        String host = config.getOptionalValue("quarkus.http.host", String.class).orElse("0.0.0.0");
        if (!isLoopback(host)) {
            throw new StartFailure(
                    KEY
                            + "=off opens the API to everyone, so it is refused while the service listens on "
                            + host
                            + "; set QUARKUS_HTTP_HOST=127.0.0.1 or configure an issuer.");
        }
    }

    /** Else it would start, and believe nobody. */
    private static void refuseExample(String issuer) {
        if (EXAMPLE.matcher(issuer.strip()).find()) {
            throw new StartFailure(
                    "QUARKUS_OIDC_AUTH_SERVER_URL is "
                            + issuer.strip()
                            + ", which stands for the address of your issuer; put that there.");
        }
    }

    private static boolean isSet(Config config, String key) {
        return config.getOptionalValue(key, String.class).filter(v -> !v.isBlank()).isPresent();
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException _) {
            return false;
        }
    }
}
