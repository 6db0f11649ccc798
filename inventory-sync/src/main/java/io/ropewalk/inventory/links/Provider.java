package io.ropewalk.inventory.links;

import java.util.Locale;
import java.util.Optional;

/** Clouds whose instances are linked. */
public enum Provider {
    AWS,
    GCP,
    AZURE;

    /** From Falcon's word: {@code AWS_EC2}, {@code AWS_EC2_V2}, {@code GCP}, {@code AZURE}. */
    static Optional<Provider> of(String word) {
        String upper = word == null ? "" : word.toUpperCase(Locale.ROOT);
        for (Provider provider : values()) {
            if (upper.equals(provider.name()) || upper.startsWith(provider.name() + "_")) {
                return Optional.of(provider);
            }
        }
        return Optional.empty();
    }
}
