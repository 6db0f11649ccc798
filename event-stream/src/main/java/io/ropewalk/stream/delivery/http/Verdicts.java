package io.ropewalk.stream.delivery.http;

import io.ropewalk.stream.delivery.SinkAnswer;
import io.ropewalk.stream.delivery.SinkAnswer.Accepted;
import io.ropewalk.stream.delivery.SinkAnswer.Halted;
import io.ropewalk.stream.delivery.SinkAnswer.Refused;
import io.ropewalk.stream.delivery.SinkAnswer.Unavailable;
import io.ropewalk.stream.outbound.Reply;
import io.ropewalk.stream.outbound.RetryAfter;
import java.time.Clock;

/** What a webhook's status means. Bodies are not looked at: they are the receiver's own affair. */
final class Verdicts {
    private final String receiver;
    private final Clock clock;
    // One that has taken batches knows the format: a 400 is then about this batch.
    private volatile boolean hasAccepted;

    Verdicts(String receiver, Clock clock) {
        this.receiver = receiver;
        this.clock = clock;
    }

    SinkAnswer of(Reply reply) {
        var status = reply.status();
        return switch (status / 100) {
            case 2 -> {
                hasAccepted = true;
                yield new Accepted();
            }
            case 3 -> halted(status, "redirects are not followed; set url to the address it names");
            case 4 -> clientError(reply);
            case 5 -> unavailable(reply);
            default -> halted(status, "check that url names a webhook");
        };
    }

    private SinkAnswer clientError(Reply reply) {
        var status = reply.status();
        return switch (status) {
            case 400 ->
                    hasAccepted
                            ? new Refused(said(status) + ": it refuses what is in the batch.")
                            : halted(
                                    status,
                                    "check that url names a receiver of application/x-ndjson");
            case 401, 403, 407 ->
                    halted(status, "check bearer-token, headers and signing-secret of the sink");
            case 404, 405, 410 -> halted(status, "check the path of url");
            case 408, 425, 429 -> unavailable(reply);
            case 413 -> new Refused(said(status) + ": the batch is too large for it.");
            case 415 ->
                    halted(status, "it must take application/x-ndjson, and gzip where that is on");
            case 422 -> new Refused(said(status) + ": it refuses what is in the batch.");
            default -> halted(status, "check url, and what its log says");
        };
    }

    private Unavailable unavailable(Reply reply) {
        return new Unavailable(said(reply.status()) + ".", RetryAfter.of(reply.headers(), clock));
    }

    private Halted halted(int status, String advice) {
        return new Halted(said(status) + ": " + advice + ".");
    }

    private String said(int status) {
        return receiver + " answered " + status;
    }
}
