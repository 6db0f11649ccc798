package io.ropewalk.ioc.reconcile;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.iocs.ItemOutcome;
import io.ropewalk.ioc.indicator.ActionMatrix;
import io.ropewalk.ioc.indicator.IocRule;
import io.ropewalk.ioc.ledger.Entry;
import io.ropewalk.ioc.ledger.Ledger;
import io.ropewalk.ioc.ledger.Pending;
import io.ropewalk.ioc.ledger.Settled;
import io.ropewalk.ioc.ledger.Tenure;
import io.ropewalk.ioc.mirror.FalconIocs;
import io.ropewalk.ioc.mirror.Standing;
import io.ropewalk.ioc.mirror.StoredIoc;
import io.ropewalk.ioc.value.IocValue;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Compares one customer's IOCs of the mirror's own source with the ledger, both ways. What is
 * missing or has drifted is handed to the writer. What is there and not wanted is removed at once,
 * but not much of it without asking. Values that wait to be written are left to the writer.
 */
public final class Reconciler {
    private static final int PAGE = 500;
    private static final int SAMPLES = 20;

    /** Removed in one run; a further run removes the rest. */
    private static final int MOST_KEPT = 50_000;

    private final String tenant;
    private final Ledger ledger;
    private final FalconIocs falcon;
    private final Settings settings;
    private final Clock clock;

    /**
     * The bounds.
     *
     * @param source by which the mirror knows its own
     * @param permanent deletes instead of putting out of use
     * @param mostRemovals without asking
     * @param share of all that are ours, 0 to 1, that may be removed without asking
     */
    public record Settings(String source, boolean permanent, long mostRemovals, double share) {
        public Settings {
            Objects.requireNonNull(source, "source");
        }
    }

