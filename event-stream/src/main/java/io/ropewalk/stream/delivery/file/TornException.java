package io.ropewalk.stream.delivery.file;

import java.io.IOException;

/** A file ends in bytes without a line end that cannot be the beginning of a line of ours. */
final class TornException extends IOException {
    private static final long serialVersionUID = 1L;

    TornException() {
        super("the file ends in something else than lines of ours");
    }
}
