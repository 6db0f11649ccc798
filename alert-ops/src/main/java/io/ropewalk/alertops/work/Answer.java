package io.ropewalk.alertops.work;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a request came to.
 *
 * @param items one for each thing asked for, in that order
 * @param next where a listing goes on
 */
public record Answer(List<Item> items, Optional<String> next) {
    public Answer {
        items = List.copyOf(items);
        Objects.requireNonNull(next, "next");
    }

    public static Answer of(List<Item> items) {
        return new Answer(items, Optional.empty());
    }
}
