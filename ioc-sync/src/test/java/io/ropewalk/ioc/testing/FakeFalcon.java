package io.ropewalk.ioc.testing;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.iocs.ItemOutcome;
import io.ropewalk.ioc.indicator.Action;
import io.ropewalk.ioc.indicator.ActionMatrix;
import io.ropewalk.ioc.indicator.Platform;
import io.ropewalk.ioc.mirror.FalconIocs;
import io.ropewalk.ioc.mirror.Form;
import io.ropewalk.ioc.mirror.StoredIoc;
import io.ropewalk.ioc.value.IocValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** One customer's IOCs in memory: a value stands there once, whoever made it. */
public final class FakeFalcon implements FalconIocs {
    /** What goes wrong with the next call that writes. */
    public enum Fault {
        /** Nothing is done. */
        UNDONE,
        /** All is done, and the answer is lost. */
        LOST_ANSWER,
        /** The first half is done, then the connection breaks. */
        HALF
    }

    private final Map<String, StoredIoc> stored = new LinkedHashMap<>();
    private final Set<IocValue> refused = new HashSet<>();
    private final Set<IocValue> choking = new HashSet<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private IntPredicate down = _ -> false;
    private boolean mute;
    private int made;
    private int writes;
    private int pageSize = 100;

    public Map<String, StoredIoc> stored() {
        return stored;
    }

    /** Calls that write. */
    public int writes() {
        return writes;
    }

    public void fail(Fault... next) {
        faults.addAll(List.of(next));
    }

    public void refuse(IocValue value) {
        refused.add(value);
    }

    public void accept(IocValue value) {
        refused.remove(value);
    }

    /** Every request that has this value is answered 5xx. */
    public void chokeOn(IocValue value) {
        choking.add(value);
    }

    public void digest(IocValue value) {
        choking.remove(value);
    }

    /** Writes, by their number from 1, that are answered 5xx. */
    public void downAt(IntPredicate calls) {
        down = calls;
    }

    /** Whether listings are answered 5xx. */
    public void mute(boolean now) {
        mute = now;
    }

    public void pagesOf(int size) {
        pageSize = size;
    }

    public Optional<StoredIoc> of(IocValue value) {
        return stored.values().stream().filter(it -> it.value().equals(value)).findFirst();
    }

    /** Made by somebody else. */
    public StoredIoc byHand(IocValue value, String source, Form form) {
        StoredIoc it = stored("hand-" + made++, value, source, form);
        stored.put(it.id(), it);
        return it;
    }

    /** Changed or deleted by somebody else. */
    public void tamper(String id, Function<StoredIoc, Optional<StoredIoc>> change) {
        change.apply(stored.remove(id)).ifPresent(it -> stored.put(id, it));
    }

    @Override
    public List<ItemOutcome<String>> create(List<NewIoc> iocs, boolean insist) {
        return each(iocs, it -> Optional.of(it.value()), this::create);
    }

    private ItemOutcome<String> create(NewIoc ioc) {
        if (refused.contains(ioc.value())) {
            return no(FailureCategory.BAD_REQUEST);
        }
        if (of(ioc.value()).isPresent()) {
            return no(FailureCategory.CONFLICT);
        }
        String id = "id-" + made++;
        stored.put(id, stored(id, ioc.value(), ioc.form().source(), ioc.form()));
        return new ItemOutcome.Done<>(id, "");
    }

    @Override
    public List<ItemOutcome<String>> edit(List<Edit> edits) {
        return each(edits, it -> valueOf(it.id()), this::edit);
    }

