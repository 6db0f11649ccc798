package io.ropewalk.stream.delivery.sekoia;

import io.ropewalk.stream.delivery.Batch;
import io.ropewalk.stream.delivery.SinkAnswer;
import io.ropewalk.stream.delivery.SinkAnswer.Halted;
import io.ropewalk.stream.delivery.SinkAnswer.Unavailable;
import io.ropewalk.stream.outbound.PostOutcome;
import io.ropewalk.stream.outbound.Poster;
import io.ropewalk.stream.outbound.Reply;
import io.ropewalk.stream.outbound.RetryAfter;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** One request to the intake, and what its answer means for the events in it. */
final class Intake {
    static final String TOO_LARGE = "The event is larger than the intake takes (250 KiB).";
    private static final int ANSWER_BYTES = 64 * 1024;
    private static final int ANSWER_BYTES_PER_EVENT = 256;

    /** What became of the events of a request. */
    sealed interface Said {
        /**
         * The first so many events of the range went out and this is known of them.
         *
         * @param to the first that did not go out
         */
        record Results(int to, IntakeAnswer answer) implements Said {}

        /**
         * The events up to {@code to} are not taken together; a single one is not taken at all.
         *
         * @param reason one sentence, for a single one
         */
        record Refused(int to, String reason) implements Said {}

        /** The key may not be ready yet, or the events are not what it takes. */
        record Unclear(SinkAnswer answer) implements Said {}

        /** The delivery ends here. */
        record Stop(SinkAnswer answer) implements Said {}
    }

    private final SekoiaSettings settings;
    private final Poster poster;
    private final Clock clock;
    private final String receiver;
    private final AtomicBoolean keyWorks;

    /**
     * @param keyWorks whether events were taken with the key before; set when some are
     */
    Intake(SekoiaSettings settings, Poster poster, Clock clock, AtomicBoolean keyWorks) {
        this.keyWorks = keyWorks;
        this.settings = settings;
        this.poster = poster;
        this.clock = clock;
        this.receiver = settings.target().authority();
    }

    /** Sends as many events of the range as fit. */
    Said send(Batch batch, int from, int to) throws InterruptedException {
        var request = Request.fill(poster.bodies().take(), settings.intakeKey(), batch, from, to);
        var count = request.to() - from;
        var body = settings.gzip() ? poster.bodies().gzip(request.body()) : request.body();
        var limit = ANSWER_BYTES + Math.multiplyExact(count, ANSWER_BYTES_PER_EVENT);
        return switch (poster.post(headers(), body, limit)) {
            case PostOutcome.Lost(var reason) -> new Said.Stop(Unavailable.because(reason));
            case PostOutcome.Untrusted(var reason) -> new Said.Stop(new Halted(reason));
            case PostOutcome.Answered(var reply) -> judge(reply, count, request.to());
        };
    }

    private Map<String, String> headers() {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("Accept", "application/json");
        if (settings.gzip()) {
            headers.put("Content-Encoding", "gzip");
        }
        return headers;
    }

    private Said judge(Reply reply, int count, int to) {
        var status = reply.status();
        return switch (status) {
            case 413 -> new Said.Refused(to, TOO_LARGE);
            case 400 -> halted(status, "check that url is the intake base of your region");
            case 401, 403 -> halted(status, "check intake-key");
            case 404, 405, 410 -> halted(status, "check url and intake-key");
            case 422 -> unprocessable(reply, to);
            case 408, 425, 429 -> unavailable(reply, "");
            default ->
                    switch (status / 100) {
                        case 2 -> results(reply, count, to);
                        case 3 -> halted(status, "redirects are not followed; correct url");
                        case 5 -> unavailable(reply, "");
                        default -> halted(status, "check url and intake-key");
                    };
        };
    }

    /**
     * Seen for a key that is not ready yet (Sekoia's own client); elsewhere the word for content
     * that cannot be processed.
     */
    private Said unprocessable(Reply reply, int to) {
        if (keyWorks.get()) {
            return new Said.Refused(to, "The intake refused the event with status 422.");
        }
        String why =
                said(422) + ": the intake key is not ready yet, or it refuses the first event.";
        return new Said.Unclear(new Unavailable(why, RetryAfter.of(reply.headers(), clock)));
    }

    private Said results(Reply reply, int count, int to) {
        if (!reply.whole()) {
            return new Said.Stop(Unavailable.because("The answer of " + receiver + " broke off."));
        }
        var read = IntakeAnswer.read(reply.body(), count);
        if (read.filter(IntakeAnswer::tookSome).isPresent()) {
            keyWorks.set(true);
        }
        return read.<Said>map(answer -> new Said.Results(to, answer))
                .orElseGet(() ->
                        halted(reply.status(), "its answer is not that of an intake; check url"));
    }

    private Said unavailable(Reply reply, String why) {
        return new Said.Stop(
                new Unavailable(
                        said(reply.status()) + why + ".", RetryAfter.of(reply.headers(), clock)));
    }

    private Said halted(int status, String advice) {
        return new Said.Stop(new Halted(said(status) + ": " + advice + "."));
    }

    private String said(int status) {
        return receiver + " answered " + status;
    }
}
