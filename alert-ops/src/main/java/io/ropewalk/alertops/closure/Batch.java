package io.ropewalk.alertops.closure;

import io.ropewalk.alertops.closure.Closure.Failure;
import io.ropewalk.alertops.closure.ClosureStore.Claim;
import io.ropewalk.alertops.work.Order;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.ItemError;
import io.ropewalk.falcon.alerts.AlertChange;
import io.ropewalk.falcon.alerts.AlertRecord;
import io.ropewalk.falcon.alerts.AlertsApi;
import io.ropewalk.falcon.call.Sleeper;
import io.ropewalk.falcon.writes.ChunkSize;
import io.ropewalk.falcon.writes.IdOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Collectors;

/**
 * Works on the items of one closure, a batch at a time: reads them again, leaves alone what has
 * changed, writes down what is about to be sent, sends it, and writes down what became of it. What
 * was sent and not answered is read: the comment bears the closure's marker, and it is written
 * together with the rest or not at all.
 */
final class Batch {
    private static final String OPERATION = "closure-batch";

    /** A read by id shows a write at once, but one whose answer was lost may still be under way. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** How often an alert is sent that reads show was not written. */
    private static final int ATTEMPTS = 5;

    /** Share of a batch whose failure ends the work. */
    private static final double MOST_FAILED = 0.2;

    private static final int GONE = 404;

    private static final String WRITTEN_OR_NOT =
            "It was sent, and Falcon says that there is none of this id by now.";

    private final Claim claim;
    private final Closure closure;
    private final AlertsApi api;
    private final Optional<String> cid;
    private final ClosureStore store;
    private final ClosureAudit audit;
    private final Order order;
    private final Sleeper sleeper;
    private final ClosureListener listener;

    /** What Falcon finds too large is not tried again. */
    private final ChunkSize size = new ChunkSize(AlertsApi.MAX_IDS);

    /** What a batch needs besides its closure. */
    record Means(
            AlertsApi api,
            Optional<String> cid,
            ClosureStore store,
            ClosureAudit audit,
            Sleeper sleeper,
            ClosureListener listener) {}

    Batch(Claim claim, Means means) {
        this.claim = claim;
        this.closure = claim.closure();
        this.api = means.api();
        this.cid = means.cid();
        this.store = means.store();
        this.audit = means.audit();
        this.order = ClosureAudit.order(claim.closure());
        this.sleeper = means.sleeper();
        this.listener = means.listener();
    }

    /**
     * Finds out what became of items that were sent. One that a good answer does not show stays in
     * flight, unless the answer says that there is none of that id.
     */
    Step readBack(List<ClosureItem> flying) {
        FalconResult<List<AlertRecord>> read = read(flying);
        if (!(read instanceof FalconResult.Ok<List<AlertRecord>> ok)) {
            return failed(read);
        }
        Map<String, AlertRecord> found = byId(ok.value());
        List<ClosureItem> settled = new ArrayList<>();
        for (ClosureItem item : flying) {
            AlertRecord alert = found.get(item.compositeId());
            if (alert != null) {
                settled.add(landed(item, alert, ok.traceId()));
            } else if (error(item, ok.itemErrors()).filter(it -> it.code() == GONE).isPresent()) {
                settled.add(item.now(ItemState.NOT_FOUND, WRITTEN_OR_NOT, ok.traceId()));
            }
        }
        if (!settled.isEmpty()) {
            settle(settled, settled.size(), List.of(ok.traceId()), "read back");
        }
        if (settled.size() < flying.size()) {
            return new Step.Unseen();
        }
        boolean none = settled.stream().allMatch(it -> it.state() == ItemState.PENDING);
        return none
                ? new Step.Bad(
                        new Failure(
                                FailureCategory.VENDOR_DOWN,
                                "Alerts were sent, and a read shows that none of them was written.",
                                ok.traceId()))
                : new Step.Good();
    }

    /** What an answer says of an alert it does not have. */
    private static Optional<ItemError> error(ClosureItem item, List<ItemError> errors) {
        return errors.stream()
                .filter(it ->
                        it.id().filter(item.compositeId()::equals).isPresent()
                                || it.message().contains(item.compositeId()))
                .findFirst();
    }

