package io.ropewalk.ioc.mirror;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.iocs.ItemOutcome;
import io.ropewalk.ioc.indicator.IocRule;
import io.ropewalk.ioc.ledger.Entry;
import io.ropewalk.ioc.ledger.Pending;
import io.ropewalk.ioc.ledger.Settled;
import io.ropewalk.ioc.mirror.FalconIocs.Edit;
import io.ropewalk.ioc.mirror.FalconIocs.NewIoc;
import io.ropewalk.ioc.value.IocValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Values looked at together, and what becomes of them. */
final class Batch {
    private final Tools tools;
    private final Instant now;
    private final Map<Pending, Form> creates = new LinkedHashMap<>();
    private final Map<Pending, Edit> edits = new LinkedHashMap<>();
    private final Map<Pending, String> deletes = new LinkedHashMap<>();
    private final List<Settled> settled = new ArrayList<>();
    private final Map<Outcome, Integer> told = new EnumMap<>(Outcome.class);
    private Optional<FalconFailure> trouble = Optional.empty();

    /** What is kept from batch to batch. */
    record Tools(
            String tenant,
            FalconIocs falcon,
            MirrorListener listener,
            Isolation creating,
            Isolation editing,
            Isolation deleting) {

        Tools(String tenant, FalconIocs falcon, MirrorListener listener) {
            this(tenant, falcon, listener, new Isolation(), new Isolation(), new Isolation());
        }
    }

    Batch(Tools tools, Instant now) {
        this.tools = tools;
        this.now = now;
    }

    /** What is settled, also where sending was cut short. */
    List<Settled> settled() {
        return Collections.unmodifiableList(settled);
    }

    /** Why some still wait. */
    Optional<FalconFailure> trouble() {
        return trouble;
    }

    void tell() {
        told.forEach((outcome, values) -> tools.listener.wrote(tools.tenant, outcome, values));
    }

    void send(List<Pending> waiting, Decision.Rules rules) {
        waiting.forEach(it -> sort(it, Decision.of(it, rules, now)));
        create(rules.source());
        edit();
        delete();
    }

    private void sort(Pending it, Decision decision) {
        switch (decision) {
            case Decision.Keep(var entry) -> stands(it, entry, Outcome.UNCHANGED);
            case Decision.Forget _ -> done(new Settled.Forgotten(it), Outcome.UNCHANGED);
            case Decision.Impossible(var why) ->
                    refused(it, FalconFailure.of(FailureCategory.CONFLICT, why));
            case Decision.Create(var form) -> creates.put(it, form);
            case Decision.Rewrite(var id, var form) -> edits.put(it, new Edit.Rewrite(id, form));
            case Decision.Retire(var id, var tags) -> edits.put(it, new Edit.Retire(id, tags));
            case Decision.Delete(var id) -> deletes.put(it, id);
        }
    }

    private void create(String source) {
        if (creates.isEmpty()) {
            return;
        }
        List<Pending> order = List.copyOf(creates.keySet());
        tools.listener.batch(tools.tenant, order.size());
        var outcomes =
                tools.creating.send(
                        order, some -> tools.falcon.create(news(some), false), this::rewritten);
        Map<Pending, FalconFailure> doubtful = new LinkedHashMap<>();
        for (int i = 0; i < order.size(); i++) {
            Pending it = order.get(i);
            switch (outcomes.get(i)) {
                case ItemOutcome.Done<String>(var id, var _) ->
                        stands(it, live(id, creates.get(it)), Outcome.CREATED);
                case ItemOutcome.Refused<String> refused
                        when refused.why().category() == FailureCategory.VENDOR_DOWN ->
                        refused(it, refused.why());
                case ItemOutcome.Refused<String> refused -> doubtful.put(it, refused.why());
                case ItemOutcome.Undone<String> undone -> failed(undone.why());
                // The next try finds it there, and then it is ours.
                case ItemOutcome.Unknown<String> unknown -> failed(unknown.why());
            }
        }
        resolve(doubtful, source);
    }

