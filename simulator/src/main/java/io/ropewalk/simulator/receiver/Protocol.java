package io.ropewalk.simulator.receiver;

import io.ropewalk.simulator.http.HttpAnswer;
import io.ropewalk.simulator.http.HttpRequest;

/** How one kind of receiver reads requests and answers them. */
@FunctionalInterface
interface Protocol {

    /** An answer, and how many events were taken. */
    record Outcome(HttpAnswer answer, int taken) {}

    /**
     * Reads a request and records its events.
     *
     * @throws BadBody when there is nothing to take from it
     */
    Outcome take(HttpRequest request, Recorder recorder, Screen screen, ReceiverSettings settings);

    static HttpAnswer error(int status, String message) {
        return HttpAnswer.json(status, out -> out.raw("{\"message\": ").quoted(message).raw("}\n"));
    }
}
