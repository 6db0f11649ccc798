package io.ropewalk.ioc.indicator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The vendor's severities, lowest first. */
public enum Severity {
    INFORMATIONAL,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    /** The vendor's word. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The severity of a word, in whatever case the vendor takes it. */
    public static Optional<Severity> named(String word) {
        return Arrays.stream(values()).filter(it -> it.name().equalsIgnoreCase(word)).findFirst();
    }
}