    private ClosureItem landed(ClosureItem item, AlertRecord alert, String traceId) {
        if (alert.comments().stream().anyMatch(it -> it.contains(closure.marker()))) {
            return item.now(ItemState.CLOSED, "", traceId);
        }
        return item.attempts() < ATTEMPTS
                ? item.now(ItemState.PENDING, "", "")
                : item.now(
                        ItemState.FAILED,
                        "It was sent " + item.attempts() + " times, and a read shows no change.",
                        traceId);
    }

    /** Writes items, of those that are still as they were. */
    Step write(List<ClosureItem> items) throws InterruptedException {
        FalconResult<List<AlertRecord>> read = read(items);
        if (!(read instanceof FalconResult.Ok<List<AlertRecord>> ok)) {
            return failed(read);
        }
        Map<String, AlertRecord> found = byId(ok.value());
        List<ClosureItem> open = new ArrayList<>();
        List<ClosureItem> left = new ArrayList<>();
        for (ClosureItem item : items) {
            AlertRecord alert = found.get(item.compositeId());
            ClosureItem looked =
                    alert == null ? absent(item, ok) : looked(item, alert, ok.traceId());
            (looked.state() == ItemState.PENDING ? open : left).add(looked);
        }
        if (!left.isEmpty()) {
            settle(left, left.size(), List.of(ok.traceId()), "left alone");
        }
        return open.isEmpty() ? new Step.Good() : send(open);
    }

    /** Ids there are none of are absent from a list that is there; nothing was sent for it yet. */
    private static ClosureItem absent(ClosureItem item, FalconResult.Ok<List<AlertRecord>> answer) {
        return error(item, answer.itemErrors())
                .filter(it -> it.code() != GONE)
                .map(it ->
                        item.now(
                                ItemState.FAILED,
                                "It could not be read: " + it.message(),
                                answer.traceId()))
                .orElseGet(() -> item.now(ItemState.NOT_FOUND, "It is gone.", answer.traceId()));
    }

    private ClosureItem looked(ClosureItem item, AlertRecord alert, String traceId) {
        if (cid.isPresent() && !Screen.belongs(alert, cid.get())) {
            return item.now(ItemState.FAILED, "It belongs to another customer.", traceId);
        }
        if (alert.comments().stream().anyMatch(it -> it.contains(closure.marker()))) {
            return item.now(ItemState.CLOSED, "", traceId);
        }
        if (closure.deed().already(item, alert)) {
            return item.now(ItemState.ALREADY, closure.deed().alreadySo(), traceId);
        }
        List<String> drift = closure.deed().drift(item, alert);
        return drift.isEmpty()
                ? item
                : item.now(
                        ItemState.SKIPPED_DRIFT,
                        "It has changed since %s: %s."
                                .formatted(closure.deed().since(), String.join(", ", drift)),
                        traceId);
    }

    private Step send(List<ClosureItem> open) throws InterruptedException {
        String digest =
                Tokens.digest(
                        open.stream()
                                .map(ClosureItem::compositeId)
                                .collect(Collectors.joining("\n")));
        audit.asked(OPERATION, order, open.size(), "digest " + digest);
        store.fly(claim, open);
        Map<String, ClosureItem> byId = new LinkedHashMap<>();
        open.forEach(it -> byId.put(it.compositeId(), it));
        List<ClosureItem> settled = new ArrayList<>();
        SequencedSet<String> traces = new LinkedHashSet<>();
        Optional<IdOutcome.Undone> undone = Optional.empty();
        SequencedSet<FailureCategory> why = new LinkedHashSet<>();
        boolean lost = false;
        List<IdOutcome> outcomes = sent(open);
        if (Thread.interrupted()) {
            // The call was cut short: what became of it is read back by whoever goes on.
            throw new InterruptedException();
        }
        for (IdOutcome outcome : outcomes) {
            ClosureItem item = byId.get(outcome.id());
            Optional.of(outcome.traceId()).filter(it -> !it.isEmpty()).ifPresent(traces::add);
            switch (outcome) {
                case IdOutcome.Done it -> settled.add(item.now(ItemState.CLOSED, "", it.traceId()));
                case IdOutcome.Refused it -> {
                    settled.add(refused(item, it));
                    if (it.why().category() != FailureCategory.NOT_FOUND) {
                        why.add(it.why().category());
                    }
                }
                case IdOutcome.Undone it -> {
                    undone = Optional.of(it);
                    settled.add(item.now(ItemState.PENDING, "", ""));
                }
                case IdOutcome.Unknown it -> lost |= unanswered(it.why());
            }
        }
        settle(settled, open.size(), List.copyOf(traces), "digest " + digest);
        if (lost) {
            sleeper.sleep(GRACE);
        }
        return undone.map(it -> stopped(it.why(), it.traceId()))
                .orElseGet(() -> judged(settled, open.size(), why));
    }

