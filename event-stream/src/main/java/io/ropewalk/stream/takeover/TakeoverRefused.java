package io.ropewalk.stream.takeover;

/**
 * The offsets of the other program cannot be taken over. Its message names the file, the line where
 * there is one, and what to do; it quotes nothing of the file, which may be the wrong one.
 */
public final class TakeoverRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TakeoverRefused(String message) {
        super(message);
    }

    public TakeoverRefused(String message, Throwable cause) {
        super(message, cause);
    }

    /** With what to do about it. */
    static TakeoverRefused at(String name, int line, String what) {
        return new TakeoverRefused(
                "The takeover file "
                        + name
                        + ", line "
                        + line
                        + ": "
                        + what
                        + "; nothing was taken over. Correct the file, or remove ropewalk.stream.takeover to begin by"
                        + " the start policy.");
    }
}
