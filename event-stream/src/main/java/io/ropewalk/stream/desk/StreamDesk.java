package io.ropewalk.stream.desk;

import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.partition.PartitionView;
import io.ropewalk.stream.partition.Replica;
import io.ropewalk.stream.partition.TenantFeed;
import io.ropewalk.stream.partition.TenantNames;
import io.ropewalk.stream.state.Audit;
import io.ropewalk.stream.state.Owners;
import io.ropewalk.stream.state.PartitionRow;
import io.ropewalk.stream.state.Partitions;
import io.ropewalk.stream.state.Position;
import io.ropewalk.stream.state.Positions;
import io.ropewalk.stream.timing.Timing;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The partitions of a tenant: how they stand, and what operators want of them. */
public final class StreamDesk {

    /** What is kept where. */
    public record State(Owners owners, Partitions partitions, Positions positions, Audit audit) {}

    private final Replica replica;
    private final TenantNames tenants;
    private final State state;
    private final Set<String> sinks;
    private final Timing timing;
    private final Function<String, Optional<PartitionView>> fromJson;

    /**
     * @param sinks names of the configured sinks
     * @param fromJson reads what another replica reported; empty when it cannot
     */
    public StreamDesk(
            Replica replica,
            TenantNames tenants,
            State state,
            Set<String> sinks,
            Timing timing,
            Function<String, Optional<PartitionView>> fromJson) {
        this.replica = Objects.requireNonNull(replica, "replica");
        this.tenants = Objects.requireNonNull(tenants, "tenants");
        this.state = Objects.requireNonNull(state, "state");
        this.sinks = Set.copyOf(sinks);
        this.timing = Objects.requireNonNull(timing, "timing");
        this.fromJson = Objects.requireNonNull(fromJson, "fromJson");
    }

    public boolean knows(String tenant) {
        return replica.streams(tenant) || tenants.now().contains(tenant);
    }

    /** Why it is not sure that a tenant nobody knows does not exist, if so. */
    public Optional<TenantFeed.Trouble> doubt() {
        return tenants.trouble();
    }

    public boolean knowsSink(String sink) {
        return sinks.contains(sink);
    }

    /** Every partition of a tenant, by name. */
    public List<StreamItem> list(String tenant) {
        Map<String, PartitionView> here = replica.views(tenant);
        Map<PartitionId, String> owners = state.owners().of(tenant);
        List<StreamItem> items = new ArrayList<>();
        for (PartitionRow row : state.partitions().of(tenant)) {
            String owner = owners.getOrDefault(row.id(), "");
            PartitionView mine = here.get(row.id().partition());
            items.add(
                    mine != null
                            ? new StreamItem(mine, replica.self(), timing.now())
                            : elsewhere(row, owner));
        }
        return items;
    }

    /** Why the partitions of a tenant are not known for sure, if so. */
    public Optional<TenantFeed.Trouble> trouble(String tenant) {
        return replica.trouble(tenant);
    }

    private StreamItem elsewhere(PartitionRow row, String owner) {
        Optional<PartitionRow.Report> report = row.report();
        Optional<PartitionView> told = report.map(PartitionRow.Report::json).flatMap(fromJson);
        if (!owner.isEmpty() && told.isPresent() && report.get().owner().equals(owner)) {
            return new StreamItem(told.get(), owner, report.get().at());
        }
        String reason =
                row.gone()
                        ? "Falcon no longer lists this partition; its positions are kept."
                        : replica.outage().orElse("No replica has it at this moment.");
        String word = row.paused() ? "paused" : "stopped";
        PartitionView idle =
                PartitionView.idle(
                        row.id(), word, reason, state.positions().of(row.id()), timing.now());
        return new StreamItem(idle, owner, timing.now());
    }

    /** The vendor's clock, as far as it is known: events are dated by it. */
    public Clock vendorClock(String tenant) {
        return Clock.offset(timing.clock(), replica.vendorAhead(tenant));
    }

    /** Pauses or resumes; false when there is no such partition. */
    public boolean pause(PartitionId partition, boolean paused, String by, String reason) {
        return state.partitions().pause(partition, paused, by, reason);
    }

    /** Asks for another position. */
    public Partitions.Asked seek(
            PartitionId partition, Optional<String> sink, Position to, String by, String reason) {
        return state.partitions().seek(partition, sink, to, by, reason);
    }

    /** What was done, newest first. */
    public List<Audit.Entry> audit(String tenant, long before, int limit) {
        return state.audit().list(tenant, before, limit);
    }
}
