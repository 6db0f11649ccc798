package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.falcon.Envelope.ApiError;
import io.ropewalk.simulator.falcon.Envelope.Resources;
import io.ropewalk.simulator.http.HttpAnswer;
import java.util.List;

/** What faults make of answers. Those on pages are at {@link HostPage}. */
final class FaultEffects {
    private FaultEffects() {}

    /** The answer in place of the route's. */
    static Reply instead(Fault.Instead fault, Call call) {
        return switch (fault) {
            case Fault.Status status -> status(status, call);
            case Fault.ScopeMissing _ -> error(call, 403, Gateway.ACCESS_DENIED);
            case Fault.Throttle throttle -> throttle(throttle, call);
            case Fault.ExpiredToken _ -> error(call, 401, Gateway.INVALID_TOKEN);
            case Fault.RegionRedirect redirect ->
                    OAuthRoutes.redirect(redirect.region(), redirect.location());
            case Fault.ExpireCursor _ ->
                    throw HostQueries.expired(call.choices().expiredCursorStatus());
            case Fault.Redirect redirect ->
                    new Reply.Plain(
                            HttpAnswer.empty(redirect.status())
                                    .with("Location", redirect.location()));
            case Fault.GarbageToken garbage ->
                    new Reply.Plain(HttpAnswer.json(201, out -> out.raw(garbage.body())));
        };
    }

    private static Reply error(Call call, int status, String message) {
        return new Reply.Enveloped(status, Envelope.error(call.meta(), status, message));
    }

    private static Reply status(Fault.Status fault, Call call) {
        return switch (fault.body()) {
            case ENVELOPE -> error(call, fault.status(), fault.message());
            case HTML ->
                    new Reply.Plain(
                            HttpAnswer.of(
                                    fault.status(),
                                    "text/html",
                                    out ->
                                            out.raw(
                                                    "<html>\n<body><h1>%d</h1></body>\n</html>\n"
                                                            .formatted(fault.status()))));
            case EMPTY -> new Reply.Plain(HttpAnswer.empty(fault.status()));
        };
    }

    private static Reply throttle(Fault.Throttle fault, Call call) {
        var envelope = Envelope.error(call.meta(), 429, Gateway.TOO_MANY);
        var until = call.now().plus(fault.retryAfter());
        var answer = HttpAnswer.json(429, envelope);
        return new Reply.Plain(
                switch (fault.hint()) {
                    case EPOCH_SECONDS ->
                            answer.with(Gateway.RETRY_AFTER, Long.toString(until.getEpochSecond()));
                    case EPOCH_MILLIS ->
                            answer.with(Gateway.RETRY_AFTER, Long.toString(until.toEpochMilli()));
                    case RETRY_AFTER ->
                            answer.with(
                                    "Retry-After", Long.toString(fault.retryAfter().toSeconds()));
                    case NONE -> answer;
                });
    }

    static Envelope damaged(Envelope envelope, Fault.OnEnvelope fault) {
        return switch (fault) {
            case Fault.NullResources _ -> envelope.withResources(new Resources.Null());
            case Fault.NoResources _ -> envelope.withResources(new Resources.Absent());
            case Fault.NoPagination _ -> envelope.withoutPagination();
            case Fault.ErrorsIn200 errors -> {
                var damaged =
                        envelope.withErrors(List.of(new ApiError(errors.code(), errors.message())));
                yield errors.keepsResources() ? damaged : damaged.withResources(Envelope.NO_ITEMS);
            }
        };
    }
}
