package io.ropewalk.falcon;

import java.util.Objects;
import java.util.Optional;

/**
 * One entry of an envelope's {@code errors}. Inside a 2xx answer it concerns a single item.
 *
 * @param code the vendor's code, mostly an HTTP status; 0 where it sent none
 * @param message the vendor's text, shortened
 * @param id the item it is about, where the vendor names one
 */
public record ItemError(int code, String message, Optional<String> id) {
    public ItemError {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(id, "id");
    }
}
