package io.ropewalk.alertops.host;

import io.ropewalk.alertops.desk.Action;
import io.ropewalk.alertops.work.ActionKind;
import io.ropewalk.alertops.work.Answer;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.alertops.work.Item;
import io.ropewalk.alertops.work.Order;
import io.ropewalk.alertops.work.Outcome;
import io.ropewalk.alertops.work.Records;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.hosts.Host;
import io.ropewalk.falcon.hosts.HostSort;
import io.ropewalk.falcon.hosts.HostsApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code query_devices_by_filter}: whole records by filter. The limit is that of the answer, not
 * that of a page: it goes on until there are that many, or no more.
 */
public final class FindHosts implements Action<FindHosts.Asked> {
    /** The listing a cursor belongs to, in front of it. */
    private static final String COMBINED = "c.";

    private static final String SCROLLED = "s.";

    private final Falcon falcon;
    private final Records records;

    /**
     * Which hosts.
     *
     * @param limit 1 to {@value HostsApi#MAX_PAGE}
     * @param after {@code next} of the answer before; good for two minutes, and for the same filter
     *     and order only
     */
    public record Asked(Filter filter, HostSort sort, int limit, Optional<String> after) {
        public Asked {
            Objects.requireNonNull(filter, "filter");
            Objects.requireNonNull(sort, "sort");
            Objects.requireNonNull(after, "after");
        }
    }

    private record Found(List<Host> hosts, Optional<String> next, String traceId) {}

    public FindHosts(Falcon falcon, Records records) {
        this.falcon = Objects.requireNonNull(falcon, "falcon");
        this.records = Objects.requireNonNull(records, "records");
    }

    @Override
    public ActionKind kind() {
        return ActionKind.QUERY_DEVICES_BY_FILTER;
    }

    /** What it is asked with, for the audit: nothing is done to what it finds. */
    @Override
    public List<String> targets(Asked request) {
        return request.filter().matchesAll() ? List.of() : List.of(request.filter().text());
    }

    @Override
    public Answer run(Asked request, Order order) {
        HostsApi api = falcon.hosts(order.tenant());
        List<Item> items = new ArrayList<>();
        Optional<String> after = request.after();
        do {
            Found found = page(api, request, after, request.limit() - items.size());
            for (Host host : found.hosts()) {
                items.add(
                        Item.of(host.deviceId(), Outcome.DONE, found.traceId())
                                .with(records.of(host)));
            }
            after = found.hosts().isEmpty() ? Optional.empty() : found.next();
        } while (after.isPresent() && items.size() < request.limit());
        return new Answer(items, after);
    }

    private static Found page(HostsApi api, Asked request, Optional<String> after, int limit) {
        if (after.isPresent() && after.get().startsWith(SCROLLED)) {
            return scrolled(api, request, after, limit);
        }
        if (after.isPresent() && !after.get().startsWith(COMBINED)) {
            throw Refused.badRequest("offset is the next of the answer before.");
        }
        FalconResult<Page<Host>> page =
                api.sorted(
                        request.filter(),
                        request.sort(),
                        after.map(it -> it.substring(COMBINED.length())),
                        limit,
                        CallClass.INTERACTIVE);
        boolean lacks =
                after.isEmpty()
                        && page.failure()
                                .map(FalconFailure::category)
                                .filter(FailureCategory.GONE_UPSTREAM::equals)
                                .isPresent();
        return lacks
                ? scrolled(api, request, after, limit)
                : new Found(
                        page.orThrow().items(),
                        page.orThrow().next().map(COMBINED::concat),
                        page.trace());
    }

    /** Some clouds lack the listing of whole records; there it is one of ids, in their order. */
    private static Found scrolled(HostsApi api, Asked request, Optional<String> after, int limit) {
        if (!request.sort().equals(HostSort.BY_ID)) {
            throw Refused.badRequest(
                    "This customer's cloud lists hosts in the order of their ids only; leave sort"
                            + " out.");
        }
        Page<String> ids =
                api.scroll(
                                request.filter(),
                                after.map(it -> it.substring(SCROLLED.length())),
                                limit,
                                CallClass.INTERACTIVE)
                        .orThrow();
        FalconResult<List<Host>> hosts = api.details(ids.items(), CallClass.INTERACTIVE);
        return new Found(hosts.orThrow(), ids.next().map(SCROLLED::concat), hosts.trace());
    }
}
