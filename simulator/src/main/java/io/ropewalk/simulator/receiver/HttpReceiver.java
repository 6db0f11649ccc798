package io.ropewalk.simulator.receiver;

import io.ropewalk.simulator.http.HttpAnswer;
import io.ropewalk.simulator.http.HttpRequest;
import java.util.Arrays;

/** Takes NDJSON, as a whole or not at all. */
record HttpReceiver(String name) implements Protocol {
    static final String PARTITION = "X-Ropewalk-Partition";

    private static final int MAX_BYTES = 64 * 1024 * 1024;

    @Override
    public Outcome take(
            HttpRequest request, Recorder recorder, Screen screen, ReceiverSettings settings) {
        if (!request.mediaType().equals("application/x-ndjson")) {
            throw new BadBody(415, "Content-Type must be application/x-ndjson");
        }
        var secret = settings.secrets().get(name);
        if (secret != null
                && !Signature.isRight(
                        request.header(Signature.HEADER), secret, request.content())) {
            return new Outcome(Protocol.error(401, Signature.HEADER + " is missing or wrong"), 0);
        }
        var events = Slices.lines(Unpacked.body(request, MAX_BYTES));
        var refusal =
                Arrays.stream(screen.statuses(events))
                        .filter(status -> status != Screen.ACCEPTED)
                        .findFirst();
        if (refusal.isPresent()) {
            recorder.refuse(1);
            return new Outcome(
                    Protocol.error(refusal.getAsInt(), "an event of this batch is refused"), 0);
        }
        recorder.take(events, _ -> false, request.header(PARTITION).orElse(""));
        return new Outcome(HttpAnswer.empty(settings.acceptedStatus()), events.count());
    }
}
