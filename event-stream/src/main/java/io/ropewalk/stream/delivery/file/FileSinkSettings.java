package io.ropewalk.stream.delivery.file;

import io.ropewalk.stream.outbound.LineFormat;
import java.time.Duration;
import java.util.Objects;

/**
 * Settings of a file.
 *
 * @param name of the configuration block
 * @param location a path or a {@code file:} URL; {@code {tenant}} and {@code {partition}} in it are
 *     replaced
 * @param rotateBytes a file that would grow past this is put aside; 0 for never
 * @param rotateAfter a file older than this is put aside before the next batch; zero for never
 * @param keep how many files put aside are kept; 0 for all
 */
public record FileSinkSettings(
        String name,
        String location,
        LineFormat format,
        long rotateBytes,
        Duration rotateAfter,
        int keep) {

    /**
     * @throws IllegalArgumentException when a value cannot be used
     */
    public FileSinkSettings {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(format, "format");
        check(!location.isBlank(), "url must name a file");
        check(rotateBytes >= 0, "rotate-bytes must not be negative");
        check(!rotateAfter.isNegative(), "rotate-after must not be negative");
        check(keep >= 0, "keep must not be negative");
    }

    /** Without rotation. */
    public static FileSinkSettings of(String name, String location, LineFormat format) {
        return new FileSinkSettings(name, location, format, 0, Duration.ZERO, 0);
    }

    private static void check(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException(message);
        }
    }
}
