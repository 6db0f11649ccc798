package io.ropewalk.stream.state;

import io.ropewalk.stream.event.PartitionId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The partitions that were ever seen. Every method may throw {@link StateFailure}. */
public interface Partitions {

    /** All of a tenant, by name. */
    List<PartitionRow> of(String tenant);

    /** One of them. */
    Optional<PartitionRow> find(PartitionId partition);

    /**
     * Notes what a complete discovery listed: new ones are added, missing ones marked gone, and
     * those that came back no longer are.
     *
     * @return whether the tenant had any partition before
     */
    boolean seen(String tenant, Set<String> listed);

    /**
     * Asks for a pause, or its end; with an entry in the audit.
     *
     * @return false when there is no such partition; nothing is written then
     */
    boolean pause(PartitionId partition, boolean paused, String by, String reason);

    /** What became of a request for another position. */
    enum Asked {
        /** It is kept until the owner has done it. */
        YES,
        /** There is no such partition; nothing was written. */
        UNKNOWN,
        /** One for another sink is not done yet and would be lost; nothing was written. */
        ANOTHER_WAITS
    }

    /**
     * Asks for another position, with an entry in the audit. A request not yet done that moves no
     * other sink is replaced.
     */
    Asked seek(
            PartitionId partition,
            Optional<String> sink,
            Position position,
            String by,
            String reason);

    /** Notes that a request was carried out; one that came later stays. */
    void sought(PartitionId partition, long number);

    /** Keeps the owner's view for other replicas to show; of a partition that was seen. */
    void report(PartitionId partition, PartitionRow.Report report);
}
