package io.ropewalk.ioc.mirror;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.iocs.ItemOutcome;
import io.ropewalk.ioc.indicator.ActionMatrix;
import io.ropewalk.ioc.indicator.IocRule;
import io.ropewalk.ioc.ledger.Entry;
import io.ropewalk.ioc.ledger.Ledger;
import io.ropewalk.ioc.ledger.Pending;
import io.ropewalk.ioc.ledger.Settled;
import io.ropewalk.ioc.ledger.Tenure;
import io.ropewalk.ioc.mirror.FalconIocs.Edit;
import io.ropewalk.ioc.mirror.FalconIocs.NewIoc;
import io.ropewalk.ioc.value.IocValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Writes what waits of one customer, a batch at a time. One thread: the values of a batch are
 * settled before the next is looked at, so no older state of a value overtakes a newer one.
 */
public final class TenantWriter {
    private static final Duration MATRIX_LIFE = Duration.ofHours(1);

    private final String tenant;
    private final Ledger ledger;
    private final FalconIocs falcon;
    private final Settings settings;
    private final MirrorListener listener;
    private final Clock clock;
    private final Creations creations;
    private Optional<ActionMatrix> matrix = Optional.empty();
    private Instant matrixUntil = Instant.MIN;

    /**
     * How it writes.
     *
     * @param source by which it knows its own
     * @param permanent deletes what is not wanted any more
     * @param batch most values of one call
     */
    public record Settings(String source, boolean permanent, int batch) {
        public Settings {
            Objects.requireNonNull(source, "source");
        }
    }

    public TenantWriter(
            String tenant,
            Ledger ledger,
            FalconIocs falcon,
            Settings settings,
            MirrorListener listener,
            Clock clock) {
        this.tenant = Objects.requireNonNull(tenant, "tenant");
        this.ledger = Objects.requireNonNull(ledger, "ledger");
        this.falcon = Objects.requireNonNull(falcon, "falcon");
        this.settings = Objects.requireNonNull(settings, "settings");
        this.listener = Objects.requireNonNull(listener, "listener");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.creations = new Creations(tenant, ledger, falcon);
    }

    /** Writes once. Values whose call failed wait on. */
    public Round round(Tenure tenure) {
        List<Pending> waiting = ledger.pending(tenant, settings.batch());
        if (waiting.isEmpty()) {
            return new Round(0, 0, Optional.empty());
        }
        Optional<FalconFailure> unknown = learn();
        if (unknown.isPresent()) {
            listener.wrote(tenant, Outcome.FAILED, waiting.size());
            return new Round(waiting.size(), 0, unknown);
        }
        var rules =
                new Decision.Rules(settings.source(), settings.permanent(), matrix.orElseThrow());
        Instant now = clock.instant();
        FalconResult<List<Pending>> located = creations.located(waiting, settings.source(), now);
        if (!(located instanceof FalconResult.Ok<List<Pending>> ok)) {
            listener.wrote(tenant, Outcome.FAILED, waiting.size());
            return new Round(waiting.size(), 0, located.failure());
        }
        creations.announce(tenure, ok.value(), rules, now);
        var batch = new Batch(ok.value(), now);
        try {
            batch.send(rules);
        } finally {
            // What Falcon has done must be known, whatever came after it.
            ledger.settle(tenure, tenant, batch.settled);
        }
        batch.tell();
        return new Round(waiting.size(), batch.settled.size(), batch.trouble);
    }

    /** The customer's own table, asked now and then. */
    public Optional<ActionMatrix> matrix() {
        return matrix;
    }

    private Optional<FalconFailure> learn() {
        if (clock.instant().isBefore(matrixUntil)) {
            return Optional.empty();
        }
        FalconResult<ActionMatrix> answer = falcon.actions();
        if (answer instanceof FalconResult.Ok<ActionMatrix> ok) {
            matrix = Optional.of(ok.value());
            matrixUntil = clock.instant().plus(MATRIX_LIFE);
        }
        return matrix.isPresent() ? Optional.empty() : answer.failure();
    }

