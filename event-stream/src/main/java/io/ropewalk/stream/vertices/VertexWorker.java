package io.ropewalk.stream.vertices;

import io.ropewalk.stream.timing.Timing;
import java.time.Duration;
import java.util.List;

/**
 * The enrichment of one partition, for as long as this process has it. Nothing needs to be brought
 * to an end: what is not done is kept for whoever has the partition next.
 */
public final class VertexWorker {
    private final List<VertexLane> lanes;
    private final TenantVertices tenant;
    private final Timing timing;

    VertexWorker(List<VertexLane> lanes, TenantVertices tenant, Timing timing) {
        this.lanes = List.copyOf(lanes);
        this.tenant = tenant;
        this.timing = timing;
    }

    public void start() {
        lanes.forEach(VertexLane::start);
    }

    /** Detections were delivered; their follow-ups are about to be there. */
    void noted() {
        lanes.forEach(VertexLane::noted);
    }

    /** Ends now, whatever is in flight. */
    public void abort() {
        lanes.forEach(VertexLane::abort);
    }

    /** Waits for the end; false when it did not come in that time. */
    public boolean awaitEnd(Duration patience) throws InterruptedException {
        long deadline = timing.deadline(patience);
        boolean over = true;
        for (VertexLane lane : lanes) {
            over &= lane.awaitEnd(timing.left(deadline));
        }
        return over;
    }

    /** How it stands. */
    public VerticesView view() {
        int waiting = lanes.stream().mapToInt(VertexLane::waiting).max().orElse(0);
        if (lanes.stream().anyMatch(VertexLane::isOver)) {
            return new VerticesView("stopped", "", waiting);
        }
        Gate gate = tenant.gate();
        if (!gate.state().equals(Gate.WORKING)) {
            return new VerticesView(gate.state(), gate.reason(), waiting);
        }
        return lanes.stream()
                .map(VertexLane::held)
                .filter(reason -> !reason.isEmpty())
                .findFirst()
                .map(reason -> new VerticesView("held", reason, waiting))
                .orElseGet(() -> new VerticesView(Gate.WORKING, "", waiting));
    }
}
