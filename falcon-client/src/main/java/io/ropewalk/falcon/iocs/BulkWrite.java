package io.ropewalk.falcon.iocs;

import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.ItemError;
import io.ropewalk.falcon.call.Answer;
import io.ropewalk.falcon.call.Envelope;
import io.ropewalk.falcon.call.FalconCalls;
import io.ropewalk.falcon.call.Operation;
import io.ropewalk.falcon.call.TransportException;
import io.ropewalk.falcon.iocs.WriteEntry.Complaint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Writes a list of items, in as many requests as that takes. One thread, once. */
final class BulkWrite<I, T> {

    private final FalconCalls calls;
    private final CallClass callClass;
    private final Kind<I, T> kind;
    private final List<I> items;
    private final List<ItemKey> keys;
    private final List<ItemOutcome<T>> outcomes;
    private Optional<ItemOutcome.Undone<T>> stopped = Optional.empty();

    /** Sends some of the items. */
    @FunctionalInterface
    interface Request<I> {
        Answer<WriteEntry> send(FalconToken token, List<I> items) throws TransportException;
    }

    /**
     * What is written.
     *
     * @param done what a good entry of the answer brings; empty for a complaint
     */
    record Kind<I, T>(
            Operation operation,
            Request<I> request,
            Function<I, ItemKey> key,
            Function<WriteEntry, Optional<T>> done) {}

    BulkWrite(FalconCalls calls, CallClass callClass, Kind<I, T> kind, List<I> items) {
        this.calls = calls;
        this.callClass = callClass;
        this.kind = kind;
        this.items = List.copyOf(items);
        this.keys = this.items.stream().map(kind.key()).toList();
        this.outcomes = new ArrayList<>(Collections.nCopies(this.items.size(), null));
    }

    /** What a request came to, and what is known of it besides. */
    private static final class Sent {
        private Optional<Envelope<WriteEntry>> body = Optional.empty();
        private boolean perhapsApplied;
    }

    List<ItemOutcome<T>> run(int batch) {
        for (int from = 0; from < items.size(); from += batch) {
            write(IntStream.range(from, Math.min(from + batch, items.size())).boxed().toList());
        }
        return List.copyOf(outcomes);
    }

    private void write(List<Integer> at) {
        if (stopped.isPresent()) {
            at.forEach(i -> outcomes.set(i, stopped.get()));
            return;
        }
        Sent sent = new Sent();
        FalconResult<Envelope<WriteEntry>> result =
                calls.call(kind.operation(), callClass, token -> send(token, at, sent));
        switch (result) {
            case FalconResult.Ok<Envelope<WriteEntry>> ok -> {
                Verdicts verdicts = new Verdicts(at, ok.value(), ok.traceId());
                verdicts.takeTheOnlyOneLeft();
                verdicts.open.forEach(i -> outcomes.set(i, silent(ok.traceId())));
            }
            case FalconResult.Rejected<Envelope<WriteEntry>> it -> rejected(at, it, sent);
            case FalconResult.Throttled<Envelope<WriteEntry>> _,
                    FalconResult.Unreachable<Envelope<WriteEntry>> _ ->
                    stop(at, result, sent);
        }
    }

    private Answer<WriteEntry> send(FalconToken token, List<Integer> at, Sent sent)
            throws TransportException {
        sent.body = Optional.empty();
        try {
            Answer<WriteEntry> answer =
                    kind.request().send(token, at.stream().map(items::get).toList());
            sent.body = answer.body();
            sent.perhapsApplied |= answer.status() >= 500 || answer.status() < 300;
            return answer;
        } catch (TransportException e) {
            sent.perhapsApplied |= !e.provenUnsent();
            throw e;
        }
    }

    /** Refused as a whole: for some of its items, or for something else? */
    private void rejected(
            List<Integer> at, FalconResult.Rejected<Envelope<WriteEntry>> it, Sent sent) {
        switch (it.why().category()) {
            case BAD_REQUEST, CONFLICT, NOT_FOUND -> {
                Verdicts verdicts =
                        new Verdicts(at, sent.body.orElseGet(Envelope::empty), it.traceId());
                List<Integer> open = verdicts.open;
                if (at.size() == 1) {
                    verdicts.takeTheOnlyOneLeft();
                    open.forEach(i -> outcomes.set(i, refused(it)));
                } else if (open.size() < at.size()) {
                    again(open);
                } else {
                    again(at.subList(0, at.size() / 2));
                    again(at.subList(at.size() / 2, at.size()));
                }
            }
            case THROTTLED,
                    AUTH,
                    SCOPE_MISSING,
                    GONE_UPSTREAM,
                    VENDOR_DOWN,
                    NETWORK,
                    TIMEOUT,
                    BUG ->
                    stop(at, it, sent);
        }
    }