    /** Values looked at together. */
    private final class Batch {
        private final List<Pending> waiting;
        private final Instant now;
        private final Map<Pending, Form> creates = new LinkedHashMap<>();
        private final Map<Pending, Edit> edits = new LinkedHashMap<>();
        private final Map<Pending, String> deletes = new LinkedHashMap<>();
        private final List<Settled> settled = new ArrayList<>();
        private final Map<Outcome, Integer> told = new EnumMap<>(Outcome.class);
        private Optional<FalconFailure> trouble = Optional.empty();

        Batch(List<Pending> waiting, Instant now) {
            this.waiting = waiting;
            this.now = now;
        }

        void send(Decision.Rules rules) {
            waiting.forEach(it -> sort(it, Decision.of(it, rules, now)));
            create();
            edit();
            delete();
        }

        private void sort(Pending it, Decision decision) {
            switch (decision) {
                case Decision.Keep(var entry) -> stands(it, entry, Outcome.UNCHANGED);
                case Decision.Forget _ -> done(new Settled.Forgotten(it), Outcome.UNCHANGED);
                case Decision.Impossible(var why) ->
                        done(
                                new Settled.Refused(it, FailureCategory.CONFLICT.word(), why),
                                Outcome.REFUSED);
                case Decision.Create(var form) -> creates.put(it, form);
                case Decision.Rewrite(var id, var form) ->
                        edits.put(it, new Edit.Rewrite(id, form));
                case Decision.Retire(var id, var tags) -> edits.put(it, new Edit.Retire(id, tags));
                case Decision.Delete(var id) -> deletes.put(it, id);
            }
        }

        private void create() {
            if (creates.isEmpty()) {
                return;
            }
            List<Pending> order = List.copyOf(creates.keySet());
            listener.batch(tenant, order.size());
            var outcomes =
                    falcon.create(
                            order.stream()
                                    .map(it -> new NewIoc(it.value(), creates.get(it)))
                                    .toList());
            List<Pending> there = new ArrayList<>();
            for (int i = 0; i < order.size(); i++) {
                Pending it = order.get(i);
                switch (outcomes.get(i)) {
                    case ItemOutcome.Done<String>(var id, var _) ->
                            stands(it, live(id, creates.get(it)), Outcome.CREATED);
                    case ItemOutcome.Refused<String> refused
                            when refused.why().category() == FailureCategory.CONFLICT ->
                            there.add(it);
                    case ItemOutcome.Refused<String> refused -> refused(it, refused.why());
                    case ItemOutcome.Undone<String> undone -> failed(undone.why());
                    // The next try finds it there, and then it is ours.
                    case ItemOutcome.Unknown<String> unknown -> failed(unknown.why());
                }
            }
            resolve(there);
        }

        /** Falcon has one already: ours from a write whose answer was lost, or somebody else's. */
        private void resolve(List<Pending> there) {
            if (there.isEmpty()) {
                return;
            }
            var found = falcon.find(there.stream().map(Pending::value).toList());
            if (!(found instanceof FalconResult.Ok<List<StoredIoc>> ok)) {
                found.failure().ifPresent(this::failed);
                return;
            }
            Map<IocValue, StoredIoc> best = new LinkedHashMap<>();
            ok.value().forEach(it -> best.merge(it.value(), it, this::ours));
            for (Pending it : there) {
                StoredIoc stored = best.get(it.value());
                if (stored == null) {
                    failed(
                            FalconFailure.of(
                                    FailureCategory.CONFLICT,
                                    "Falcon says that it has a value and does not find it yet."));
                } else if (!stored.isOf(settings.source())) {
                    stands(it, Entry.foreign(), Outcome.FOREIGN);
                } else if (stored.is(creates.get(it))) {
                    stands(it, live(stored.id(), creates.get(it)), Outcome.UNCHANGED);
                } else {
                    edits.put(it, new Edit.Rewrite(stored.id(), creates.get(it)));
                }
            }
        }

