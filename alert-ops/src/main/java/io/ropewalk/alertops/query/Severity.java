package io.ropewalk.alertops.query;

import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.fql.NumberField;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** How bad something is, by name, and the band of numbers (1 to 100) the vendor names so. */
public enum Severity {
    INFORMATIONAL(0, 20),
    LOW(20, 40),
    MEDIUM(40, 60),
    HIGH(60, 80),
    CRITICAL(80, 101);

    private final int from;
    private final int below;

    Severity(int from, int below) {
        this.from = from;
        this.below = below;
    }

    /** As in questions: {@code high}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As the vendor shows it: {@code High}. */
    public String title() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }

    /** The lowest number of this name. */
    public int from() {
        return from;
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Severity::word).toList();
    }

    static Severity of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** This one and those above it. */
    List<Severity> andAbove() {
        return Arrays.stream(values()).filter(it -> it.compareTo(this) >= 0).toList();
    }

    /** What a field of numbers has to be for any of these names; everything for none. */
    static Filter bands(NumberField field, Collection<Severity> wanted) {
        return wanted.isEmpty()
                ? Filter.NONE
                : Filter.anyOf(wanted.stream().map(it -> it.band(field)).toList());
    }

    private Filter band(NumberField field) {
        if (this == INFORMATIONAL) {
            return field.lessThan(below);
        }
        return this == CRITICAL
                ? field.atLeast(from)
                : field.atLeast(from).and(field.lessThan(below));
    }
}
