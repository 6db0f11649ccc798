package io.ropewalk.falcon.alerts;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.PageWalk.Step;
import io.ropewalk.falcon.alerts.AlertSweep.End;
import io.ropewalk.falcon.alerts.AlertSweep.Sizes;
import io.ropewalk.falcon.alerts.AlertSweep.Taker;
import io.ropewalk.falcon.alerts.AlertSweep.Way;
import io.ropewalk.falcon.fql.Filter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** One reading of {@link AlertSweep}. To be run once. */
final class AlertReading {

    /** How often a walk whose cursor was refused starts anew without having read more. */
    private static final int FRUITLESS = 2;

    private final AlertsApi alerts;
    private final Sizes sizes;
    private final Filter filter;
    private final CallClass callClass;
    private final Taker taker;
    private final Set<UUID> seen = new HashSet<>();
    private OptionalLong total = OptionalLong.empty();
    private Optional<Instant> last = Optional.empty();

    AlertReading(AlertsApi alerts, Sizes sizes, Filter filter, CallClass callClass, Taker taker) {
        this.alerts = alerts;
        this.sizes = sizes;
        this.filter = filter;
        this.callClass = callClass;
        this.taker = taker;
    }

    End run() {
        FalconResult<Page<String>> count = ids(filter, 0);
        if (count.failure().map(AlertReading::refuses).orElse(false)) {
            FalconFailure why = count.failure().orElseThrow();
            return new End.Incomplete(
                    0,
                    total,
                    why,
                    count.trace(),
                    why.category() == FailureCategory.BAD_REQUEST,
                    false);
        }
        // A count that failed otherwise is no reason to stop: the listing may be there.
        if (count instanceof FalconResult.Ok<Page<String>> ok) {
            total = ok.value().total();
        }
        return byPages();
    }

    /** The filter or the whole collection, for this client; not what a cloud has or lacks. */
    private static boolean refuses(FalconFailure why) {
        return switch (why.category()) {
            case BAD_REQUEST, AUTH, SCOPE_MISSING -> true;
            case THROTTLED,
                    NOT_FOUND,
                    CONFLICT,
                    GONE_UPSTREAM,
                    VENDOR_DOWN,
                    NETWORK,
                    TIMEOUT,
                    BUG ->
                    false;
        };
    }

    private End byPages() {
        int fruitless = 0;
        while (true) {
            long before = seen.size();
            PageWalk<AlertRecord> walk =
                    alerts.walk(AlertQuery.of(from(last)), sizes.page(), callClass);
            Step<AlertRecord> step = walk.next();
            // Hidden alerts are counted, and listed only by some clouds.
            if (before == 0 && lacksSome(step)) {
                return byWindows();
            }
            while (step instanceof Step.Items<AlertRecord> items) {
                if (total.isEmpty()) {
                    total = items.total();
                }
                if (!take(items.items())) {
                    return new End.Stopped(seen.size(), total);
                }
                step = walk.next();
            }
            if (!(step instanceof Step.NotComplete<AlertRecord> it)) {
                return counted(Way.COMBINED, walk.traceId());
            }
            fruitless = seen.size() == before ? fruitless + 1 : 0;
            if (!it.cursorRefused() || last.isEmpty() || fruitless > FRUITLESS) {
                return seen.isEmpty() && absent(it.why()) ? byWindows() : broken(it);
            }
        }
    }

    private boolean lacksSome(Step<AlertRecord> first) {
        return switch (first) {
            case Step.Items<AlertRecord> items ->
                    items.total().isPresent()
                            && total.isPresent()
                            && items.total().getAsLong() < total.getAsLong();
            case Step.Complete<AlertRecord> _ -> total.isPresent() && total.getAsLong() > 0;
            case Step.NotComplete<AlertRecord> it -> absent(it.why());
        };
    }

    /** Whether a cloud does not have the combined listing, rather than failing at it. */
    private static boolean absent(FalconFailure why) {
        return switch (why.category()) {
            case BAD_REQUEST, NOT_FOUND, GONE_UPSTREAM -> true;
            case THROTTLED, AUTH, SCOPE_MISSING, CONFLICT, VENDOR_DOWN, NETWORK, TIMEOUT, BUG ->
                    false;
        };
    }

    private End broken(Step.NotComplete<AlertRecord> it) {
        return new End.Incomplete(
                seen.size(), total, it.why(), it.traceId(), false, it.miscounted());
    }