    private void again(List<Integer> open) {
        if (!open.isEmpty()) {
            write(open);
        }
    }

    private void stop(List<Integer> at, FalconResult<Envelope<WriteEntry>> result, Sent sent) {
        FalconFailure why = result.failure().orElseThrow();
        ItemOutcome.Undone<T> undone = new ItemOutcome.Undone<>(why, result.trace());
        stopped = Optional.of(undone);
        ItemOutcome<T> outcome =
                sent.perhapsApplied ? new ItemOutcome.Unknown<>(why, result.trace()) : undone;
        at.forEach(i -> outcomes.set(i, outcome));
    }

    /** What an answer says of each item. */
    private final class Verdicts {
        /** Items it says nothing of. */
        private final List<Integer> open;

        private final List<ItemOutcome<T>> loose = new ArrayList<>();

        Verdicts(List<Integer> at, Envelope<WriteEntry> envelope, String traceId) {
            this.open = new ArrayList<>(at);
            for (WriteEntry entry : envelope.resources()) {
                kind.done()
                        .apply(entry)
                        .ifPresent(it ->
                                give(new ItemOutcome.Done<>(it, traceId), key -> key.names(entry)));
            }
            // What is stored in spite of a warning is stored.
            for (WriteEntry entry : envelope.resources()) {
                if (entry instanceof Complaint it) {
                    give(refused(it, traceId), key -> key.names(it));
                }
            }
            for (ItemError error : envelope.errors()) {
                give(refused(error, traceId), key -> key.names(error));
            }
        }

        private void give(ItemOutcome<T> outcome, Predicate<ItemKey> named) {
            Optional<Integer> item = open.stream().filter(i -> named.test(keys.get(i))).findFirst();
            if (item.isPresent()) {
                outcomes.set(item.get(), outcome);
                open.removeIf(item.get()::equals);
            } else if (outcome instanceof ItemOutcome.Refused<T>) {
                loose.add(outcome);
            }
        }

        /** Where one item is left and one word on none in particular, the vendor means that. */
        void takeTheOnlyOneLeft() {
            if (open.size() == 1 && !loose.isEmpty()) {
                outcomes.set(open.removeFirst(), loose.getFirst());
            }
        }
    }

    private static <T> ItemOutcome<T> refused(Complaint it, String traceId) {
        return new ItemOutcome.Refused<>(
                failure(0, it.message()),
                Optional.ofNullable(it.fieldName()),
                it.warning(),
                traceId);
    }

    private static <T> ItemOutcome<T> refused(ItemError error, String traceId) {
        return new ItemOutcome.Refused<>(
                failure(error.code(), error.message()), Optional.empty(), false, traceId);
    }

    private static <T> ItemOutcome<T> refused(FalconResult.Rejected<Envelope<WriteEntry>> it) {
        FailureCategory category = category(it.why().category(), it.why().message());
        return new ItemOutcome.Refused<>(
                FalconFailure.of(category, it.why().message()),
                Optional.empty(),
                false,
                it.traceId());
    }

    private static <T> ItemOutcome<T> silent(String traceId) {
        return new ItemOutcome.Unknown<>(
                FalconFailure.of(
                        FailureCategory.VENDOR_DOWN,
                        "Falcon's answer does not say what became of this indicator."),
                traceId);
    }

    private static FalconFailure failure(int code, String message) {
        FailureCategory category =
                switch (code) {
                    case 404 -> FailureCategory.NOT_FOUND;
                    case 409 -> FailureCategory.CONFLICT;
                    default -> category(FailureCategory.BAD_REQUEST, message);
                };
        return FalconFailure.of(category, "Falcon refused the indicator: " + message);
    }

    /** The vendor may refuse a second one of a value with 400: then only its text tells. */
    private static FailureCategory category(FailureCategory said, String message) {
        return said == FailureCategory.BAD_REQUEST
                        && message.toLowerCase(Locale.ROOT).contains("duplicate")
                ? FailureCategory.CONFLICT
                : said;
    }
}
