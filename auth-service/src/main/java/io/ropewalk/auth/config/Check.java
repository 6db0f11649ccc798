package io.ropewalk.auth.config;

import io.ropewalk.kit.start.StartFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the readers of the configuration share. No message quotes a value that could be a secret.
 */
final class Check {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    private Check() {}

    static void name(String kind, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new StartFailure(
                    "The "
                            + kind
                            + " name \""
                            + name
                            + "\" may only hold letters, digits, dots, dashes and underscores.");
        }
    }

    static String required(String key, Optional<String> value) {
        return value.filter(v -> !v.isBlank())
                .orElseThrow(
                        () -> new StartFailure("The configuration key " + key + " is missing."));
    }

    static Duration positive(String key, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new StartFailure("The configuration key " + key + " must be longer than zero.");
        }
        return value;
    }

    static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
    }
}