        private StoredIoc ours(StoredIoc one, StoredIoc other) {
            return one.isOf(settings.source()) ? one : other;
        }

        private void edit() {
            if (edits.isEmpty()) {
                return;
            }
            List<Pending> order = List.copyOf(edits.keySet());
            listener.batch(tenant, order.size());
            var outcomes = falcon.edit(order.stream().map(edits::get).toList());
            for (int i = 0; i < order.size(); i++) {
                Pending it = order.get(i);
                Edit edit = edits.get(it);
                switch (outcomes.get(i)) {
                    case ItemOutcome.Done<String> _ -> edited(it, edit);
                    case ItemOutcome.Refused<String> refused
                            when refused.why().category() == FailureCategory.NOT_FOUND ->
                            gone(it, edit);
                    case ItemOutcome.Refused<String> refused -> refused(it, refused.why());
                    case ItemOutcome.Undone<String> undone -> failed(undone.why());
                    // Writing the same again does no harm.
                    case ItemOutcome.Unknown<String> unknown -> failed(unknown.why());
                }
            }
        }

        private void edited(Pending it, Edit edit) {
            switch (edit) {
                case Edit.Rewrite(var id, var form) -> stands(it, live(id, form), Outcome.UPDATED);
                case Edit.Retire(var id, var tags) -> {
                    var withoutMark = new TreeSet<>(tags);
                    withoutMark.remove(IocRule.TO_DELETE);
                    stands(
                            it,
                            new Entry(Entry.State.RETIRED, id, "", withoutMark),
                            Outcome.RETIRED);
                }
            }
        }

        /** Somebody has deleted it: it is made anew, or there is nothing left to do. */
        private void gone(Pending it, Edit edit) {
            switch (edit) {
                case Edit.Rewrite _ -> settled.add(new Settled.Again(it, Entry.NEW));
                case Edit.Retire _ -> done(new Settled.Forgotten(it), Outcome.UNCHANGED);
            }
        }

        private void delete() {
            if (deletes.isEmpty()) {
                return;
            }
            List<Pending> order = List.copyOf(deletes.keySet());
            listener.batch(tenant, order.size());
            var outcomes = falcon.delete(order.stream().map(deletes::get).toList());
            for (int i = 0; i < order.size(); i++) {
                Pending it = order.get(i);
                switch (outcomes.get(i)) {
                    case ItemOutcome.Done<String> _ ->
                            done(new Settled.Forgotten(it), Outcome.DELETED);
                    case ItemOutcome.Refused<String> refused
                            when refused.why().category() == FailureCategory.NOT_FOUND ->
                            done(new Settled.Forgotten(it), Outcome.UNCHANGED);
                    case ItemOutcome.Refused<String> refused -> refused(it, refused.why());
                    case ItemOutcome.Undone<String> undone -> failed(undone.why());
                    case ItemOutcome.Unknown<String> unknown -> failed(unknown.why());
                }
            }
        }

        private static Entry live(String id, Form form) {
            return Entry.live(id, form.hash(), form.tags());
        }

        private void stands(Pending it, Entry entry, Outcome outcome) {
            done(new Settled.Stands(it, entry, Decision.lookAgain(it, now)), outcome);
        }

        private void refused(Pending it, FalconFailure why) {
            done(new Settled.Refused(it, why.category().word(), why.message()), Outcome.REFUSED);
        }

        private void done(Settled one, Outcome outcome) {
            settled.add(one);
            told.merge(outcome, 1, Integer::sum);
        }

        private void failed(FalconFailure why) {
            trouble = Optional.of(why);
            told.merge(Outcome.FAILED, 1, Integer::sum);
        }

        void tell() {
            told.forEach((outcome, values) -> listener.wrote(tenant, outcome, values));
        }
    }
}
