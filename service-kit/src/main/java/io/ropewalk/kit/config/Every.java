package io.ropewalk.kit.config;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.Converter;

/** A time between two runs, or {@code off}. */
public record Every(Optional<Duration> period) {

    /** Reads {@code off}, {@code 10m} or {@code PT10M}. */
    public static final class FromText implements Converter<Every> {
        private static final long serialVersionUID = 1L;

        @Override
        public Every convert(String text) {
            if ("off".equals(text.strip())) {
                return new Every(Optional.empty());
            }
            Duration period = DurationConverter.parseDuration(text);
            if (period == null || period.isNegative() || period.isZero()) {
                throw new IllegalArgumentException(
                        "A schedule is off or a time above zero, for example 1h; it is " + text);
            }
            return new Every(Optional.of(period));
        }
    }
}
