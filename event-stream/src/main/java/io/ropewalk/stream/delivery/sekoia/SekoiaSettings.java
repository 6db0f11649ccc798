package io.ropewalk.stream.delivery.sekoia;

import io.ropewalk.stream.outbound.HttpTarget;
import java.net.URI;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Settings of a Sekoia.io intake.
 *
 * @param name of the configuration block
 * @param target its URL is the base of the region's intake, with or without {@code /batch}
 * @param intakeKey secret
 * @param gzip whether requests are compressed
 */
public record SekoiaSettings(String name, HttpTarget target, String intakeKey, boolean gzip) {
    private static final Pattern SLASHES = Pattern.compile("/+$");
    private static final String BATCH = "/batch";

    /**
     * @throws IllegalArgumentException when a value cannot be used; the message holds no secret
     */
    public SekoiaSettings {
        Objects.requireNonNull(name, "name");
        if (intakeKey.isBlank()) {
            throw new IllegalArgumentException("intake-key must not be empty");
        }
        if (target.url().getRawQuery() != null) {
            throw new IllegalArgumentException("url must have no query; the key is intake-key");
        }
        target = target.withUrl(batch(target.url()));
    }

    private static URI batch(URI base) {
        var address = SLASHES.matcher(base.toString()).replaceFirst("");
        return URI.create(address.endsWith(BATCH) ? address : address + BATCH);
    }

    @Override
    public String toString() {
        return "SekoiaSettings[name=" + name + ", target=" + target + "]";
    }
}
