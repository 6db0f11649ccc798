package io.ropewalk.kit.security;

import io.ropewalk.kit.problem.Problem;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Under which names a service may be spoken to while its guard is off. A name of somebody else's
 * can be made to lead to this machine, and a browser then takes a stranger's page for one of ours
 * (DNS rebinding); these names cannot.
 */
public final class LoopbackHosts {
    /** A colon stands before the port only, or in brackets. */
    private static final Pattern NAME =
            Pattern.compile(
                    "(localhost|127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}|\\[::1])(:[0-9]{1,5})?");

    private LoopbackHosts() {}

    /**
     * Whether a request to this host may be answered.
     *
     * @param host as in the header {@code Host}, with or without a port, or null
     */
    public static boolean allows(String host) {
        return host != null && NAME.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    /** What is answered to the others. */
    public static Problem refusal() {
        return Problem.of(
                403,
                "auth",
                "With "
                        + ApiSecurity.KEY
                        + "=off this service answers only under the names localhost, 127.0.0.1 and"
                        + " [::1].");
    }
}
