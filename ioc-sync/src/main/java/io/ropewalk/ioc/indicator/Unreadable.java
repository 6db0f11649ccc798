package io.ropewalk.ioc.indicator;

/** Something that came cannot be read; the message says what is wrong with it. */
public final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unreadable(String message) {
        super(message);
    }
}
