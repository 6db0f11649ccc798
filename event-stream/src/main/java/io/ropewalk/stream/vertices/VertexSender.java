package io.ropewalk.stream.vertices;

import io.ropewalk.stream.delivery.Batch;
import io.ropewalk.stream.delivery.Courier;
import io.ropewalk.stream.delivery.LaneState;
import io.ropewalk.stream.event.Event;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.state.FollowUp;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Brings vertices of detections to a sink, in batches. One thread. */
final class VertexSender {
    private final PartitionId partition;
    private final Limits limits;
    private final Supplier<String> cid;
    private final Courier courier;
    private final Wrapper wrapper = new Wrapper();

    /** When a batch is full. */
    record Limits(int events, long bytes) {}

    /**
     * @param cid the customer id as far as the feed has named it
     */
    VertexSender(PartitionId partition, Limits limits, Supplier<String> cid, Courier courier) {
        this.partition = Objects.requireNonNull(partition, "partition");
        this.limits = Objects.requireNonNull(limits, "limits");
        this.cid = Objects.requireNonNull(cid, "cid");
        this.courier = Objects.requireNonNull(courier, "courier");
    }

    /** Why the sink does not take vertices, empty when it does. */
    String held() {
        Courier.Trouble trouble = courier.trouble();
        return trouble.state() == LaneState.DELIVERING ? "" : trouble.reason();
    }

    /** Returns when all are at the sink or kept aside. */
    void send(FollowUp work, List<Link> links) throws InterruptedException {
        String customer = customer(work);
        List<Event> batch = new ArrayList<>();
        long bytes = 0;
        for (Link link : links) {
            Event made = wrapper.of(partition, customer, work, link);
            boolean full =
                    batch.size() >= limits.events() || bytes + made.length() > limits.bytes();
            if (full && !batch.isEmpty()) {
                courier.deliver(new Batch(partition, customer, batch));
                batch.clear();
                bytes = 0;
            }
            batch.add(made);
            bytes += made.length();
        }
        if (!batch.isEmpty()) {
            courier.deliver(new Batch(partition, customer, batch));
        }
    }

    /** The customer id, also before the feed has brought an event that names it. */
    private String customer(FollowUp work) {
        String known = cid.get();
        return known.isEmpty() ? Subjects.cid(work.detectionId()).orElse("") : known;
    }
}
