package io.ropewalk.inventory.testing;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.PageWalk;
import io.ropewalk.falcon.hosts.Host;
import io.ropewalk.inventory.hosts.HostShape;
import io.ropewalk.inventory.sync.Listing;
import io.ropewalk.inventory.sync.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Tenants with hosts, and the ways a walk over them can end badly. */
public final class FakeFalcon implements Source<Host> {
    /**
     * Keeps the contract of a walk: what it received must equal the total, or it is not complete.
     */
    public record Trouble(
            int afterHosts, FailureCategory category, String message, String traceId) {}

    private static final int PAGE = 10;

    private final Map<String, List<Host>> estates = new HashMap<>();
    private final List<Optional<Instant>> asked = new CopyOnWriteArrayList<>();
    private Trouble trouble;
    private boolean repeatFirstPage;
    private boolean unordered;
    private Consumer<Integer> beforePage = _ -> {};
    private int miscount;
    private String unlisted = "";
    private FalconResult<List<Host>> lookup;
    private int lookups;

    /** Hosts 0 to n-1 of this tenant. */
    public FakeFalcon estate(String tenant, String cid, int hosts) {
        return estate(tenant, IntStream.range(0, hosts).mapToObj(i -> host(cid, i)).toList());
    }

    public FakeFalcon estate(String tenant, List<Host> hosts) {
        estates.put(tenant, new ArrayList<>(hosts));
        return this;
    }

    public static Host host(String cid, int number) {
        return HostBuilder.host(id(cid, number), cid)
                .with("hostname", "host-" + number)
                .with("agent_version", "7.10." + number % 3)
                .with("external_ip", "198.51.100." + number % 250)
                .with("last_seen", "2026-11-20T10:00:00Z")
                .build();
    }

    public static String id(String cid, int number) {
        return "%s%08d".formatted(cid, number);
    }

    public List<Host> hosts(String tenant) {
        return estates.get(tenant);
    }

    public void failsAfter(int hosts, FailureCategory category, String message, String traceId) {
        trouble = new Trouble(hosts, category, message, traceId);
    }

    /** The second page is the first one again, so that counts match and hosts are missing. */
    public void repeatsFirstPage() {
        repeatFirstPage = true;
    }

    /** No walk can tell whether a host came twice. */
    public void listsWithoutOrder() {
        unordered = true;
    }

    /** The total of a listing is so much more than what it holds, as after changes meanwhile. */
    public void miscounts(int more) {
        miscount = more;
    }

    /** This host is left out of listings, and found when asked for. */
    public void leavesOut(String id) {
        unlisted = id;
    }

    /** Whoever asks for single hosts gets this. */
    public void answersLookups(FalconResult<List<Host>> answer) {
        lookup = answer;
    }

    /** How often single hosts were asked for. */
    public int lookups() {
        return lookups;
    }

    private FalconResult<List<Host>> find(String tenant, List<String> ids) {
        lookups++;
        return lookup != null
                ? lookup
                : FalconResult.ok(
                        estates.get(tenant).stream()
                                .filter(it -> ids.contains(it.deviceId()))
                                .toList(),
                        "");
    }

    /** Called with the page's number before each page, in the reader's thread. */
    public void beforePage(Consumer<Integer> action) {
        beforePage = action;
    }

    public void recovers() {
        trouble = null;
        repeatFirstPage = false;
        beforePage = _ -> {};
    }

    /** Since when each walk was to tell of changes. */
    public List<Optional<Instant>> asked() {
        return asked;
    }

    /** Its hosts, as a kind is made of them. */
    public Listing<Host> hosts() {
        return Listing.changing(HostShape.TYPE, this, HostShape::new).confirmedBy(this::find);
    }

    @Override
    public PageWalk<Host> walk(String tenant, Optional<Instant> changedSince) {
        asked.add(changedSince);
        return new Walk(
                estates.get(tenant).stream().filter(it -> !it.deviceId().equals(unlisted)).toList(),
                PAGE);
    }

    private final class Walk implements PageWalk<Host> {
        private final List<Host> hosts;
        private final int pageSize;
        private int received;
        private int page;

        Walk(List<Host> hosts, int pageSize) {
            this.hosts = hosts;
            this.pageSize = pageSize;
        }

        @Override
        public Step<Host> next() {
            beforePage.accept(page);
            OptionalLong total = OptionalLong.of(hosts.size() + miscount);
            if (trouble != null && received >= trouble.afterHosts()) {
                var why = FalconFailure.of(trouble.category(), trouble.message());
                return new Step.NotComplete<>(received, total, why, trouble.traceId());
            }
            if (received >= hosts.size() && miscount != 0) {
                var why = FalconFailure.of(FailureCategory.VENDOR_DOWN, "The count is off.");
                return new Step.NotComplete<>(received, total, why, "trace-9", false, true);
            }
            if (received >= hosts.size()) {
                return new Step.Complete<>(received, !repeatFirstPage && !unordered);
            }
            int from = repeatFirstPage && page == 1 ? 0 : received;
            int size = Math.min(pageSize, hosts.size() - received);
            received += size;
            page++;
            return new Step.Items<>(hosts.subList(from, from + size), received, total);
        }
    }
}
