package io.ropewalk.stream.event;

/** Reads the body of an event, without building a tree. */
@FunctionalInterface
public interface Detections {
    Detection read(Event event);
}
