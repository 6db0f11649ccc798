package io.ropewalk.stream.app;

import io.ropewalk.stream.delivery.QueueRoom;
import io.ropewalk.stream.feed.LongLines;
import io.ropewalk.stream.vertices.VertexSettings;

/**
 * What may be in memory at once, as parts of the heap; with 256 MiB:
 *
 * <pre>
 * 32 MiB   wait in queues for sinks, and half as much again is in the bodies of their requests
 * 96 MiB   two lines of 16 MiB, three times each: read, kept and sent
 * 48 MiB   graphs of detections, 16 kept and 32 being read, while vertices are on
 * </pre>
 *
 * <p>The rest is for the program and for what each partition always has: 512 KiB to read into, and
 * one read of 256 KiB for each sink.
 *
 * @param heap bytes
 */
record HeapShares(long heap) {
    private static final int TIMES_IN_MEMORY = 3;
    private static final int GRAPHS_AT_ONCE = 4;

    static HeapShares ofThisProcess() {
        return new HeapShares(Runtime.getRuntime().maxMemory());
    }

    QueueRoom queues() {
        return new QueueRoom(heap / 8);
    }

    /** At least one, or none that long would ever pass. */
    LongLines longLines(int maxEventBytes) {
        return new LongLines(longLinesAtOnce(maxEventBytes));
    }

    int longLinesAtOnce(int maxEventBytes) {
        long each = (long) TIMES_IN_MEMORY * maxEventBytes;
        return Math.clamp(heap * 2 / 5 / each, 1, Integer.MAX_VALUE);
    }

    VertexSettings.Walk walk(VertexSettings.Walk asked) {
        return new VertexSettings.Walk(
                asked.edgeTypes(),
                asked.detectsFallback(),
                asked.maxEdges(),
                Math.min(asked.maxBytes(), heap / 8 / GRAPHS_AT_ONCE),
                asked.deadline());
    }

    VertexSettings.Bounds bounds(VertexSettings.Bounds asked) {
        return new VertexSettings.Bounds(
                asked.maxWaiting(),
                Math.min(asked.workers(), GRAPHS_AT_ONCE),
                asked.workersOfTenant(),
                asked.cacheFor(),
                Math.min(asked.cacheBytes(), heap / 16));
    }
}
