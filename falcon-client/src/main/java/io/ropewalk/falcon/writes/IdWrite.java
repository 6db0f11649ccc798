package io.ropewalk.falcon.writes;

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
import io.ropewalk.falcon.paging.Chunks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * Writes to a list of ids in as many requests as that takes, and says of each id what became of it.
 *
 * <p>A chunk the vendor finds too large (413) is halved, and none of that size is sent any more;
 * one it refuses as a whole (400) without naming the ids at fault is halved, too. After the first
 * failure that is no id's nothing more is sent. An HTTP 200 alone proves nothing: an id is done
 * when the answer lists it, or when {@code meta.writes.resources_affected} covers all it does not
 * speak of.
 */
public final class IdWrite {

    private static final int TOO_LARGE = 413;

    private final FalconCalls calls;
    private final CallClass callClass;
    private final Operation operation;
    private final Request request;
    private final Map<String, IdOutcome> outcomes = new LinkedHashMap<>();
    private Optional<Stopped> stopped = Optional.empty();
    private ChunkSize size = new ChunkSize(Integer.MAX_VALUE);

    /** Sends some of the ids. The resources of the answer are the ids that were written. */
    @FunctionalInterface
    public interface Request {
        Answer<String> send(FalconToken token, List<String> ids) throws TransportException;
    }

    /** How much one request takes. */
    public record Chunk(int ids, int characters) {
        public Chunk {
            if (ids < 1 || characters < 1) {
                throw new IllegalArgumentException("A chunk holds at least one id.");
            }
        }

        /** So many ids, however long. */
        public static Chunk of(int ids) {
            return new Chunk(ids, Integer.MAX_VALUE);
        }
    }

    private record Stopped(FalconFailure why, String traceId) {}

    /** What is known of a request besides its result. */
    private static final class Sent {
        private Optional<Envelope<String>> body = Optional.empty();
        private boolean perhapsApplied;

        /** Whether an attempt before the last one may have been applied, its answer lost. */
        private boolean perhapsBefore;

        Sent(boolean perhapsBefore) {
            this.perhapsApplied = perhapsBefore;
        }
    }

    public IdWrite(FalconCalls calls, CallClass callClass, Operation operation, Request request) {
        this.calls = Objects.requireNonNull(calls, "calls");
        this.callClass = Objects.requireNonNull(callClass, "callClass");
        this.operation = Objects.requireNonNull(operation, "operation");
        this.request = Objects.requireNonNull(request, "request");
    }

    /**
     * Writes. To be called once.
     *
     * @return an outcome for each id, in the order of the ids; an id named twice is sent once
     */
    public List<IdOutcome> run(List<String> ids, Chunk chunk) {
        return run(ids, chunk, new ChunkSize(chunk.ids()));
    }

    /**
     * The same, with a size that lasts over several writes.
     *
     * @param known what is known of the size, and learned here
     */
    public List<IdOutcome> run(List<String> ids, Chunk chunk, ChunkSize known) {
        size = known;
        for (List<String> some : chunks(new LinkedHashSet<>(ids), chunk)) {
            write(some, false);
        }
        return ids.stream().map(outcomes::get).toList();
    }

    private static List<List<String>> chunks(SequencedSet<String> ids, Chunk most) {
        List<List<String>> chunks = new ArrayList<>();
        List<String> open = new ArrayList<>();
        long characters = 0;
        for (String id : ids) {
            if (open.size() == most.ids()
                    || (!open.isEmpty() && characters + id.length() > most.characters())) {
                chunks.add(List.copyOf(open));
                open.clear();
                characters = 0;
            }
            open.add(id);
            characters += id.length();
        }
        if (!open.isEmpty()) {
            chunks.add(List.copyOf(open));
        }
        return chunks;
    }

    /**
     * @param perhaps whether a request with these may have been applied already
     */
    private void write(List<String> ids, boolean perhaps) {
        if (stopped.isPresent()) {
            Stopped it = stopped.get();
            ids.forEach(id -> say(new IdOutcome.Undone(id, it.why, it.traceId)));
            return;
        }
        if (ids.size() > size.most()) {
            Chunks.of(ids, size.most()).forEach(some -> write(some, perhaps));
            return;
        }
        Sent sent = new Sent(perhaps);
        FalconResult<Envelope<String>> result =
                calls.call(operation, callClass, token -> send(token, ids, sent));
        switch (result) {
            case FalconResult.Ok<Envelope<String>> ok -> good(ids, ok.value(), ok.traceId(), sent);
            case FalconResult.Rejected<Envelope<String>> it -> rejected(ids, it, sent);
            case FalconResult.Throttled<Envelope<String>> _,
                    FalconResult.Unreachable<Envelope<String>> _ ->
                    stop(ids, result, sent.perhapsApplied);
        }
    }

    private Answer<String> send(FalconToken token, List<String> ids, Sent sent)
            throws TransportException {
        sent.body = Optional.empty();
        sent.perhapsBefore = sent.perhapsApplied;
        try {
            Answer<String> answer = request.send(token, ids);
            sent.body = answer.body();
            sent.perhapsApplied |= answer.status() >= 500 || answer.status() < 300;
            return answer;
        } catch (TransportException e) {
            sent.perhapsApplied |= !e.provenUnsent();
            throw e;
        }
    }