    private List<NewIoc> news(List<Pending> some) {
        return some.stream().map(it -> new NewIoc(it.value(), creates.get(it))).toList();
    }

    /**
     * A new one is changed to what it is: a second creation would be refused before it is tried.
     */
    private List<ItemOutcome<String>> rewritten(Pending it, ItemOutcome<String> outcome) {
        return outcome instanceof ItemOutcome.Done<String> done
                ? tools.falcon.edit(List.of(new Edit.Rewrite(done.value(), creates.get(it))))
                : tools.falcon.create(news(List.of(it)), false);
    }

    /**
     * Falcon has one already: ours from a write whose answer was lost, or somebody else's. It does
     * not always say so where it refuses, and where it only warns it would change the one that is
     * there, or pretend; so every refusal is looked into before warnings are passed over.
     */
    private void resolve(Map<Pending, FalconFailure> doubtful, String source) {
        if (doubtful.isEmpty()) {
            return;
        }
        var found = tools.falcon.find(values(doubtful.keySet()));
        if (!(found instanceof FalconResult.Ok<List<StoredIoc>> ok)) {
            found.failure().ifPresent(this::failed);
            return;
        }
        Map<IocValue, StoredIoc> best = new LinkedHashMap<>();
        ok.value().forEach(it -> best.merge(it.value(), it, (a, b) -> a.isOf(source) ? a : b));
        List<Pending> insisted = new ArrayList<>();
        doubtful.forEach((it, why) -> {
            StoredIoc stored = best.get(it.value());
            if (stored == null && why.category() != FailureCategory.CONFLICT) {
                insisted.add(it);
            } else if (stored == null) {
                notFoundYet();
            } else if (!stored.isOf(source)) {
                stands(it, Entry.foreign(), Outcome.FOREIGN);
            } else if (stored.is(creates.get(it))) {
                stands(it, live(stored.id(), creates.get(it)), Outcome.UNCHANGED);
            } else {
                edits.put(it, new Edit.Rewrite(stored.id(), creates.get(it)));
            }
        });
        insist(insisted);
    }

    private void notFoundYet() {
        failed(
                FalconFailure.of(
                        FailureCategory.CONFLICT,
                        "Falcon says that it has a value and does not find it yet."));
    }

    /**
     * Once more, whatever Falcon warns of. Where it refuses one and with it the whole request, it
     * names again what it only warns of: that waits until the other is settled.
     */
    private void insist(List<Pending> order) {
        if (order.isEmpty()) {
            return;
        }
        tools.listener.batch(tools.tenant, order.size());
        var outcomes = tools.falcon.create(news(order), true);
        boolean other =
                outcomes.stream()
                        .anyMatch(it ->
                                it instanceof ItemOutcome.Refused<String> refused
                                        && !refused.warning());
        for (int i = 0; i < order.size(); i++) {
            Pending it = order.get(i);
            switch (outcomes.get(i)) {
                case ItemOutcome.Done<String>(var id, var _) ->
                        stands(it, live(id, creates.get(it)), Outcome.CREATED);
                case ItemOutcome.Refused<String> refused
                        when refused.why().category() == FailureCategory.CONFLICT ->
                        notFoundYet();
                case ItemOutcome.Refused<String> refused when refused.warning() && other ->
                        failed(refused.why());
                case ItemOutcome.Refused<String> refused -> refused(it, refused.why());
                case ItemOutcome.Undone<String> undone -> failed(undone.why());
                case ItemOutcome.Unknown<String> unknown -> failed(unknown.why());
            }
        }
    }

