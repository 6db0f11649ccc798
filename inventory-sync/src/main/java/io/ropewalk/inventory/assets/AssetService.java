package io.ropewalk.inventory.assets;

import io.ropewalk.inventory.run.Tenants;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Delivers assets: one delivery of a tenant at a time, whichever replica is asked. */
public final class AssetService {
    private static final Logger LOG = LoggerFactory.getLogger(AssetService.class);

    private final AssetSource source;
    private final AssetStore store;
    private final List<Outlet> outlets;
    private final Tenants tenants;
    private final AssetListener listener;
    private final Clock clock;
    private final Settings settings;
    private final DueTimes due;
    private final Map<String, TenantDelivery> running = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    /**
     * How it works.
     *
     * @param every time from one scheduled delivery to the next; empty for none
     * @param repeatAfter when a delivery is repeated that failed for a reason that passes
     * @param leaseLife after which a silent process counts as gone
     * @param patience how long a stop waits for batches in flight
     * @param parallelTenants how many tenants at once
     */
    public record Settings(
            DeliverySettings delivery,
            Optional<Duration> every,
            Duration repeatAfter,
            Duration leaseLife,
            Duration patience,
            int parallelTenants) {}

    /** What it reports to. */
    public record Outside(Tenants tenants, AssetListener listener, Clock clock) {}

    /**
     * What is asked for.
     *
     * @param removeMaxShare for this delivery only
     * @param dryRun to send nothing and count what would be sent
     */
    public record Wish(OptionalDouble removeMaxShare, boolean dryRun) {
        /** A delivery as it is configured. */
        public static final Wish USUAL = new Wish(OptionalDouble.empty(), false);
    }

    /** What asking for a delivery came to. */
    public enum Start {
        STARTED,
        /** Another delivery of the tenant is under way, here or elsewhere. */
        BUSY,
        /** This process delivers for as many tenants as it may. */
        FULL,
        /** No sink takes assets of the tenant. */
        NO_SINK
    }

    public AssetService(
            AssetSource source,
            AssetStore store,
            List<Outlet> outlets,
            Outside outside,
            Settings settings) {
        this.source = source;
        this.store = store;
        this.outlets = List.copyOf(outlets);
        this.tenants = outside.tenants();
        this.listener = outside.listener();
        this.clock = outside.clock();
        this.settings = settings;
        this.due = new DueTimes(settings.every(), settings.repeatAfter(), clock);
    }

    /** Whether there is such a tenant. */
    public boolean knows(String tenant) {
        return tenants.names().contains(tenant);
    }

    /** The latest delivery of the tenant to each sink it is configured for. */
    public List<Delivery> deliveries(String tenant) {
        Map<List<Object>, Delivery> latest = new HashMap<>();
        store.deliveries(tenant).forEach(it -> latest.put(List.of(it.sink(), it.kind()), it));
        List<Delivery> all = new ArrayList<>();
        for (Outlet outlet : outlets(tenant)) {
            String sink = outlet.sink().name();
            Arrays.stream(AssetKind.values())
                    .filter(outlet.kinds()::contains)
                    .map(kind ->
                            latest.getOrDefault(
                                    List.of(sink, kind), Delivery.never(tenant, sink, kind)))
                    .forEach(all::add);
        }
        return all;
    }

    private List<Outlet> outlets(String tenant) {
        return outlets.stream()
                .filter(outlet -> outlet.serves(tenant))
                .sorted(Comparator.comparing(outlet -> outlet.sink().name()))
                .toList();
    }

    /**
     * Starts a delivery of everything of the tenant and returns at once. From then on {@link
     * #deliveries} shows it.
     */
    public synchronized Start start(String tenant, Wish wish) {
        List<Outlet> serving = outlets(tenant);
        if (serving.isEmpty()) {
            return Start.NO_SINK;
        }
        if (running.containsKey(tenant)) {
            return Start.BUSY;
        }
        if (stopping || running.size() >= settings.parallelTenants()) {
            return Start.FULL;
        }
        Optional<Tenure> tenure = store.take(tenant, settings.leaseLife());
        if (tenure.isEmpty()) {
            return Start.BUSY;
        }
        DeliverySettings limits =
                wish.removeMaxShare().isPresent()
                        ? settings.delivery().withShare(wish.removeMaxShare().getAsDouble())
                        : settings.delivery();
        List<Delivery> queued = queued(tenure.get(), wish.dryRun());
        var tools = new DeliveryRun.Tools(source, store, limits, clock);
        var work = new TenantDelivery(tenure.get(), tools, listener, settings.leaseLife());
        running.put(tenant, work);
        Thread.ofVirtual()
                .name("inventory-assets-" + tenant)
                .start(() -> {
                    try {
                        work.run(serving, queued);
                    } finally {
                        running.remove(tenant);
                    }
                });
        return Start.STARTED;
    }

    private List<Delivery> queued(Tenure tenure, boolean dryRun) {
        try {
            var round = new Round(tenure.number(), dryRun);
            List<Delivery> queued =
                    deliveries(tenure.tenant()).stream()
                            .map(latest -> latest.next(round, clock.instant()))
                            .toList();
            store.begin(tenure, queued);
            return queued;
        } catch (RuntimeException failure) {
            store.giveBack(tenure);
            throw failure;
        }
    }

    /** The tenant's deliveries and dry runs, newest first. */
    public List<Delivery> history(String tenant, int limit, Optional<Delivery.Key> after) {
        return store.history(tenant, limit, after);
    }

    /** Starts what is due. Does nothing where no sink is configured. */
    public void tick() {
        if (outlets.isEmpty() || stopping) {
            return;
        }
        for (String tenant : tenants.names()) {
            if (running.containsKey(tenant) || outlets(tenant).isEmpty()) {
                continue;
            }
            try (var _ = MDC.putCloseable("tenant", tenant)) {
                if (due.isDue(tenant, deliveries(tenant))) {
                    start(tenant, Wish.USUAL);
                }
            } catch (AssetStore.StoreFailure failure) {
                LOG.warn("whether a delivery of assets is due could not be found out", failure);
            }
        }
    }

    /** Finishes the batches in flight; what is left is delivered after the next start. */
    public void stop() {
        stopping = true;
        List<TenantDelivery> all = List.copyOf(running.values());
        all.forEach(TenantDelivery::stop);
        long until = System.nanoTime() + settings.patience().toNanos();
        for (TenantDelivery work : all) {
            work.awaitEnd(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
        }
        outlets.forEach(outlet -> outlet.sink().close());
    }

    /** Whether nothing is under way in this process. */
    public boolean idle() {
        return running.isEmpty();
    }
}