    /** What no answer speaks of is done only where the count of writes proves it. */
    private void good(List<String> ids, Envelope<String> envelope, String traceId, Sent sent) {
        List<String> open = named(ids, envelope, traceId, sent);
        if (envelope.affected().orElse(-1) >= open.size()) {
            open.forEach(id -> say(new IdOutcome.Done(id, traceId)));
            return;
        }
        String count =
                envelope.affected().isPresent()
                        ? "wrote " + envelope.affected().getAsLong() + " of " + ids.size()
                        : "took the request";
        FalconFailure silent =
                FalconFailure.of(
                        FailureCategory.VENDOR_DOWN,
                        "Falcon says it " + count + ", and not what became of this one.");
        open.forEach(id -> say(new IdOutcome.Unknown(id, silent, traceId)));
    }

    /** Says what an answer says of single ids; returns those it is silent about. */
    private List<String> named(
            List<String> ids, Envelope<String> envelope, String traceId, Sent sent) {
        SequencedSet<String> open = new LinkedHashSet<>(ids);
        for (ItemError error : envelope.errors()) {
            Optional<String> id =
                    error.id().filter(open::contains).or(() -> longestIn(error.message(), open));
            id.ifPresent(it -> {
                open.remove(it);
                say(refused(it, failure(error), traceId, sent));
            });
        }
        for (String id : envelope.resources()) {
            if (open.remove(id)) {
                say(new IdOutcome.Done(id, traceId));
            }
        }
        return List.copyOf(open);
    }

    /** The longest: one id may be the beginning of another. */
    private static Optional<String> longestIn(String message, SequencedSet<String> ids) {
        return ids.stream().filter(message::contains).max(Comparator.comparingInt(String::length));
    }

    private static FalconFailure failure(ItemError error) {
        FailureCategory category =
                switch (error.code()) {
                    case 404 -> FailureCategory.NOT_FOUND;
                    case 409 -> FailureCategory.CONFLICT;
                    default ->
                            error.code() >= 500
                                    ? FailureCategory.VENDOR_DOWN
                                    : FailureCategory.BAD_REQUEST;
                };
        return FalconFailure.of(category, "Falcon says: " + error.message());
    }

    private void rejected(List<String> ids, FalconResult.Rejected<Envelope<String>> it, Sent sent) {
        if (it.status() == TOO_LARGE) {
            size.tooLarge(ids.size());
            halve(ids, it, sent.perhapsBefore);
            return;
        }
        switch (it.why().category()) {
            case BAD_REQUEST, CONFLICT, NOT_FOUND -> forSome(ids, it, sent);
            case THROTTLED,
                    AUTH,
                    SCOPE_MISSING,
                    GONE_UPSTREAM,
                    VENDOR_DOWN,
                    NETWORK,
                    TIMEOUT,
                    BUG ->
                    stop(ids, it, sent.perhapsApplied);
        }
    }

    /** Refused for some of its ids; the others may have been written all the same. */
    private void forSome(List<String> ids, FalconResult.Rejected<Envelope<String>> it, Sent sent) {
        Envelope<String> body = sent.body.orElseGet(Envelope::empty);
        List<String> open = named(ids, body, it.traceId(), sent);
        if (open.isEmpty()) {
            return;
        }
        if (ids.size() == 1) {
            say(refused(ids.getFirst(), it.why(), it.traceId(), sent));
        } else if (body.affected().isPresent() && body.affected().getAsLong() == open.size()) {
            open.forEach(id -> say(new IdOutcome.Done(id, it.traceId())));
        } else if (!operation.idempotent() && it.why().category() != FailureCategory.BAD_REQUEST) {
            open.forEach(id -> say(new IdOutcome.Unknown(id, it.why(), it.traceId())));
        } else if (open.size() < ids.size()) {
            write(open, sent.perhapsBefore);
        } else {
            halve(ids, it, sent.perhapsBefore);
        }
    }

    /**
     * A state that forbids it after an attempt whose answer was lost may be of that attempt's own
     * making.
     */
    private static IdOutcome refused(String id, FalconFailure why, String traceId, Sent sent) {
        return sent.perhapsBefore && why.category() == FailureCategory.CONFLICT
                ? new IdOutcome.Unknown(id, why, traceId)
                : new IdOutcome.Refused(id, why, traceId);
    }

    private void halve(
            List<String> ids, FalconResult.Rejected<Envelope<String>> it, boolean perhaps) {
        if (ids.size() == 1) {
            say(new IdOutcome.Refused(ids.getFirst(), it.why(), it.traceId()));
            return;
        }
        write(ids.subList(0, ids.size() / 2), perhaps);
        write(ids.subList(ids.size() / 2, ids.size()), perhaps);
    }

    private void stop(
            List<String> ids, FalconResult<Envelope<String>> result, boolean perhapsApplied) {
        FalconFailure why = result.failure().orElseThrow();
        stopped = Optional.of(new Stopped(why, result.trace()));
        ids.forEach(id ->
                say(
                        perhapsApplied
                                ? new IdOutcome.Unknown(id, why, result.trace())
                                : new IdOutcome.Undone(id, why, result.trace())));
    }

    private void say(IdOutcome outcome) {
        outcomes.put(outcome.id(), outcome);
    }
}
