package io.ropewalk.stream.feed;

import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.line.BrokenLine;
import java.util.OptionalLong;

/** Keeps lines that are no events. */
@FunctionalInterface
public interface BrokenLines {

    /**
     * Returns when the line is durable, however long that takes; the same line twice is kept once.
     *
     * @param after offset of the event before it, where there was one
     */
    void keep(PartitionId partition, OptionalLong after, BrokenLine line)
            throws InterruptedException;
}
