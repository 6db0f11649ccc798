package io.ropewalk.alertops.query;

import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.fql.TextField;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How a text has to fit. */
public enum Match {
    EXACT,
    PREFIX,
    CONTAINS;

    static final Parameter PARAMETER =
            Parameter.word(
                    "match",
                    Arrays.stream(values()).map(it -> it.name().toLowerCase(Locale.ROOT)).toList(),
                    "How hostname has to fit; exact unless said.");

    static Match read(Arguments in) {
        return in.one(PARAMETER).map(it -> valueOf(it.toUpperCase(Locale.ROOT))).orElse(EXACT);
    }

    /** What the field has to be for any of these values; everything for none. */
    Filter on(TextField field, List<String> values) {
        if (values.isEmpty()) {
            return Filter.NONE;
        }
        return switch (this) {
            case EXACT -> any(field, values);
            case PREFIX -> Filter.anyOf(values.stream().map(field::startsWith).toList());
            case CONTAINS -> Filter.anyOf(values.stream().map(field::contains).toList());
        };
    }

    /** What the field has to be for any of these whole values; everything for none. */
    static Filter any(TextField field, List<String> values) {
        return switch (values.size()) {
            case 0 -> Filter.NONE;
            case 1 -> field.equalTo(values.getFirst());
            default -> field.in(values);
        };
    }
}
