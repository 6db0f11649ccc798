package io.ropewalk.stream.delivery;

import io.ropewalk.stream.event.Event;

/** Which events a sink wants. */
@FunctionalInterface
public interface EventFilter {
    /** Wants all. */
    EventFilter ALL = _ -> true;

    boolean wants(Event event);
}
