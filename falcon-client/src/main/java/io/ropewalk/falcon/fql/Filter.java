package io.ropewalk.falcon.fql;

import java.util.Collection;
import java.util.Objects;
import java.util.function.BinaryOperator;

/**
 * A filter in Falcon Query Language. Immutable; made only from typed fields, so its shape is
 * decided by the code that builds it and never by a value in it.
 *
 * <p>{@code +} is AND and {@code ,} is OR. Their precedence is not documented by the vendor, so
 * mixed parts always stand in parentheses.
 */
public final class Filter {

    /** The most properties one statement may name, by the vendor's FQL guide. */
    public static final int MAX_PROPERTIES = 20;

    /** Matches everything; its text is empty. */
    public static final Filter NONE = new Filter(Kind.NONE, "", 0);

    private enum Kind {
        NONE,
        TERM,
        AND,
        OR
    }

    private final Kind kind;
    private final String text;
    private final int properties;

    private Filter(Kind kind, String text, int properties) {
        if (properties > MAX_PROPERTIES) {
            throw new IllegalArgumentException(
                    "A filter may name at most " + MAX_PROPERTIES + " properties.");
        }
        this.kind = kind;
        this.text = text;
        this.properties = properties;
    }

    /** One comparison. Package-private: only the typed fields know how to write one safely. */
    static Filter term(String text) {
        return new Filter(Kind.TERM, text, 1);
    }

    /** Matches everything; the same as {@link #NONE}. */
    public static Filter all() {
        return NONE;
    }

    /** What all of these match; everything when there are none. */
    public static Filter allOf(Collection<Filter> filters) {
        return filters.stream().reduce(NONE, Filter::and);
    }

    /**
     * What any of these match.
     *
     * @throws IllegalArgumentException when there are none: "any of nothing" matches nothing, and
     *     no filter can say that
     */
    public static Filter anyOf(Collection<Filter> filters) {
        BinaryOperator<Filter> either = Filter::or;
        return filters.stream()
                .reduce(either)
                .orElseThrow(
                        () -> new IllegalArgumentException("Any of no filters matches nothing."));
    }

    /** What both match. */
    public Filter and(Filter other) {
        if (kind == Kind.NONE) {
            return other;
        }
        if (other.kind == Kind.NONE) {
            return this;
        }
        return joined(Kind.AND, "+", other);
    }

    /** What either matches; everything when one of them matches everything. */
    public Filter or(Filter other) {
        if (kind == Kind.NONE || other.kind == Kind.NONE) {
            return NONE;
        }
        return joined(Kind.OR, ",", other);
    }

    private Filter joined(Kind as, String sign, Filter other) {
        return new Filter(
                as, part(as) + sign + other.part(as), Math.addExact(properties, other.properties));
    }

    private String part(Kind inside) {
        return kind == Kind.TERM || kind == inside ? text : "(" + text + ")";
    }

    /** The FQL; empty when everything matches. */
    public String text() {
        return text;
    }

    /** Whether everything matches. */
    public boolean matchesAll() {
        return kind == Kind.NONE;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Filter that && kind == that.kind && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, text);
    }

    @Override
    public String toString() {
        return "Filter[" + text + "]";
    }
}
