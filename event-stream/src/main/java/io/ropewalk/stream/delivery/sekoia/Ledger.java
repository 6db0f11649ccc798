package io.ropewalk.stream.delivery.sekoia;

import io.ropewalk.stream.delivery.Batch;
import io.ropewalk.stream.delivery.SinkAnswer;
import io.ropewalk.stream.delivery.SinkAnswer.Refusal;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the intake has said of each event of a batch. Used by one delivery at a time. */
final class Ledger {
    private final String batchId;
    private final int size;
    private final BitSet settled = new BitSet();
    private final Map<Integer, String> refused = new TreeMap<>();

    Ledger(Batch batch) {
        this.batchId = batch.id();
        this.size = batch.size();
    }

    boolean isOf(Batch batch) {
        return batchId.equals(batch.id());
    }

    void accept(int from, int to) {
        settled.set(from, to);
    }

    void refuse(int index, String reason) {
        settled.set(index);
        refused.put(index, reason);
    }

    /** The first of which nothing is known yet; the batch's size when there is none. */
    int nextOpen(int from) {
        return Math.min(size, settled.nextClearBit(from));
    }

    /** The first after an open one of which something is known. */
    int endOfOpen(int from) {
        var end = settled.nextSetBit(from);
        return end < 0 ? size : end;
    }

    /** When something is known of all. */
    SinkAnswer answer() {
        if (refused.isEmpty()) {
            return new SinkAnswer.Accepted();
        }
        if (size == 1) {
            return new SinkAnswer.Refused(refused.get(0));
        }
        List<Refusal> refusals =
                refused.entrySet().stream()
                        .map(entry -> new Refusal(entry.getKey(), entry.getValue()))
                        .toList();
        return new SinkAnswer.PartlyRefused(refusals);
    }
}
