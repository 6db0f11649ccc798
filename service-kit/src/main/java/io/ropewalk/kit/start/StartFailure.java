package io.ropewalk.kit.start;

import java.util.Objects;

/**
 * The service cannot start, and here is why. The message is one sentence that says what to do; it
 * is all that the user sees.
 */
public class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartFailure(String sentence) {
        super(Objects.requireNonNull(sentence, "sentence"));
    }

    public StartFailure(String sentence, Throwable cause) {
        super(Objects.requireNonNull(sentence, "sentence"), cause);
    }
}
