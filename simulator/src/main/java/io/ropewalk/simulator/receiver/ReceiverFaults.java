package io.ropewalk.simulator.receiver;

import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.http.HttpAnswer;
import java.time.Instant;

/** Answers of faults that take nothing. */
final class ReceiverFaults {
    private ReceiverFaults() {}

    static HttpAnswer status(Fault.Status fault) {
        return switch (fault.body()) {
            case ENVELOPE -> Protocol.error(fault.status(), fault.message());
            case HTML ->
                    HttpAnswer.of(
                            fault.status(),
                            "text/html",
                            out -> out.raw("<html><body>" + fault.status() + "</body></html>\n"));
            case EMPTY -> HttpAnswer.empty(fault.status());
        };
    }

    static HttpAnswer throttle(Fault.Throttle fault, Instant now) {
        var answer = Protocol.error(429, "too many requests");
        var until = now.plus(fault.retryAfter());
        var header = "X-Ratelimit-Retryafter";
        return switch (fault.hint()) {
            case EPOCH_SECONDS -> answer.with(header, Long.toString(until.getEpochSecond()));
            case EPOCH_MILLIS -> answer.with(header, Long.toString(until.toEpochMilli()));
            case RETRY_AFTER ->
                    answer.with("Retry-After", Long.toString(fault.retryAfter().toSeconds()));
            case NONE -> answer;
        };
    }
}
