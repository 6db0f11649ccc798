package io.ropewalk.stream.partition;

import io.ropewalk.stream.delivery.Lane;
import io.ropewalk.stream.delivery.Sink;
import java.util.Objects;

/** A sink and how it is served. */
public record SinkBinding(Sink sink, Lane.Settings settings) {
    public SinkBinding {
        Objects.requireNonNull(sink, "sink");
        Objects.requireNonNull(settings, "settings");
    }
}
