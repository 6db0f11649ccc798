package io.ropewalk.alertops.query;

import io.ropewalk.alertops.query.Listing.Batch;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconCallFailed;
import io.ropewalk.falcon.FalconFailure;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/** Takes items off one listing until there are enough, it ends, or too many calls were made. */
final class Walk {
    /** Most pages one answer takes: enough for all of them, unless few entries are wanted. */
    static final int MOST_CALLS = 100;

    private final Listing listing;
    private final Function<Map<String, Object>, Map<String, Object>> shown;
    private final int limit;
    private final List<Map<String, Object>> items = new ArrayList<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private final List<String> traces = new ArrayList<>();
    private OptionalLong total = OptionalLong.empty();

    /**
     * A stretch of a listing.
     *
     * @param next empty at its end
     */
    record Stretch(
            List<Map<String, Object>> items,
            Optional<Place> next,
            OptionalLong total,
            List<String> warnings,
            List<String> traces) {}

    private Walk(
            Listing listing, Function<Map<String, Object>, Map<String, Object>> shown, int limit) {
        this.listing = listing;
        this.shown = shown;
        this.limit = limit;
    }

    /**
     * The next items.
     *
     * @param shown what becomes of each
     * @throws FalconCallFailed when a page cannot be had: less than there is would look like all
     * @throws Refused when the vendor no longer knows where to go on
     */
    static Stretch from(
            Place place,
            Listing listing,
            Function<Map<String, Object>, Map<String, Object>> shown,
            int limit) {
        return new Walk(listing, shown, limit).run(place);
    }

    private Stretch run(Place place) {
        int size = place.size() > 0 ? place.size() : size();
        Place at = new Place(place.cursor(), size, place.skip(), place.seen());
        for (int call = 0; call < MOST_CALLS; call++) {
            Batch page = call == 0 ? first(at) : later(at);
            note(page);
            int looked = take(page.items(), at.skip());
            long seen = at.seen() + (looked - at.skip());
            if (looked < page.items().size()) {
                return stretch(Optional.of(new Place(at.cursor(), size, looked, seen)));
            }
            if (ended(page, seen, size)) {
                return stretch(Optional.empty());
            }
            if (page.next().equals(at.cursor())) {
                throw failed("Falcon's list goes round in circles.", page.traceId());
            }
            at = new Place(page.next(), size, 0, seen);
            if (items.size() == limit) {
                return stretch(Optional.of(at));
            }
        }
        warnings.add(
                "There may be more items than these: %d pages were looked through; go on with next."
                        .formatted(MOST_CALLS));
        return stretch(Optional.of(at));
    }

    /** As few pages as do, of about the same size, so that hardly an entry is read twice. */
    private int size() {
        if (listing.wanted().isPresent()) {
            return listing.pageMost();
        }
        int pages = Math.ceilDiv(limit, listing.pageMost());
        return Math.ceilDiv(limit, pages);
    }

    private Batch first(Place at) {
        try {
            return listing.source().page(at.cursor(), at.size());
        } catch (FalconCallFailed failed) {
            if (at.cursor().isPresent() && cursorRefused(failed)) {
                throw Refused.badRequest(
                        "Falcon no longer knows where this after goes on, most lists keep it for"
                                + " two minutes; ask again without it.");
            }
            throw failed;
        }
    }

    /** A page of our own asking: what is wrong with it is not the caller's fault. */
    private Batch later(Place at) {
        try {
            return listing.source().page(at.cursor(), at.size());
        } catch (FalconCallFailed failed) {
            if (cursorRefused(failed)) {
                throw failed("Falcon broke its list off: " + failed.getMessage(), failed.traceId());
            }
            throw failed;
        }
    }

    private static boolean cursorRefused(FalconCallFailed failed) {
        return switch (failed.why().category()) {
            case BAD_REQUEST, NOT_FOUND, GONE_UPSTREAM -> true;
            case THROTTLED, AUTH, SCOPE_MISSING, CONFLICT, VENDOR_DOWN, NETWORK, TIMEOUT, BUG ->
                    false;
        };
    }

    private void note(Batch page) {
        warnings.addAll(page.warnings());
        if (!page.traceId().isEmpty()) {
            traces.add(page.traceId());
        }
        if (page.total().isPresent()) {
            total = page.total();
        }
    }

    /** How many entries of the page were looked at, those skipped among them. */
    private int take(List<Map<String, Object>> entries, int skip) {
        int at = Math.min(skip, entries.size());
        while (at < entries.size() && items.size() < limit) {
            Map<String, Object> entry = entries.get(at);
            if (listing.wanted().map(it -> it.test(entry)).orElse(true)) {
                items.add(shown.apply(entry));
            }
            at++;
        }
        return at;
    }

    private boolean ended(Batch page, long seen, int size) {
        if (total.isPresent() && seen >= total.getAsLong()) {
            return true;
        }
        String words = "Falcon speaks of %d and listed %d.".formatted(total.orElse(seen), seen);
        if (total.isPresent() && page.items().isEmpty()) {
            // Asked again it would bring as little, as often as there are calls.
            throw failed(words, page.traceId());
        }
        if (page.next().isPresent()) {
            return false;
        }
        if (total.isPresent()) {
            warnings.add(words);
        } else if (page.items().size() >= size) {
            throw failed("Falcon does not say whether its list goes on.", page.traceId());
        }
        return true;
    }

    private static FalconCallFailed failed(String words, String traceId) {
        return new FalconCallFailed(FalconFailure.of(FailureCategory.VENDOR_DOWN, words), traceId);
    }

    private Stretch stretch(Optional<Place> next) {
        return new Stretch(
                items,
                next,
                listing.wanted().isPresent() ? OptionalLong.empty() : total,
                List.copyOf(warnings),
                traces);
    }
}
