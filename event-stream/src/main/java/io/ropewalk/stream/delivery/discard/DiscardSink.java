package io.ropewalk.stream.delivery.discard;

import io.ropewalk.stream.delivery.Batch;
import io.ropewalk.stream.delivery.Sink;
import io.ropewalk.stream.delivery.SinkAnswer;
import java.util.Objects;

/** Takes everything and keeps nothing: shows how fast all that is before a sink can be. */
public final class DiscardSink implements Sink {
    private static final SinkAnswer ACCEPTED = new SinkAnswer.Accepted();

    private final String name;

    public DiscardSink(String name) {
        this.name = Objects.requireNonNull(name, "name");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public SinkAnswer deliver(Batch batch) {
        return ACCEPTED;
    }

    @Override
    public void close() {}
}
