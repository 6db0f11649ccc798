package io.ropewalk.stream.testing;

import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.state.Audit;
import io.ropewalk.stream.state.DeadLetters;
import io.ropewalk.stream.state.FollowUp;
import io.ropewalk.stream.state.FollowUps;
import io.ropewalk.stream.state.Owners;
import io.ropewalk.stream.state.Ownership;
import io.ropewalk.stream.state.Partitions;
import io.ropewalk.stream.state.Position;
import io.ropewalk.stream.state.Positions;
import io.ropewalk.stream.state.StateFailure;
import io.ropewalk.stream.state.Takeovers;
import io.ropewalk.stream.state.TestedState;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/**
 * All of the state, in memory: passes the contract of the real ones. Each {@link #owners} is a
 * replica that shares it. Thread-safe.
 */
public final class MemoryState implements TestedState {
    final Clock clock;
    private final Map<PartitionId, Lease> leases = new HashMap<>();
    private final Map<String, Instant> replicas = new HashMap<>();
    private final Map<PartitionId, Map<String, Position>> positions = new HashMap<>();
    private final Map<Place, List<FollowUp>> followUps = new HashMap<>();
    private final List<Audit.Entry> audit = new ArrayList<>();
    private final Set<String> takenOver = new HashSet<>();
    private final DeadLetters deadLetters = new MemoryDeadLetters(this);
    private final Partitions partitions = new MemoryPartitions(this);
    private boolean broken;

    private record Place(PartitionId partition, String sink) {}

    private record Lease(String owner, long fencing, Instant until) {}

    public MemoryState() {
        this(Clock.systemUTC());
    }

    public MemoryState(Clock clock) {
        this.clock = clock;
    }

    /** From now on every call fails, or none does. */
    public synchronized void broken(boolean now) {
        broken = now;
    }

    @Override
    public Owners owners(String self) {
        return new MemoryOwners(self);
    }

    @Override
    public Positions positions() {
        return new MemoryPositions();
    }

    @Override
    public FollowUps followUps() {
        return new MemoryFollowUps();
    }

    @Override
    public DeadLetters deadLetters() {
        return deadLetters;
    }

    @Override
    public Partitions partitions() {
        return partitions;
    }

    @Override
    public Audit audit() {
        return new MemoryAudit();
    }

    @Override
    public Takeovers takeovers() {
        return new MemoryTakeovers();
    }

    synchronized <T> T use(Supplier<T> work) {
        if (broken) {
            throw new StateFailure(
                    "The state database cannot be used.", new SQLException("broken"));
        }
        return work.get();
    }

    private boolean holds(Ownership by) {
        Lease lease = leases.get(by.partition());
        return lease != null
                && lease.owner().equals(by.owner())
                && lease.fencing() == by.fencing()
                && lease.until().isAfter(clock.instant());
    }

    void note(
            String tenant,
            Optional<String> partition,
            String action,
            String by,
            String reason,
            String detail) {
        long id = audit.size() + 1L;
        Instant at = clock.instant();
        audit.add(new Audit.Entry(id, at, tenant, partition, action, by, reason, detail));
    }

    private final class MemoryOwners implements Owners {
        private final String self;

        MemoryOwners(String self) {
            this.self = self;
        }

        @Override
        public String self() {
            return self;
        }

        @Override
        public Optional<Ownership> acquire(PartitionId partition, Duration life) {
            return use(() -> {
                Instant now = clock.instant();
                Lease old = leases.get(partition);
                if (old != null && old.until().isAfter(now) && !old.owner().equals(self)) {
                    return Optional.empty();
                }
                long fencing = old == null ? 1 : old.fencing() + 1;
                leases.put(partition, new Lease(self, fencing, now.plus(life)));
                return Optional.of(new Ownership(partition, self, fencing));
            });
        }

        @Override
        public boolean renew(Ownership by, Duration life) {
            return use(() -> {
                boolean held = holds(by);
                if (held) {
                    until(by, clock.instant().plus(life));
                }
                return held;
            });
        }

        @Override
        public void release(Ownership by) {
            use(() -> {
                if (holds(by)) {
                    until(by, Instant.EPOCH);
                }
                return null;
            });
        }

        private void until(Ownership by, Instant end) {
            leases.put(by.partition(), new Lease(by.owner(), by.fencing(), end));
        }

        @Override
        public int present(Duration life) {
            return use(() -> {
                Instant now = clock.instant();
                replicas.values().removeIf(until -> !until.isAfter(now));
                replicas.put(self, now.plus(life));
                return replicas.size();
            });
        }

        @Override
        public void leave() {
            use(() -> replicas.remove(self));
        }

