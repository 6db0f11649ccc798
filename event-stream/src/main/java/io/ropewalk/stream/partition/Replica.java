package io.ropewalk.stream.partition;

import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.feed.FeedSession;
import io.ropewalk.stream.state.Owners;
import io.ropewalk.stream.state.Ownership;
import io.ropewalk.stream.state.PartitionRow;
import io.ropewalk.stream.state.Partitions;
import io.ropewalk.stream.state.Positions;
import io.ropewalk.stream.state.StateFailure;
import io.ropewalk.stream.state.Takeovers;
import io.ropewalk.stream.timing.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process among its equals: takes its share of the partitions, keeps its leases, gives up what
 * it has too much of or has lost, and carries out what operators asked for. {@link #tick} is called
 * about once a second by one thread, {@link #endLostTenures} more often by another, so that a state
 * database that hangs cannot keep a reader alive.
 */
public final class Replica {
    private static final Logger LOG = LoggerFactory.getLogger(Replica.class);

    /** What is kept where. */
    public record State(
            Owners owners, Partitions partitions, Positions positions, Takeovers takeovers) {}

    /**
     * How a replica behaves.
     *
     * @param leaseLife after this long without a sign of life a partition may go to another
     * @param grace time to deliver what was read when a partition is given up
     * @param patience how long a stuck sink may hold up the others
     * @param rediscoverEvery time between looks for new partitions
     * @param reportEvery time between reports for other replicas to show
     */
    public record Settings(
            Duration leaseLife,
            Duration grace,
            Duration patience,
            Duration rediscoverEvery,
            Duration reportEvery) {}

    /**
     * How replicas tell each other how a partition stands.
     *
     * @param write a view as a JSON object
     * @param saysOpen whether such an object says that the feed is open
     */
    public record Reports(Function<PartitionView, String> write, Predicate<String> saysOpen) {}

    private static final String OUTAGE =
            "The state database cannot be used, so no position is saved and no lease renewed; the log says why. Give its disk room, or bring its server back; then it goes on by itself, and what was not saved is delivered again.";

    private static final Duration STOP_STEP = Duration.ofMillis(100);

    /** Partitions of one listing may have been noted this far apart. */
    private static final Duration TOGETHER = Duration.ofSeconds(2);

    private final Supplier<? extends Collection<String>> tenants;
    private final State state;
    private final Function<String, FeedSession.Tools> tools;
    private final HeldPartition.Recipe recipe;
    private final Settings settings;
    private final Timing timing;
    private final Reports reports;
    private final Map<String, TenantFeed> feeds = new ConcurrentHashMap<>();
    private final Map<PartitionId, HeldPartition> held = new ConcurrentHashMap<>();
    private volatile boolean stopping;
    private volatile boolean databaseDown;
    private volatile Map<String, Long> known = Map.of();

    /**
     * @param tenants the customers to stream, asked at each tick
     * @param tools what the sessions of a customer work with; asked once for each
     * @param reports how replicas tell each other
     */
    public Replica(
            Supplier<? extends Collection<String>> tenants,
            State state,
            Function<String, FeedSession.Tools> tools,
            HeldPartition.Recipe recipe,
            Settings settings,
            Timing timing,
            Reports reports) {
        this.tenants = Objects.requireNonNull(tenants, "tenants");
        this.state = Objects.requireNonNull(state, "state");
        this.tools = Objects.requireNonNull(tools, "tools");
        this.recipe = Objects.requireNonNull(recipe, "recipe");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.timing = Objects.requireNonNull(timing, "timing");
        this.reports = Objects.requireNonNull(reports, "reports");
    }

    /** One round of everything. */
    public synchronized void tick() {
        try {
            renew();
            if (stopping) {
                return;
            }
            watchTenants();
            List<PartitionRow> rows = rows();
            known = count(rows);
            follow(rows);
            spread(rows);
            report();
            databaseDown = false;
        } catch (StateFailure failure) {
            if (!databaseDown) {
                LOG.error(
                        "the state database cannot be used; partitions end with their leases",
                        failure);
            }
            databaseDown = true;
        }
    }

    /** Ends what this process may no longer do. Uses no database. */
    public void endLostTenures() {
        for (HeldPartition partition : held.values()) {
            if (!partition.tenure().held()) {
                partition.abort("The lease ran out.");
            }
        }
    }

    /** Gives everything back; partitions keep their leases until they have ended. */
    public void stop() throws InterruptedException {
        stopping = true;
        leave();
        feeds.values().forEach(TenantFeed::close);
        long deadline = timing.deadline(settings.grace().multipliedBy(2));
        giveAll();
        while (!held.isEmpty() && !timing.passed(deadline)) {
            Thread.sleep(STOP_STEP);
            tick();
            giveAll();
        }
        held.values().forEach(partition -> partition.abort("The service stops."));
    }

    /** Before anything is given back, so that the others count on one less and take it. */
    private synchronized void leave() {
        try {
            state.owners().leave();
        } catch (StateFailure failure) {
            LOG.warn("this replica could not sign off; the others notice by time", failure);
        }
    }

    private void giveAll() {
        held.values().forEach(partition -> partition.give("The service stops."));
    }

    /** What this process has of a tenant. */
    public Map<String, PartitionView> views(String tenant) {
        Map<String, PartitionView> views = new HashMap<>();
        held.forEach((id, partition) -> {
            if (id.tenant().equals(tenant)) {
                views.put(id.partition(), told(partition.view()));
            }
        });
        return views;
    }

    /** All this process has, by partition. */
    public Map<PartitionId, PartitionView> views() {
        Map<PartitionId, PartitionView> views = new HashMap<>();
        held.forEach((id, partition) -> views.put(id, told(partition.view())));
        return views;
    }

    /** How many partitions each tenant has, whoever reads them, by the last look. */
    public Map<String, Long> known() {
        return known;
    }

    private PartitionView told(PartitionView view) {
        return outage().map(view::because).orElse(view);
    }

    /** Why nothing can be saved, if so. */
    public Optional<String> outage() {
        return databaseDown ? Optional.of(OUTAGE) : Optional.empty();
    }

    /** The name of this replica. */
    public String self() {
        return state.owners().self();
    }

    /** The customers that are streamed, as far as they are known. */
    public Set<String> tenants() {
        return Set.copyOf(feeds.keySet());
    }

    /** Whether a tenant is streamed. */
    public boolean streams(String tenant) {
        return feeds.containsKey(tenant);
    }

    /** Why a tenant's partitions are not known for sure, if so. */
    public Optional<TenantFeed.Trouble> trouble(String tenant) {
        return Optional.ofNullable(feeds.get(tenant)).flatMap(TenantFeed::trouble);
    }

    /** How far the vendor's clock is ahead of this machine's, as far as that is known. */
    public Duration vendorAhead(String tenant) {
        return Optional.ofNullable(feeds.get(tenant))
                .map(feed -> feed.tools().memory().clock().ahead())
                .orElse(Duration.ZERO);
    }

    /** The customer id of a tenant as its events name it; empty while none has come. */
    public String cid(String tenant) {
        return held.entrySet().stream()
                .filter(it -> it.getKey().tenant().equals(tenant))
                .map(it -> it.getValue().cid())
                .filter(cid -> !cid.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Whether another partition of the tenant is open, here or at another replica. */
    public boolean anyOpen(String tenant) {
        // Owning is not enough: if a stranger uses our application id, nobody here has one open.
        boolean here =
                held.entrySet().stream()
                        .anyMatch(it ->
                                it.getKey().tenant().equals(tenant) && it.getValue().isOpen());
        if (here) {
            return true;
        }
        try {
            Map<PartitionId, String> owners = state.owners().of(tenant);
            return state.partitions().of(tenant).stream()
                    .anyMatch(row -> isOpenElsewhere(row, owners.getOrDefault(row.id(), self())));
        } catch (StateFailure _) {
            return false;
        }
    }

    private boolean isOpenElsewhere(PartitionRow row, String owner) {
        return !owner.equals(self())
                && row.report()
                        .filter(report -> report.owner().equals(owner))
                        .filter(report -> reports.saysOpen().test(report.json()))
                        .isPresent();
    }

    private void watchTenants() {
        Collection<String> wanted = tenants.get();
        leaveTenants(wanted);
        for (String tenant : wanted) {
            feeds.computeIfAbsent(
                    tenant,
                    name ->
                            new TenantFeed(
                                    name,
                                    tools.apply(name),
                                    state.partitions(),
                                    settings.rediscoverEvery(),
                                    timing));
        }
    }

    /** Lets go of tenants that are no longer listed; their positions are kept. */
    private void leaveTenants(Collection<String> wanted) {
        for (String tenant : List.copyOf(feeds.keySet())) {
            if (!wanted.contains(tenant)) {
                feeds.remove(tenant).close();
                held.forEach((id, partition) -> {
                    if (id.tenant().equals(tenant)) {
                        partition.give("This tenant is no longer streamed.");
                    }
                });
            }
        }
    }

    private List<PartitionRow> rows() {
        List<PartitionRow> rows = new ArrayList<>();
        for (String tenant : feeds.keySet()) {
            rows.addAll(state.partitions().of(tenant));
        }
        return rows;
    }

    private Map<String, Long> count(List<PartitionRow> rows) {
        Map<String, Long> counts = new HashMap<>();
        feeds.keySet().forEach(tenant -> counts.put(tenant, 0L));
        rows.stream()
                .filter(row -> !row.gone())
                .forEach(row -> counts.merge(row.id().tenant(), 1L, Long::sum));
        return Map.copyOf(counts);
    }

    private void renew() {
        for (HeldPartition partition : List.copyOf(held.values())) {
            Ownership ownership = partition.tenure().ownership();
            if (partition.hasEnded()) {
                held.remove(ownership.partition());
                forget(ownership.partition());
                state.owners().release(ownership);
            } else if (!partition.renew(state.owners(), settings.leaseLife())) {
                LOG.warn("a partition went to another replica");
                partition.abort("The lease went to another replica.");
            }
        }
    }

    private void forget(PartitionId id) {
        Optional.ofNullable(feeds.get(id.tenant()))
                .ifPresent(feed -> feed.tools().memory().forget(id.partition()));
    }

    private void follow(List<PartitionRow> rows) {
        for (PartitionRow row : rows) {
            HeldPartition partition = held.get(row.id());
            if (partition == null) {
                continue;
            }
            if (row.gone()) {
                partition.give("Falcon no longer lists this partition.");
            } else {
                partition.follow(row, first(rows, row));
            }
        }
    }

    /** Whether the partition was there from the beginning: later ones are read from the oldest. */
    private static boolean first(List<PartitionRow> rows, PartitionRow row) {
        return rows.stream()
                .filter(it -> it.id().tenant().equals(row.id().tenant()))
                .noneMatch(it -> it.firstSeen().isBefore(row.firstSeen().minus(TOGETHER)));
    }

    private void spread(List<PartitionRow> rows) {
        int replicas = state.owners().present(settings.leaseLife());
        List<PartitionRow> there = rows.stream().filter(row -> !row.gone()).toList();
        int share = (there.size() + replicas - 1) / replicas;
        List<HeldPartition> mine = held.values().stream().filter(it -> !it.isGiven()).toList();
        if (mine.size() > share) {
            mine.stream()
                    .max(Comparator.comparing(it -> it.tenure().ownership().partition().toString()))
                    .ifPresent(it -> it.give("Another replica takes its share."));
            return;
        }
        int free = share - mine.size();
        for (PartitionRow row : there) {
            if (free > 0 && !held.containsKey(row.id()) && acquire(row)) {
                held.get(row.id()).follow(row, first(rows, row));
                free--;
            }
        }
    }

    private boolean acquire(PartitionRow row) {
        long askedAt = timing.nanos().getAsLong();
        Optional<Ownership> taken = state.owners().acquire(row.id(), settings.leaseLife());
        taken.ifPresent(ownership -> {
            var tenure = new HeldTenure(ownership, timing, askedAt, settings.leaseLife());
            TenantFeed feed = feeds.get(row.id().tenant());
            held.put(row.id(), new HeldPartition(tenure, feed.tools(), recipe, state, settings));
        });
        return taken.isPresent();
    }

    private void report() {
        for (Map.Entry<PartitionId, HeldPartition> it : held.entrySet()) {
            if (it.getValue().reportDue(timing, settings.reportEvery())) {
                state.partitions()
                        .report(
                                it.getKey(),
                                new PartitionRow.Report(
                                        self(),
                                        timing.now(),
                                        reports.write().apply(it.getValue().view())));
            }
        }
    }
}