    private End byWindows() {
        while (true) {
            Filter window = from(last);
            FalconResult<Page<String>> listed = ids(window, sizes.window());
            if (!(listed instanceof FalconResult.Ok<Page<String>> ok)) {
                return failed(listed);
            }
            if (total.isEmpty()) {
                total = ok.value().total();
            }
            Optional<Instant> before = last;
            Optional<End> end = records(ok.value().items());
            if (end.isPresent()) {
                return end.get();
            }
            if (ok.value().items().size() < sizes.window()) {
                return counted(Way.WINDOWS, ok.traceId());
            }
            if (last.equals(before)) {
                Optional<End> crowd = crowd();
                if (crowd.isPresent()) {
                    return crowd.get();
                }
            }
        }
    }

    /** More alerts than a window holds were created at {@link #last}: reads them, and goes on. */
    private Optional<End> crowd() {
        if (last.isEmpty()) {
            return Optional.of(miscounted("Falcon lists alerts without a time.", ""));
        }
        Instant at = last.get();
        Filter same =
                filter.and(AlertFields.CREATED_TIMESTAMP.atOrAfter(at))
                        .and(AlertFields.CREATED_TIMESTAMP.atOrBefore(at));
        Optional<End> end = new AlertSplit(this::part, sizes.window()).read(same);
        // Nothing else has that time, so what comes next is later by a nanosecond or more.
        last = Optional.of(at.plusNanos(1));
        return end;
    }

    private AlertSplit.Part part(Filter some) {
        FalconResult<Page<String>> listed = ids(some, sizes.window());
        if (!(listed instanceof FalconResult.Ok<Page<String>> ok)) {
            return new AlertSplit.Part(List.of(), Optional.of(failed(listed)));
        }
        List<AlertRecord> found = new ArrayList<>();
        Optional<End> end = records(ok.value().items(), found);
        return new AlertSplit.Part(found, end);
    }

    private Optional<End> records(List<String> ids) {
        return records(ids, new ArrayList<>());
    }

    private Optional<End> records(List<String> ids, List<AlertRecord> found) {
        for (int at = 0; at < ids.size(); at += sizes.page()) {
            List<String> some = ids.subList(at, Math.min(ids.size(), at + sizes.page()));
            FalconResult<List<AlertRecord>> result = alerts.records(some, true, callClass);
            if (!(result instanceof FalconResult.Ok<List<AlertRecord>> ok)) {
                return Optional.of(failed(result));
            }
            if (ok.value().size() < some.size()) {
                return Optional.of(
                        miscounted(
                                (some.size() - ok.value().size())
                                        + " alerts were listed and could not be read.",
                                ok.traceId()));
            }
            found.addAll(ok.value());
            if (!take(ok.value())) {
                return Optional.of(new End.Stopped(seen.size(), total));
            }
        }
        return Optional.empty();
    }

    private boolean take(List<AlertRecord> records) {
        List<AlertRecord> fresh = new ArrayList<>();
        for (AlertRecord record : records) {
            last = Stream.concat(last.stream(), record.created().stream()).max(naturalOrder());
            if (seen.add(fingerprint(record.compositeId()))) {
                fresh.add(record);
            }
        }
        // Records by their ids come in no order.
        fresh.sort(comparing(record -> record.created().orElse(Instant.MIN)));
        return fresh.isEmpty() || taker.take(List.copyOf(fresh), seen.size(), total);
    }

    /** In place of the id, which is several times as long. */
    private static UUID fingerprint(String compositeId) {
        return UUID.nameUUIDFromBytes(compositeId.getBytes(StandardCharsets.UTF_8));
    }

    private Filter from(Optional<Instant> start) {
        return start.map(it -> filter.and(AlertFields.CREATED_TIMESTAMP.atOrAfter(it)))
                .orElse(filter);
    }

    private FalconResult<Page<String>> ids(Filter some, int limit) {
        return alerts.ids(AlertQuery.of(some), 0, limit, true, callClass);
    }

    private End counted(Way way, String traceId) {
        return total.isEmpty() || total.getAsLong() == seen.size()
                ? new End.Complete(seen.size(), way)
                : miscounted(seen.size() + " of " + total.getAsLong() + " alerts came.", traceId);
    }

    private End miscounted(String message, String traceId) {
        return new End.Incomplete(
                seen.size(),
                total,
                FalconFailure.of(FailureCategory.VENDOR_DOWN, message),
                traceId,
                false,
                true);
    }

    private End failed(FalconResult<?> result) {
        return new End.Incomplete(
                seen.size(), total, result.failure().orElseThrow(), result.trace(), false, false);
    }
}
