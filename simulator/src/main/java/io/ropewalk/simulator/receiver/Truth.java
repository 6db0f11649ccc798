package io.ropewalk.simulator.receiver;

import java.util.List;
import java.util.Optional;

/**
 * What was sent, as far as it is known here: an event is found by customer, partition and offset.
 * Where offsets started anew, an offset means one event in each epoch.
 */
public interface Truth {

    /** Nothing is known: events count by what they say of themselves. */
    Truth NONE =
            new Truth() {
                @Override
                public List<String> partitions(String cid) {
                    return List.of();
                }

                @Override
                public Optional<byte[]> line(String cid, String partition, int epoch, long offset) {
                    return Optional.empty();
                }
            };

    /** Names of the partitions of a customer, also of former ones; empty for nobody's id. */
    List<String> partitions(String cid);

    /** How often the offsets of a partition began; at least once. */
    default int epochs(String cid, String partition) {
        return 1;
    }

    /**
     * The bytes of an event without a line end; empty when there is none.
     *
     * @param epoch 0 for the first
     */
    Optional<byte[]> line(String cid, String partition, int epoch, long offset);
}