    public Reconciler(
            String tenant, Ledger ledger, FalconIocs falcon, Settings settings, Clock clock) {
        this.tenant = Objects.requireNonNull(tenant, "tenant");
        this.ledger = Objects.requireNonNull(ledger, "ledger");
        this.falcon = Objects.requireNonNull(falcon, "falcon");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Compares once. */
    public Report run(Tenure tenure, Order order) {
        var scan = new Scan(tenure, order);
        scan.all();
        return scan.report();
    }

    /** What removing one takes; its text, a page of it perhaps, is not kept. */
    private record Extra(String id, IocValue value, Set<String> tags) {}

    /** One comparison. */
    private final class Scan {
        private final Tenure tenure;
        private final Order order;
        private final Instant started = clock.instant();
        private final SeenIds seen = new SeenIds();
        private final Map<Report.Kind, Long> counts = new EnumMap<>(Report.Kind.class);
        private final List<Report.Difference> samples = new ArrayList<>();
        private final List<Extra> extras = new ArrayList<>();
        private Optional<FalconFailure> failure = Optional.empty();
        private Standing standing;
        private long scanned;
        private long inSync;
        private long removed;
        private long held;

        Scan(Tenure tenure, Order order) {
            this.tenure = tenure;
            this.order = order;
        }

        void all() {
            var table = falcon.actions();
            if (!(table instanceof FalconResult.Ok<ActionMatrix> ok)) {
                failure = table.failure();
                return;
            }
            standing = new Standing(settings.source(), settings.permanent(), ok.value(), started);
            if (order.adopt().isPresent()) {
                walk(order.adopt().get());
            }
            walk(settings.source());
            if (failure.isEmpty()) {
                missing(Entry.State.LIVE);
                missing(Entry.State.RETIRED);
                remove();
            }
        }

        private void walk(String source) {
            Optional<String> cursor = Optional.empty();
            while (failure.isEmpty()) {
                var answer = falcon.ofSource(source, cursor);
                if (!(answer instanceof FalconResult.Ok<Page<StoredIoc>> ok)) {
                    failure = answer.failure();
                    return;
                }
                if (ok.value().items().isEmpty()) {
                    return;
                }
                page(ok.value().items());
                if (ok.value().next().isEmpty()) {
                    return;
                }
                cursor = ok.value().next();
            }
        }

        private void page(List<StoredIoc> page) {
            Map<IocValue, Pending> known =
                    ledger.look(tenant, page.stream().map(StoredIoc::value).toList());
            List<Settled> repairs = new ArrayList<>();
            for (StoredIoc stored : page) {
                if (!stored.ours()) {
                    continue;
                }
                scanned++;
                seen.add(stored.id());
                Pending pending = known.get(stored.value());
                if (pending == null) {
                    unknown(stored);
                } else if (pending.ticket() == 0) {
                    compare(stored, pending).ifPresent(repairs::add);
                }
            }
            settle(repairs);
        }

        private void unknown(StoredIoc stored) {
            if (!settings.permanent() && stored.isRetired()) {
                // Put out of use before the ledger began; for people to delete.
                inSync++;
                return;
            }
            extra(stored);
        }

        private void extra(StoredIoc stored) {
            found(Report.Kind.EXTRA, stored);
            if (!order.dryRun() && extras.size() < MOST_KEPT) {
                extras.add(new Extra(stored.id(), stored.value(), stored.body().tags()));
            }
        }

        private Optional<Settled> compare(StoredIoc stored, Pending pending) {
            Entry entry = pending.entry();
            if (!entry.isWritten()) {
                found(Report.Kind.ADOPTED, stored);
                return Optional.of(new Settled.Again(pending, unsure(stored)));
            }
            if (!entry.falconId().equals(stored.id())) {
                extra(stored);
                return Optional.empty();
            }
            if (standing.isRight(pending, stored)) {
                inSync++;
                return Optional.empty();
            }
            found(Report.Kind.DRIFTED, stored);
            return Optional.of(new Settled.Again(pending, unsure(stored)));
        }

        /** Ours, and to be written again whatever it is. */
        private static Entry unsure(StoredIoc stored) {
            SortedSet<String> tags = new TreeSet<>(stored.body().tags());
            tags.remove(IocRule.TO_DELETE);
            return Entry.live(stored.id(), "", tags);
        }

        private void missing(Entry.State state) {
            Optional<IocValue> after = Optional.empty();
            while (failure.isEmpty()) {
                List<Pending> some = ledger.standing(tenant, state, after, PAGE);
                if (some.isEmpty()) {
                    return;
                }
                after = Optional.of(some.getLast().value());
                List<Pending> absent =
                        some.stream()
                                .filter(it -> it.ticket() == 0)
                                .filter(it -> !seen.has(it.entry().falconId()))
                                .toList();
                if (!absent.isEmpty()) {
                    confirm(absent);
                }
            }
        }

        /** Made after its page was read, or really gone. */
        private void confirm(List<Pending> absent) {
            var answer = falcon.find(absent.stream().map(Pending::value).toList());
            if (!(answer instanceof FalconResult.Ok<List<StoredIoc>> ok)) {
                failure = answer.failure();
                return;
            }
            List<String> there = ok.value().stream().map(StoredIoc::id).toList();
            List<Settled> repairs = new ArrayList<>();
            for (Pending it : absent) {
                if (there.contains(it.entry().falconId())) {
                    continue;
                }
                if (it.entry().state() == Entry.State.RETIRED) {
                    repairs.add(new Settled.Forgotten(it));
                } else {
                    count(Report.Kind.MISSING, it.value(), it.entry().falconId());
                    repairs.add(new Settled.Again(it, Entry.NEW));
                }
            }
            settle(repairs);
        }

        private void settle(List<Settled> repairs) {
            if (!order.dryRun()) {
                ledger.settle(tenure, tenant, repairs);
            }
        }

        private void remove() {
            long count = counts.getOrDefault(Report.Kind.EXTRA, 0L);
            boolean much =
                    count > settings.mostRemovals()
                            || count > Math.ceil(settings.share() * scanned);
            if (much && !order.allowRemovals()) {
                held = count;
                return;
            }
            if (order.dryRun()) {
                return;
            }
            for (int from = 0; from < extras.size() && failure.isEmpty(); from += PAGE) {
                removeSome(extras.subList(from, Math.min(extras.size(), from + PAGE)));
            }
        }

        private void removeSome(List<Extra> some) {
            // What the ledger has come to know meanwhile is the writer's.
            Map<IocValue, Pending> known =
                    ledger.look(tenant, some.stream().map(Extra::value).toList());
            List<Extra> still =
                    some.stream()
                            .filter(it ->
                                    !known.containsKey(it.value())
                                            || isAnother(known.get(it.value()), it))
                            .toList();
            List<ItemOutcome<String>> outcomes =
                    settings.permanent()
                            ? falcon.delete(still.stream().map(Extra::id).toList())
                            : falcon.edit(still.stream().map(Scan::retired).toList());
            for (int i = 0; i < still.size(); i++) {
                switch (outcomes.get(i)) {
                    case ItemOutcome.Done<String> _ -> removed++;
                    case ItemOutcome.Refused<String> it
                            when it.why().category() == FailureCategory.NOT_FOUND ->
                            gone(still.get(i));
                    case ItemOutcome.Refused<String> it -> failure = Optional.of(it.why());
                    case ItemOutcome.Undone<String> it -> failure = Optional.of(it.why());
                    case ItemOutcome.Unknown<String> it -> failure = Optional.of(it.why());
                }
            }
        }

        /** Removed since its page was read, by the writer or somebody else. */
        private void gone(Extra it) {
            counts.merge(Report.Kind.EXTRA, -1L, Long::sum);
            samples.removeIf(sample -> sample.falconId().equals(it.id()));
        }

        private static boolean isAnother(Pending pending, Extra extra) {
            return pending.entry().isWritten() && !pending.entry().falconId().equals(extra.id());
        }

        private static FalconIocs.Edit retired(Extra it) {
            SortedSet<String> tags = new TreeSet<>(it.tags());
            tags.add(IocRule.TO_DELETE);
            return new FalconIocs.Edit.Retire(it.id(), Collections.unmodifiableSortedSet(tags));
        }

        private void found(Report.Kind kind, StoredIoc stored) {
            count(kind, stored.value(), stored.id());
        }

        private void count(Report.Kind kind, IocValue value, String id) {
            long so = counts.merge(kind, 1L, Long::sum);
            if (so <= SAMPLES) {
                samples.add(new Report.Difference(kind, value.type().word(), value.value(), id));
            }
        }

        Report report() {
            Report.State state =
                    failure.isPresent()
                            ? Report.State.FAILED
                            : held > 0 ? Report.State.INCOMPLETE : Report.State.SUCCEEDED;
            return new Report(
                    state,
                    started,
                    clock.instant(),
                    order.dryRun(),
                    new Report.Counts(
                            scanned,
                            inSync,
                            counts.getOrDefault(Report.Kind.MISSING, 0L),
                            counts.getOrDefault(Report.Kind.EXTRA, 0L),
                            counts.getOrDefault(Report.Kind.DRIFTED, 0L),
                            counts.getOrDefault(Report.Kind.ADOPTED, 0L),
                            removed),
                    held,
                    samples,
                    failure);
        }
    }
}
