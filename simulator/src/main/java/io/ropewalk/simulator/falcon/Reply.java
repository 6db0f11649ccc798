package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.http.HttpAnswer;

/** What a route answers, before the gateway adds its headers. */
sealed interface Reply {

    int status();

    /** The ordinary form. */
    record Enveloped(int status, Envelope envelope) implements Reply {}

    /** The few answers without an envelope. */
    record Plain(HttpAnswer answer) implements Reply {
        @Override
        public int status() {
            return answer.status();
        }
    }
}