    private ItemOutcome<String> edit(Edit edit) {
        StoredIoc was = stored.get(edit.id());
        if (was == null) {
            return no(FailureCategory.NOT_FOUND);
        }
        if (refused.contains(was.value())) {
            return no(FailureCategory.BAD_REQUEST);
        }
        stored.put(
                was.id(),
                switch (edit) {
                    case Edit.Rewrite(var id, var form) ->
                            stored(id, was.value(), form.source(), form);
                    case Edit.Retire(var id, var tags) ->
                            new StoredIoc(
                                    id,
                                    was.value(),
                                    was.source(),
                                    true,
                                    true,
                                    new StoredIoc.Body(
                                            Action.NO_ACTION.word(),
                                            was.body().mobileAction(),
                                            was.body().severity(),
                                            was.body().platforms(),
                                            tags,
                                            was.body().description(),
                                            was.body().expiration()));
                });
        return new ItemOutcome.Done<>(was.id(), "");
    }

    @Override
    public List<ItemOutcome<String>> delete(List<String> ids) {
        return each(
                ids,
                this::valueOf,
                id ->
                        stored.remove(id) == null
                                ? no(FailureCategory.NOT_FOUND)
                                : new ItemOutcome.Done<>(id, ""));
    }

    private Optional<IocValue> valueOf(String id) {
        return Optional.ofNullable(stored.get(id)).map(StoredIoc::value);
    }

    private <T> List<ItemOutcome<String>> each(
            List<T> items,
            Function<T, Optional<IocValue>> valueOf,
            Function<T, ItemOutcome<String>> work) {
        writes++;
        if (down.test(writes)
                || items.stream()
                        .flatMap(it -> valueOf.apply(it).stream())
                        .anyMatch(choking::contains)) {
            var why = FalconFailure.of(FailureCategory.VENDOR_DOWN, "Falcon answered 500.");
            return items.stream()
                    .<ItemOutcome<String>>map(_ -> new ItemOutcome.Unknown<>(why, ""))
                    .toList();
        }
        Fault fault = faults.poll();
        var broken = FalconFailure.of(FailureCategory.NETWORK, "It broke.");
        List<ItemOutcome<String>> outcomes = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            boolean reached =
                    fault != Fault.UNDONE && (fault != Fault.HALF || i < items.size() / 2);
            ItemOutcome<String> real =
                    reached ? work.apply(items.get(i)) : new ItemOutcome.Undone<>(broken, "");
            boolean told = reached && fault != Fault.LOST_ANSWER;
            outcomes.add(told || !reached ? real : new ItemOutcome.Unknown<>(broken, ""));
        }
        return outcomes;
    }

    @Override
    public FalconResult<List<StoredIoc>> find(Collection<IocValue> values) {
        return FalconResult.ok(
                stored.values().stream().filter(it -> values.contains(it.value())).toList(), "");
    }

    @Override
    public FalconResult<Page<StoredIoc>> ofSource(String source, Optional<String> cursor) {
        if (mute) {
            return new FalconResult.Rejected<>(
                    FalconFailure.of(FailureCategory.VENDOR_DOWN, "Falcon answered 500."), 500, "");
        }
        List<StoredIoc> all =
                stored.values().stream().filter(it -> it.source().equals(source)).toList();
        int from = cursor.map(Integer::parseInt).orElse(0);
        List<StoredIoc> page =
                all.subList(Math.min(from, all.size()), Math.min(all.size(), from + pageSize));
        return FalconResult.ok(
                new Page<>(
                        page,
                        page.isEmpty()
                                ? Optional.empty()
                                : Optional.of(Integer.toString(from + pageSize)),
                        OptionalLong.of(all.size())),
                "");
    }

    @Override
    public FalconResult<ActionMatrix> actions() {
        return FalconResult.ok(Wishes.matrix(), "");
    }

    private static ItemOutcome<String> no(FailureCategory category) {
        return new ItemOutcome.Refused<>(
                FalconFailure.of(category, "No: " + category.word()), Optional.empty(), false, "");
    }

    private static StoredIoc stored(String id, IocValue value, String source, Form form) {
        return new StoredIoc(
                id,
                value,
                source,
                true,
                true,
                new StoredIoc.Body(
                        form.action().word(),
                        form.mobileAction().map(Action::word).orElse(""),
                        form.severity().word(),
                        form.platforms().stream().map(Platform::word).collect(Collectors.toSet()),
                        form.tags(),
                        form.description(),
                        form.expiration()));
    }
}
