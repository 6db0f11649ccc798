package io.ropewalk.ioc.actions;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.iocs.Indicator;
import io.ropewalk.falcon.iocs.IndicatorFields;
import io.ropewalk.falcon.iocs.IndicatorQuery;
import io.ropewalk.falcon.iocs.IndicatorUpdate;
import io.ropewalk.falcon.iocs.IocAction;
import io.ropewalk.falcon.iocs.IocsApi;
import io.ropewalk.falcon.iocs.ItemOutcome;
import io.ropewalk.falcon.iocs.NewIndicator;
import io.ropewalk.falcon.iocs.WriteOptions;
import io.ropewalk.ioc.actions.ActionItem.Outcome;
import io.ropewalk.ioc.indicator.ActionMatrix;
import io.ropewalk.ioc.value.IocValue;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The IOCs of one customer by hand. Each thing asked gets an answer of its own, in order. */
public final class IocActions {
    private final IocsApi api;
    private final Clock clock;

    /** Some of a search, and where the next begin. */
    public record Found(List<ActionItem> items, Optional<String> next) {}

    public IocActions(IocsApi api, Clock clock) {
        this.api = Objects.requireNonNull(api, "api");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** What Falcon offers; all of it where no ids are named. */
    public List<ActionItem> offers(List<String> ids) {
        List<IocAction> all = table();
        if (ids.isEmpty()) {
            return all.stream().map(it -> ActionItem.done(it.id(), it)).toList();
        }
        Map<String, IocAction> byId = new HashMap<>();
        all.forEach(it -> byId.put(it.id(), it));
        return ids.stream().map(id -> found(id, byId.get(id))).toList();
    }

    private static ActionItem found(String id, Object it) {
        return it == null
                ? ActionItem.of(id, Outcome.NOT_FOUND, "Falcon has none with this id.")
                : ActionItem.done(id, it);
    }

    public List<ActionItem> get(List<String> ids) {
        Map<String, Indicator> byId = new HashMap<>();
        api.details(ids, CallClass.INTERACTIVE).orThrow().forEach(it -> byId.put(it.id(), it));
        return ids.stream().map(id -> found(id, byId.get(id))).toList();
    }

    /** A page of a search. */
    public Found search(IndicatorQuery query, IocsApi.From from, int limit) {
        Page<Indicator> page = api.combined(query, from, limit, CallClass.INTERACTIVE).orThrow();
        return new Found(
                page.items().stream().map(it -> ActionItem.done(it.id(), it)).toList(),
                page.items().isEmpty() ? Optional.empty() : page.next());
    }

    /** Makes new ones; one that is there already is answered with what there is. */
    public List<ActionItem> create(List<Draft> drafts, String comment, boolean dryRun) {
        ActionMatrix matrix = matrix();
        Map<Integer, ActionItem> answers = new LinkedHashMap<>();
        List<Integer> sent = new ArrayList<>();
        Set<IocValue> named = new HashSet<>();
        for (int i = 0; i < drafts.size(); i++) {
            Draft draft = drafts.get(i);
            Optional<String> objection = draft.objectionToNew(matrix, clock.instant());
            if (objection.isPresent()) {
                answers.put(i, ActionItem.refused(draft.name(), objection.get()));
            } else if (!named.add(draft.value().orElseThrow())) {
                answers.put(
                        i,
                        ActionItem.refused(
                                draft.name(), "It is named before in this request; that counts."));
            } else if (dryRun) {
                answers.put(
                        i, ActionItem.of(draft.name(), Outcome.ACCEPTED, "It would be created."));
            } else {
                sent.add(i);
            }
        }
        List<ItemOutcome<Indicator>> outcomes =
                sent.isEmpty()
                        ? List.of()
                        : api.create(
                                sent.stream().map(i -> fresh(drafts.get(i))).toList(),
                                WriteOptions.commented(comment),
                                CallClass.INTERACTIVE);
        for (int i = 0; i < sent.size(); i++) {
            Draft draft = drafts.get(sent.get(i));
            answers.put(sent.get(i), created(draft, outcomes.get(i)));
        }
        return inOrder(answers, drafts.size());
    }

    private static NewIndicator fresh(Draft draft) {
        IocValue value = draft.value().orElseThrow();
        return new NewIndicator(value.type().word(), value.value(), draft.settings());
    }

    private ActionItem created(Draft draft, ItemOutcome<Indicator> outcome) {
        ActionItem item = ActionItem.of(draft.name(), outcome);
        boolean there =
                outcome instanceof ItemOutcome.Refused<Indicator> refused
                        && refused.why().category() == FailureCategory.CONFLICT;
        return there ? existing(draft, item) : item;
    }

    /** {@code already} where it does what was asked. */
    private ActionItem existing(Draft draft, ActionItem item) {
        IocValue value = draft.value().orElseThrow();
        var query =
                IndicatorQuery.of(
                        IndicatorFields.VALUE
                                .equalTo(value.value())
                                .and(IndicatorFields.TYPE.equalTo(value.type().word())));
        var answer = api.combined(query, IocsApi.From.START, 1, CallClass.INTERACTIVE);
        if (answer instanceof FalconResult.Ok<Page<Indicator>> ok
                && !ok.value().items().isEmpty()) {
            Indicator there = ok.value().items().getFirst();
            boolean same = draft.text("action").equals(there.action());
            return item.with(same ? Outcome.ALREADY : Outcome.FAILED, there);
        }
        return item;
    }

    public List<ActionItem> update(List<Draft> drafts, String comment, boolean dryRun) {
        Map<Integer, ActionItem> answers = new LinkedHashMap<>();
        List<Integer> sent = new ArrayList<>();
        for (int i = 0; i < drafts.size(); i++) {
            Draft draft = drafts.get(i);
            Optional<String> objection = draft.objectionToChange(clock.instant());
            if (objection.isPresent()) {
                answers.put(i, ActionItem.refused(draft.name(), objection.get()));
            } else if (dryRun) {
                answers.put(
                        i, ActionItem.of(draft.name(), Outcome.ACCEPTED, "It would be changed."));
            } else {
                sent.add(i);
            }
        }
        List<ItemOutcome<Indicator>> outcomes =
                sent.isEmpty()
                        ? List.of()
                        : api.update(
                                sent.stream()
                                        .map(drafts::get)
                                        .map(it ->
                                                new IndicatorUpdate(it.text("id"), it.settings()))
                                        .toList(),
                                WriteOptions.commented(comment),
                                CallClass.INTERACTIVE);
        for (int i = 0; i < sent.size(); i++) {
            answers.put(
                    sent.get(i), ActionItem.of(drafts.get(sent.get(i)).name(), outcomes.get(i)));
        }
        return inOrder(answers, drafts.size());
    }

    /** By ids only: a filter would delete whatever matches it at that moment. */
    public List<ActionItem> delete(List<String> ids, String comment, boolean dryRun) {
        if (dryRun) {
            return get(ids).stream()
                    .map(it ->
                            it.outcome() == Outcome.DONE
                                    ? it.with(Outcome.ACCEPTED, it.resource().orElseThrow())
                                    : it)
                    .toList();
        }
        List<ItemOutcome<String>> outcomes = api.delete(ids, comment, CallClass.INTERACTIVE);
        List<ActionItem> items = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            items.add(ActionItem.of(ids.get(i), outcomes.get(i)));
        }
        return items;
    }

    /** The customer's table, for checks. */
    ActionMatrix matrix() {
        Function<Map<String, List<String>>, Map<String, Set<String>>> sets =
                lists -> {
                    Map<String, Set<String>> found = new HashMap<>();
                    lists.forEach((type, platforms) -> found.put(type, Set.copyOf(platforms)));
                    return found;
                };
        return new ActionMatrix(
                table().stream()
                        .map(it ->
                                new ActionMatrix.Offer(
                                        it.id(),
                                        sets.apply(it.platformsByType()),
                                        Set.copyOf(it.severities())))
                        .toList());
    }

    private List<IocAction> table() {
        return api.actions(CallClass.INTERACTIVE).orThrow();
    }

    IocsApi api() {
        return api;
    }

    private static List<ActionItem> inOrder(Map<Integer, ActionItem> answers, int size) {
        List<ActionItem> items = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            items.add(answers.get(i));
        }
        return items;
    }
}
