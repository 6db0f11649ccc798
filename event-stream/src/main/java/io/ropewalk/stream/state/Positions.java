package io.ropewalk.stream.state;

import io.ropewalk.stream.event.PartitionId;
import java.util.List;
import java.util.Map;

/** The durable positions of the sinks. Every method may throw {@link StateFailure}. */
public interface Positions {

    /** How far each sink has got. A sink that is not in it has not begun. */
    Map<String, Position> of(PartitionId partition);

    /**
     * Moves a sink to a position, forwards or backwards, and adds the work that follows, all in one
     * transaction with the check that the ownership still stands.
     *
     * @return false when the ownership was lost; nothing is written then
     */
    boolean commit(Ownership by, String sink, Position position, List<FollowUp> work);
}