        @Override
        public Map<PartitionId, String> of(String tenant) {
            return use(() -> {
                Map<PartitionId, String> owners = new HashMap<>();
                leases.forEach((partition, lease) -> {
                    if (partition.tenant().equals(tenant)
                            && lease.until().isAfter(clock.instant())) {
                        owners.put(partition, lease.owner());
                    }
                });
                return owners;
            });
        }
    }

    private final class MemoryPositions implements Positions {
        @Override
        public Map<String, Position> of(PartitionId partition) {
            return use(() -> Map.copyOf(positions.getOrDefault(partition, Map.of())));
        }

        @Override
        public boolean commit(Ownership by, String sink, Position position, List<FollowUp> work) {
            return use(() -> {
                if (!holds(by)) {
                    return false;
                }
                positions.computeIfAbsent(by.partition(), _ -> new HashMap<>()).put(sink, position);
                var waiting =
                        followUps.computeIfAbsent(
                                new Place(by.partition(), sink), _ -> new ArrayList<>());
                work.forEach(next -> add(waiting, next));
                return true;
            });
        }

        private static void add(List<FollowUp> waiting, FollowUp next) {
            for (FollowUp known : waiting) {
                if (known.offset() == next.offset()
                        && known.detectionId().equals(next.detectionId())) {
                    return;
                }
            }
            waiting.removeIf(known -> known.offset() == next.offset());
            waiting.add(next);
        }
    }

    private final class MemoryFollowUps implements FollowUps {
        @Override
        public List<FollowUp> next(PartitionId partition, String sink, int limit) {
            return use(() ->
                    followUps.getOrDefault(new Place(partition, sink), List.of()).stream()
                            .sorted(
                                    Comparator.comparing(FollowUp::since)
                                            .thenComparingLong(FollowUp::offset))
                            .limit(limit)
                            .toList());
        }

        @Override
        public int waiting(PartitionId partition) {
            return use(() ->
                    followUps.entrySet().stream()
                            .filter(it -> it.getKey().partition().equals(partition))
                            .mapToInt(it -> it.getValue().size())
                            .sum());
        }

        @Override
        public int waiting(String tenant) {
            return use(() ->
                    followUps.entrySet().stream()
                            .filter(it -> it.getKey().partition().tenant().equals(tenant))
                            .mapToInt(it -> it.getValue().size())
                            .sum());
        }

        @Override
        public void tried(PartitionId partition, String sink, long offset) {
            use(() -> {
                followUps
                        .getOrDefault(new Place(partition, sink), List.of())
                        .replaceAll(it -> it.offset() == offset ? again(it) : it);
                return null;
            });
        }

        private static FollowUp again(FollowUp it) {
            return new FollowUp(
                    it.offset(),
                    it.detectionId(),
                    it.severityName(),
                    it.severityCode(),
                    it.createdAt(),
                    it.since(),
                    it.attempts() + 1);
        }

        @Override
        public boolean done(Ownership by, String sink, long offset) {
            return use(() -> {
                boolean held = holds(by);
                if (held) {
                    followUps
                            .getOrDefault(new Place(by.partition(), sink), new ArrayList<>())
                            .removeIf(it -> it.offset() == offset);
                }
                return held;
            });
        }
    }

    private final class MemoryAudit implements Audit {
        @Override
        public void add(
                String tenant,
                Optional<String> partition,
                String action,
                String by,
                String reason,
                String detail) {
            use(() -> {
                note(tenant, partition, action, by, reason, detail);
                return null;
            });
        }

        @Override
        public List<Entry> list(String tenant, long before, int limit) {
            return use(() ->
                    audit.reversed().stream()
                            .filter(it -> it.tenant().equals(tenant) && it.id() < before)
                            .limit(limit)
                            .toList());
        }
    }

    private final class MemoryTakeovers implements Takeovers {
        @Override
        public boolean done(String tenant) {
            return use(() -> takenOver.contains(tenant));
        }

        @Override
        public OptionalInt apply(
                String tenant, Map<String, Position> taken, Set<String> sinks, String source) {
            return use(() -> {
                if (!takenOver.add(tenant)) {
                    return OptionalInt.empty();
                }
                int written = 0;
                for (var entry : taken.entrySet()) {
                    var partition = new PartitionId(tenant, entry.getKey());
                    var own = positions.computeIfAbsent(partition, _ -> new HashMap<>());
                    for (String sink : sinks) {
                        written += own.putIfAbsent(sink, entry.getValue()) == null ? 1 : 0;
                    }
                }
                note(
                        tenant,
                        Optional.empty(),
                        "takeover",
                        "configuration",
                        "first start",
                        written + " positions from " + source);
                return OptionalInt.of(written);
            });
        }
    }
}
