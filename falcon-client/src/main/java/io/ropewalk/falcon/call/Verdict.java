package io.ropewalk.falcon.call;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.ItemError;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Judges any answer to an operation. */
final class Verdict {
    /** Agent ids, policy ids and the CID before a composite id; no trace id looks like it. */
    private static final Pattern ID_IN_A_SENTENCE = Pattern.compile("\\b[0-9a-f]{32}\\b");

    private final Clock clock;
    private final CallLimits limits;

    Verdict(Clock clock, CallLimits limits) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.limits = Objects.requireNonNull(limits, "limits");
    }

    <E> FalconResult<Envelope<E>> on(Operation operation, Answer<E> answer) {
        String traceId = traceId(answer);
        int status = answer.status();
        if (status >= 200 && status < 300) {
            return good(operation, answer, traceId);
        }
        if (status == 404 && operation.notFound() == Operation.NotFound.SOME_IDS) {
            Optional<Envelope<E>> partial = answer.body().filter(Verdict::speaksOfIds);
            if (partial.isPresent()) {
                return ok(partial.get(), traceId);
            }
        }
        return failed(operation, answer, status, traceId);
    }

    private <E> FalconResult<Envelope<E>> good(
            Operation operation, Answer<E> answer, String traceId) {
        if (answer.body().isEmpty()) {
            if (answer.bodyBytes() == 0 && operation.answers() == Operation.Answers.META_ONLY) {
                return ok(Envelope.empty(), traceId);
            }
            return rejected(FailureCategory.VENDOR_DOWN, unreadable(answer), answer, traceId);
        }
        Envelope<E> envelope = answer.body().get();
        if (!envelope.errors().isEmpty() && concernTheWhole(operation, envelope)) {
            return failed(operation, answer, envelope.errors().getFirst().code(), traceId);
        }
        if (operation.answers() == Operation.Answers.LIST && !envelope.listed()) {
            return rejected(
                    FailureCategory.VENDOR_DOWN,
                    "Falcon answered " + answer.status() + " without the list asked for.",
                    answer,
                    traceId);
        }
        return ok(envelope, traceId);
    }

    private static boolean concernTheWhole(Operation operation, Envelope<?> envelope) {
        return switch (operation.answers()) {
            case META_ONLY -> true;
            case PER_ITEM -> false;
            case RESOURCES, LIST -> envelope.resources().isEmpty();
        };
    }

    /** A 404 with records beside it, or whose every error names the id it is about. */
    private static boolean speaksOfIds(Envelope<?> envelope) {
        return !envelope.resources().isEmpty()
                || (!envelope.errors().isEmpty()
                        && envelope.errors().stream().allMatch(Verdict::namesAnId));
    }

    /** Hosts are named in the sentence only: "No sensor found for id '...'". */
    private static boolean namesAnId(ItemError error) {
        return error.id().isPresent() || ID_IN_A_SENTENCE.matcher(error.message()).find();
    }

    private static <E> FalconResult<Envelope<E>> ok(Envelope<E> envelope, String traceId) {
        List<ItemError> errors = new ArrayList<>(envelope.errors());
        if (envelope.unreadable() > 0) {
            String what = " records lack their id or are no records";
            errors.add(new ItemError(0, envelope.unreadable() + what, Optional.empty()));
        }
        return new FalconResult.Ok<>(envelope, traceId, errors);
    }

    private <E> FalconResult<Envelope<E>> failed(
            Operation operation, Answer<E> answer, int code, String traceId) {
        if (code == 429) {
            return new FalconResult.Throttled<>(
                    RateLimit.retryAfter(answer.headers(), clock.instant(), limits), traceId);
        }
        FailureCategory category = category(operation, code);
        FalconFailure why =
                new FalconFailure(
                        category,
                        sentence(operation, answer, category),
                        category == FailureCategory.SCOPE_MISSING
                                ? operation.scope()
                                : Optional.empty());
        return new FalconResult.Rejected<>(why, answer.status(), traceId);
    }

    private static FailureCategory category(Operation operation, int code) {
        return switch (code) {
            case 401, 307, 308 -> FailureCategory.AUTH;
            case 403 -> FailureCategory.SCOPE_MISSING;
            case 404, 405 ->
                    operation.notFound() == Operation.NotFound.OPERATION
                            ? FailureCategory.GONE_UPSTREAM
                            : FailureCategory.NOT_FOUND;
            case 408 -> FailureCategory.TIMEOUT;
            case 409 -> FailureCategory.CONFLICT;
            case 410, 501 -> FailureCategory.GONE_UPSTREAM;
            default ->
                    code >= 400 && code < 500
                            ? FailureCategory.BAD_REQUEST
                            : FailureCategory.VENDOR_DOWN;
        };
    }

    private static String sentence(
            Operation operation, Answer<?> answer, FailureCategory category) {
        String said =
                answer.body().stream()
                        .flatMap(envelope -> envelope.errors().stream())
                        .map(ItemError::message)
                        .filter(message -> !message.isBlank())
                        .findFirst()
                        .map(message -> " Falcon says: " + message)
                        .orElse("");
        return opening(operation, answer, category) + said;
    }

    private static String opening(Operation operation, Answer<?> answer, FailureCategory category) {
        return switch (category) {
            case AUTH ->
                    answer.status() == 401
                            ? "Falcon refused the token."
                            : "Falcon serves this customer in another region.";
            case SCOPE_MISSING ->
                    operation
                                    .scope()
                                    .map(scope ->
                                            "The API client lacks the scope \"" + scope + "\"")
                                    .orElse("The API client lacks a scope")
                            + ", or its address is not on the allow-list.";
            case BAD_REQUEST -> "Falcon refused the request (" + answer.status() + ").";
            case NOT_FOUND -> "Falcon does not know what was asked for.";
            case CONFLICT -> "The state of the thing forbids it.";
            case GONE_UPSTREAM -> "This Falcon cloud does not offer the operation.";
            case VENDOR_DOWN -> "Falcon answered " + answer.status() + ".";
            case TIMEOUT -> "Falcon gave up waiting for the request.";
            case THROTTLED, NETWORK, BUG -> "The call failed.";
        };
    }

    private static <E> FalconResult<Envelope<E>> rejected(
            FailureCategory category, String message, Answer<E> answer, String traceId) {
        return new FalconResult.Rejected<>(
                FalconFailure.of(category, message), answer.status(), traceId);
    }

    private static String unreadable(Answer<?> answer) {
        return answer.bodyBytes() == 0
                ? "Falcon answered " + answer.status() + " with an empty body."
                : "Falcon answered "
                        + answer.status()
                        + " with a body of "
                        + answer.bodyBytes()
                        + " bytes that cannot be read.";
    }

    /** The header comes first: it is there also when the body is not. */
    static String traceId(Answer<?> answer) {
        return answer.headers()
                .first("X-Cs-Traceid")
                .or(() -> answer.body().map(Envelope::traceId))
                .map(Texts::shown)
                .orElse("");
    }
}