    /** Items that lack the same go together; a closure's all do, a revert's do not. */
    private List<IdOutcome> sent(List<ClosureItem> open) {
        Map<AlertChange, List<String>> byChange = new LinkedHashMap<>();
        for (ClosureItem item : open) {
            AlertChange change = closure.deed().change(item).comment(closure.comment());
            byChange.computeIfAbsent(change, _ -> new ArrayList<>()).add(item.compositeId());
        }
        List<IdOutcome> outcomes = new ArrayList<>();
        Optional<IdOutcome.Undone> stopped = Optional.empty();
        for (Map.Entry<AlertChange, List<String>> one : byChange.entrySet()) {
            if (stopped.isPresent()) {
                IdOutcome.Undone why = stopped.get();
                one.getValue()
                        .forEach(id ->
                                outcomes.add(new IdOutcome.Undone(id, why.why(), why.traceId())));
                continue;
            }
            List<IdOutcome> some =
                    api.update(one.getValue(), one.getKey(), size, CallClass.BACKGROUND);
            outcomes.addAll(some);
            stopped =
                    some.stream()
                            .filter(IdOutcome.Undone.class::isInstance)
                            .map(IdOutcome.Undone.class::cast)
                            .findFirst();
        }
        return outcomes;
    }

    private static ClosureItem refused(ClosureItem item, IdOutcome.Refused it) {
        boolean absent = it.why().category() == FailureCategory.NOT_FOUND;
        return item.now(
                absent ? ItemState.NOT_FOUND : ItemState.FAILED,
                it.why().category().word() + ": " + it.why().message(),
                it.traceId());
    }

    private static boolean unanswered(FalconFailure why) {
        return why.category() == FailureCategory.TIMEOUT
                || why.category() == FailureCategory.NETWORK;
    }

    private static Step judged(
            List<ClosureItem> settled, int sent, SequencedSet<FailureCategory> why) {
        if (settled.isEmpty()) {
            return new Step.Unclear();
        }
        List<ClosureItem> failed =
                settled.stream().filter(it -> it.state() == ItemState.FAILED).toList();
        if (failed.size() <= MOST_FAILED * sent) {
            return new Step.Good();
        }
        ClosureItem first = failed.getFirst();
        return new Step.Fatal(
                ClosureState.FAILED,
                new Failure(
                        why.getFirst(),
                        "Falcon refused %d of %d alerts of a batch: %s"
                                .formatted(failed.size(), sent, first.message()),
                        first.traceId()));
    }

    private static Step failed(FalconResult<?> result) {
        return result instanceof FalconResult.Throttled<?> it
                ? new Step.Later(it.retryAfter())
                : stopped(result.failure().orElseThrow(), result.trace());
    }

    private static Step stopped(FalconFailure why, String traceId) {
        Failure failure = new Failure(why.category(), why.message(), traceId);
        return switch (why.category()) {
            case THROTTLED -> new Step.Later(Duration.ofSeconds(1));
            case AUTH, SCOPE_MISSING, GONE_UPSTREAM ->
                    new Step.Fatal(ClosureState.INCOMPLETE, failure);
            case BAD_REQUEST, NOT_FOUND, CONFLICT, VENDOR_DOWN, NETWORK, TIMEOUT, BUG ->
                    new Step.Bad(failure);
        };
    }

    private FalconResult<List<AlertRecord>> read(List<ClosureItem> items) {
        return api.records(
                items.stream().map(ClosureItem::compositeId).toList(), true, CallClass.BACKGROUND);
    }

    private static Map<String, AlertRecord> byId(List<AlertRecord> records) {
        Map<String, AlertRecord> found = new HashMap<>();
        records.forEach(it -> found.put(it.compositeId(), it));
        return found;
    }

    private void settle(List<ClosureItem> items, int count, List<String> traces, String detail) {
        store.settle(claim, items);
        listener.settled(ClosureAudit.byState(items));
        audit.done(OPERATION, order, count, ClosureAudit.counts(items), traces, detail);
    }
}
