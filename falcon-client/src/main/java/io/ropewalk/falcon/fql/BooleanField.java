package io.ropewalk.falcon.fql;

/** A field that is true or false, written bare. */
public record BooleanField(String name) {
    public BooleanField {
        Fql.name(name);
    }

    /** A field of this name. */
    public static BooleanField named(String name) {
        return new BooleanField(name);
    }

    /** Has this value. */
    public Filter is(boolean value) {
        return Filter.term(name + ":" + value);
    }
}
