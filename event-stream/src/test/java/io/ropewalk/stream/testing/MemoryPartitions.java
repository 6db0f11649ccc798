package io.ropewalk.stream.testing;

import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.state.PartitionRow;
import io.ropewalk.stream.state.Partitions;
import io.ropewalk.stream.state.Position;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Partitions of a {@link MemoryState}. */
final class MemoryPartitions implements Partitions {
    private final MemoryState state;
    private final Map<PartitionId, PartitionRow> partitions = new HashMap<>();
    private long seeks;

    MemoryPartitions(MemoryState state) {
        this.state = state;
    }

    @Override
    public List<PartitionRow> of(String tenant) {
        return state.use(() ->
                partitions.values().stream()
                        .filter(it -> it.id().tenant().equals(tenant))
                        .sorted(Comparator.comparing(it -> it.id().partition()))
                        .toList());
    }

    @Override
    public Optional<PartitionRow> find(PartitionId partition) {
        return state.use(() -> Optional.ofNullable(partitions.get(partition)));
    }

    @Override
    public boolean seen(String tenant, Set<String> listed) {
        return state.use(() -> {
            boolean before = !of(tenant).isEmpty();
            of(tenant)
                    .forEach(row ->
                            put(
                                    row,
                                    !listed.contains(row.id().partition()),
                                    row.paused(),
                                    row.seek()));
            for (String partition : listed) {
                var id = new PartitionId(tenant, partition);
                partitions.computeIfAbsent(
                        id,
                        _ ->
                                new PartitionRow(
                                        id,
                                        state.clock.instant(),
                                        false,
                                        false,
                                        Optional.empty(),
                                        Optional.empty()));
            }
            return before;
        });
    }

    private void put(
            PartitionRow row, boolean gone, boolean paused, Optional<PartitionRow.Seek> seek) {
        partitions.put(
                row.id(),
                new PartitionRow(row.id(), row.firstSeen(), gone, paused, seek, row.report()));
    }

    @Override
    public boolean pause(PartitionId partition, boolean paused, String by, String reason) {
        return state.use(() -> {
            PartitionRow row = partitions.get(partition);
            if (row == null) {
                return false;
            }
            put(row, row.gone(), paused, row.seek());
            String action = paused ? "pause" : "resume";
            String detail = word(row.paused()) + " -> " + word(paused);
            state.note(partition.tenant(), name(partition), action, by, reason, detail);
            return true;
        });
    }

    private static String word(boolean paused) {
        return paused ? "paused" : "running";
    }

    private static Optional<String> name(PartitionId partition) {
        return Optional.of(partition.partition());
    }

    @Override
    public Asked seek(
            PartitionId partition,
            Optional<String> sink,
            Position position,
            String by,
            String reason) {
        return state.use(() -> {
            PartitionRow row = partitions.get(partition);
            if (row == null) {
                return Asked.UNKNOWN;
            }
            if (sink.isPresent() && row.seek().filter(it -> !it.sink().equals(sink)).isPresent()) {
                return Asked.ANOTHER_WAITS;
            }
            var seek = new PartitionRow.Seek(++seeks, sink, position);
            put(row, row.gone(), row.paused(), Optional.of(seek));
            state.note(
                    partition.tenant(),
                    name(partition),
                    "seek",
                    by,
                    reason,
                    seek.detail(state.positions().of(partition)));
            return Asked.YES;
        });
    }

    @Override
    public void sought(PartitionId partition, long number) {
        state.use(() -> {
            PartitionRow row = partitions.get(partition);
            if (row != null && row.seek().filter(it -> it.number() == number).isPresent()) {
                put(row, row.gone(), row.paused(), Optional.empty());
            }
            return null;
        });
    }

    @Override
    public void report(PartitionId partition, PartitionRow.Report report) {
        state.use(() ->
                partitions.computeIfPresent(
                        partition,
                        (id, row) ->
                                new PartitionRow(
                                        id,
                                        row.firstSeen(),
                                        row.gone(),
                                        row.paused(),
                                        row.seek(),
                                        Optional.of(report))));
    }
}
