package io.ropewalk.kit.tenants;

import io.ropewalk.kit.start.StartFailure;
import java.nio.file.Files;
import java.nio.file.Path;

/** Refuses a start that could never get a token. */
public final class AuthClientCheck {
    private AuthClientCheck() {}

    /** Throws {@link StartFailure} unless the way to auth-service is fully configured. */
    public static void check(AuthClientConfig config) {
        if (config.url().isEmpty()) {
            throw new StartFailure("Set ROPEWALK_AUTH_URL to where auth-service is.");
        }
        String scheme = config.url().get().getScheme();
        if (!"http".equals(scheme) && !"https".equals(scheme)) {
            throw new StartFailure("ROPEWALK_AUTH_URL must start with http:// or https://.");
        }
        if (config.caller().isEmpty()) {
            throw new StartFailure(
                    "Set ROPEWALK_AUTH_CALLER to the name auth-service knows this service by.");
        }
        if (config.secret().isPresent() == config.tokenFile().isPresent()) {
            throw new StartFailure(
                    "Set exactly one of ROPEWALK_AUTH_SECRET and ROPEWALK_AUTH_TOKEN_FILE.");
        }
        config.tokenFile().ifPresent(AuthClientCheck::readable);
    }

    private static void readable(Path file) {
        if (!Files.isReadable(file)) {
            throw new StartFailure(
                    "The token file " + file + " (ROPEWALK_AUTH_TOKEN_FILE) cannot be read.");
        }
    }
}
