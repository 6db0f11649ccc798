package io.ropewalk.falcon.paging;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.call.Envelope;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * Walks a listing of any of the vendor's paging styles and counts what it receives.
 *
 * <p>A walk is complete only when the listing ended without a failure, the vendor's last total is
 * known and equals what was received, and, where the listing is sorted, every key was greater than
 * the one before: otherwise a page sent twice could stand for one never sent. Only of a listing
 * that never has a total ({@link #uncounted}) no total is asked.
 */
public final class Walker<T> implements PageWalk<T> {

    private final PageSource<T> source;
    private final boolean byCursor;
    private final boolean counted;
    private final int pageSize;
    private final Set<String> cursors = new HashSet<>();

    private Optional<String> cursor = Optional.empty();
    private OptionalLong total = OptionalLong.empty();
    private String lastKey = "";
    private String traceId = "";
    private long received;
    private long listed;
    private long keyed;
    private long pages;
    private boolean inOrder = true;
    private boolean lastPageSeen;
    private boolean stuck;
    private Optional<Step<T>> end = Optional.empty();

    private Walker(PageSource<T> source, boolean byCursor, boolean counted, int pageSize) {
        this.source = Objects.requireNonNull(source, "source");
        this.byCursor = byCursor;
        this.counted = counted;
        this.pageSize = pageSize;
    }

    /**
     * Pages found by a cursor the page before gave: scroll token, {@code next} or {@code after}.
     *
     * @param pageSize entries asked for in a page
     */
    public static <T> Walker<T> byCursor(PageSource<T> source, int pageSize) {
        return new Walker<>(source, true, true, pageSize);
    }

    /**
     * The same in a listing that never says how many there are: it is complete when no cursor is
     * offered any more.
     */
    public static <T> Walker<T> uncounted(PageSource<T> source, int pageSize) {
        return new Walker<>(source, true, false, pageSize);
    }

    /** Pages found by a numeric offset, which is counted here and never read back. */
    public static <T> Walker<T> byOffset(PageSource<T> source) {
        return new Walker<>(source, false, true, Integer.MAX_VALUE);
    }

    /**
     * Pages of ids found by a numeric offset, with the records in their place. An id without a
     * record stays listed, so that the count shows it.
     *
     * @param ids fetches the ids from an offset on
     * @param records fetches the records of ids
     */
    public static <T> Walker<T> byIds(
            LongFunction<FalconResult<Envelope<String>>> ids,
            Function<List<String>, FalconResult<List<T>>> records) {
        return byOffset((_, offset) ->
                ids.apply(offset)
                        .map(envelope -> Fetched.of(envelope, Optional.empty()))
                        .then(page -> records.apply(page.items()).map(page::with)));
    }

    @Override
    public Step<T> next() {
        if (end.isPresent()) {
            return end.get();
        }
        if (lastPageSeen) {
            return ended(counted());
        }
        if (stuck) {
            return ended(notComplete("Falcon repeated a cursor; " + received + " came."));
        }
        FalconResult<Fetched<T>> result = source.fetch(cursor, listed);
        return switch (result) {
            case FalconResult.Ok<Fetched<T>> ok -> arrived(ok);
            case FalconResult.Throttled<Fetched<T>> _,
                    FalconResult.Rejected<Fetched<T>> _,
                    FalconResult.Unreachable<Fetched<T>> _ ->
                    ended(broken(result));
        };
    }

    @Override
    public String traceId() {
        return traceId;
    }

    private Step<T> arrived(FalconResult.Ok<Fetched<T>> ok) {
        Fetched<T> page = ok.value();
        traceId = ok.traceId();
        total = page.total();
        pages++;
        received += page.items().size();
        listed += page.listed();
        page.keys().forEach(this::checkOrder);
        keyed += page.keys().size();
        boolean repeated = page.next().map(next -> !cursors.add(next)).orElse(false);
        cursor = page.next();
        if (page.listed() == 0) {
            return ended(counted());
        }
        lastPageSeen = byCursor ? cursor.isEmpty() || endsListing(page) : allListed();
        stuck = repeated && !lastPageSeen && (page.keys().isEmpty() || !inOrder);
        return new Step.Items<>(page.items(), received, total);
    }

    /**
     * Some clouds offer a cursor on the last page, too. The total alone does not tell: a full page
     * with a cursor has more behind it, whatever the total says, or an empty page that proves the
     * end.
     */
    private boolean endsListing(Fetched<T> page) {
        return allListed() && page.listed() < pageSize;
    }

    private boolean allListed() {
        return total.isPresent() && listed >= total.getAsLong();
    }

    private void checkOrder(String key) {
        inOrder &= key.compareTo(lastKey) > 0;
        lastKey = key;
    }

    private Step<T> ended(Step<T> how) {
        end = Optional.of(how);
        return how;
    }

    /** The listing is over without a failure: does the count prove that everything came? */
    private Step<T> counted() {
        if (total.isEmpty() && counted) {
            return notComplete("Falcon did not say how many there are; " + received + " came.");
        }
        String count = total.isEmpty() ? "" + received : received + " of " + total.getAsLong();
        if (listed > received) {
            long lost = listed - received;
            return notComplete(count + " came; " + lost + " entries could not be used.");
        }
        if (total.isPresent() && received != total.getAsLong()) {
            return notComplete(count + " came before the listing ended.");
        }
        return new Step.Complete<>(received, inOrder && keyed == listed);
    }

    private Step<T> broken(FalconResult<Fetched<T>> result) {
        FalconFailure why = result.failure().orElseThrow();
        boolean refused = pages > 0 && Cursors.refused(why);
        return new Step.NotComplete<>(
                received, total, refused ? ofPage(why) : why, result.trace(), refused && byCursor);
    }

    /** The listing itself was there a page ago. */
    private FalconFailure ofPage(FalconFailure why) {
        return FalconFailure.of(
                FailureCategory.BAD_REQUEST,
                "Falcon refused page "
                        + (pages + 1)
                        + (byCursor ? ", its cursor may have expired. " : ". ")
                        + why.message());
    }

    private Step<T> notComplete(String message) {
        return new Step.NotComplete<>(
                received, total, FalconFailure.of(FailureCategory.VENDOR_DOWN, message), traceId);
    }
}
