package io.ropewalk.alertops.query;

import java.util.Objects;
import java.util.Optional;

/**
 * Where in a listing an answer goes on.
 *
 * @param cursor of the page it goes on in, empty for the first
 * @param size of the pages; the vendor's cursors fit no other. 0 where nothing was asked yet
 * @param skip entries of that page that were looked at
 * @param seen entries that were looked at in all
 */
record Place(Optional<String> cursor, int size, int skip, long seen) {
    static final Place START = new Place(Optional.empty(), 0, 0, 0);

    Place {
        Objects.requireNonNull(cursor, "cursor");
        if (size < 0 || skip < 0 || skip > size || seen < skip) {
            throw new IllegalArgumentException("Not a place.");
        }
    }
}