    private void edit() {
        if (edits.isEmpty()) {
            return;
        }
        List<Pending> order = List.copyOf(edits.keySet());
        tools.listener.batch(tools.tenant, order.size());
        var outcomes =
                tools.editing.send(
                        order,
                        some -> tools.falcon.edit(some.stream().map(edits::get).toList()),
                        (it, _) -> tools.falcon.edit(List.of(edits.get(it))));
        Map<Pending, FalconFailure> doubtful = new LinkedHashMap<>();
        for (int i = 0; i < order.size(); i++) {
            Pending it = order.get(i);
            switch (outcomes.get(i)) {
                case ItemOutcome.Done<String> _ -> edited(it, edits.get(it));
                case ItemOutcome.Refused<String> refused
                        when refused.why().category() == FailureCategory.NOT_FOUND ->
                        gone(it, edits.get(it));
                case ItemOutcome.Refused<String> refused -> doubtful.put(it, refused.why());
                case ItemOutcome.Undone<String> undone -> failed(undone.why());
                // Writing the same again does no harm.
                case ItemOutcome.Unknown<String> unknown -> failed(unknown.why());
            }
        }
        stillThere(doubtful);
    }

    /** Falcon does not always say that what it refuses to change is only no longer there. */
    private void stillThere(Map<Pending, FalconFailure> doubtful) {
        if (doubtful.isEmpty()) {
            return;
        }
        var found = tools.falcon.find(values(doubtful.keySet()));
        if (!(found instanceof FalconResult.Ok<List<StoredIoc>> ok)) {
            found.failure().ifPresent(this::failed);
            return;
        }
        List<String> there = ok.value().stream().map(StoredIoc::id).toList();
        doubtful.forEach((it, why) -> {
            if (there.contains(edits.get(it).id())) {
                refused(it, why);
            } else {
                gone(it, edits.get(it));
            }
        });
    }

    private void edited(Pending it, Edit edit) {
        switch (edit) {
            case Edit.Rewrite(var id, var form) -> stands(it, live(id, form), Outcome.UPDATED);
            case Edit.Retire(var id, var tags) -> {
                var withoutMark = new TreeSet<>(tags);
                withoutMark.remove(IocRule.TO_DELETE);
                stands(it, new Entry(Entry.State.RETIRED, id, "", withoutMark), Outcome.RETIRED);
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
        tools.listener.batch(tools.tenant, order.size());
        var outcomes =
                tools.deleting.send(
                        order,
                        some -> tools.falcon.delete(some.stream().map(deletes::get).toList()),
                        (it, _) -> tools.falcon.delete(List.of(deletes.get(it))));
        for (int i = 0; i < order.size(); i++) {
            Pending it = order.get(i);
            switch (outcomes.get(i)) {
                case ItemOutcome.Done<String> _ -> done(new Settled.Forgotten(it), Outcome.DELETED);
                case ItemOutcome.Refused<String> refused
                        when refused.why().category() == FailureCategory.NOT_FOUND ->
                        done(new Settled.Forgotten(it), Outcome.UNCHANGED);
                case ItemOutcome.Refused<String> refused -> refused(it, refused.why());
                case ItemOutcome.Undone<String> undone -> failed(undone.why());
                case ItemOutcome.Unknown<String> unknown -> failed(unknown.why());
            }
        }
    }

    private static List<IocValue> values(Collection<Pending> some) {
        return some.stream().map(Pending::value).toList();
    }

    private static Entry live(String id, Form form) {
        return Entry.live(id, form.hash(), form.tags());
    }

    private void stands(Pending it, Entry entry, Outcome outcome) {
        done(new Settled.Stands(it, entry, Decision.lookAgain(it, now)), outcome);
    }

    private void refused(Pending it, FalconFailure why) {
        done(
                new Settled.Refused(
                        it, why.category().word(), why.message(), Decision.lookAgain(it, now)),
                Outcome.REFUSED);
    }

    private void done(Settled one, Outcome outcome) {
        settled.add(one);
        told.merge(outcome, 1, Integer::sum);
    }

    private void failed(FalconFailure why) {
        trouble = Optional.of(why);
        told.merge(Outcome.FAILED, 1, Integer::sum);
    }
}
