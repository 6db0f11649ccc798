package io.ropewalk.alertops.query;

import io.ropewalk.alertops.query.Listing.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Cursors of listings that go by offset. */
final class Offsets {
    private Offsets() {}

    static long of(Optional<String> cursor) {
        return cursor.filter(it -> it.matches("[0-9]{1,9}")).map(Long::parseLong).orElse(0L);
    }

    /**
     * The same page with the cursor of the next.
     *
     * @param listed how many entries it listed, also those that have no record
     * @param window past so many the vendor lists none
     */
    static Batch goingOn(Batch page, long offset, int listed, long window) {
        long next = offset + listed;
        boolean more = listed > 0 && next < page.total().orElse(Long.MAX_VALUE);
        if (more && next >= window) {
            List<String> warnings = new ArrayList<>(page.warnings());
            warnings.add(
                    "Falcon lists the first %d of %d only; narrow the question for the others."
                            .formatted(window, page.total().orElse(0)));
            return new Batch(
                    page.items(),
                    Optional.empty(),
                    OptionalLong.of(next),
                    page.traceId(),
                    warnings);
        }
        return page.goingOn(more ? Optional.of(Long.toString(next)) : Optional.empty());
    }
}
