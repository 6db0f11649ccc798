package io.ropewalk.falcon.fql;

import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A field that holds text. Values that are empty, longer than 255 characters, hold a control
 * character or a wildcard are refused with {@link InvalidFilterValue}.
 *
 * @param name the vendor's name of the field
 * @param form what every whole value must look like, for ids, hashes and the like
 */
public record TextField(String name, Optional<Pattern> form) {
    public TextField {
        Fql.name(name);
        Objects.requireNonNull(form, "form");
    }

    /** A field of free text. */
    public static TextField named(String name) {
        return new TextField(name, Optional.empty());
    }

    /** A field whose values all have this form. */
    public static TextField formed(String name, String form) {
        return new TextField(name, Optional.of(Pattern.compile(form)));
    }

    /** Equals the value; whether case counts is the endpoint's business. */
    public Filter equalTo(String value) {
        return Filter.term(name + ":" + whole(value));
    }

    /** Differs from the value. */
    public Filter not(String value) {
        return Filter.term(name + ":!" + whole(value));
    }

    /**
     * Equals one of the values.
     *
     * @throws IllegalArgumentException when there are none
     */
    public Filter in(Collection<String> values) {
        if (values.isEmpty()) {
            throw new InvalidFilterValue(name, "is an empty list, which matches nothing");
        }
        return Filter.term(
                name
                        + ":"
                        + values.stream()
                                .map(this::whole)
                                .collect(Collectors.joining(",", "[", "]")));
    }

    /** Starts with the text. Not every endpoint knows wildcards: Spotlight has none. */
    public Filter startsWith(String start) {
        return Filter.term(name + ":'" + Fql.escaped(name, start) + "*'");
    }

    /** Holds the text somewhere, by the vendor's wildcard operator. */
    public Filter contains(String part) {
        return Filter.term(name + ":*'*" + Fql.escaped(name, part) + "*'");
    }

    /** The vendor's text match: by token, without regard to case, space and punctuation. */
    public Filter matchesText(String words) {
        return Filter.term(name + ":~" + Fql.quoted(name, words));
    }

    private String whole(String value) {
        if (form.isPresent() && !form.get().matcher(value).matches()) {
            throw new InvalidFilterValue(name, "does not have the form this field needs");
        }
        return Fql.quoted(name, value);
    }
}
