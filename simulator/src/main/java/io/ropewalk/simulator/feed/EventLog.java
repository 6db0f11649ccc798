package io.ropewalk.simulator.feed;

import io.ropewalk.simulator.Scenario;
import io.ropewalk.simulator.Tenant;
import io.ropewalk.simulator.estate.Mix;
import io.ropewalk.simulator.http.ByteSink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * All events of one customer. The backlog follows from the seed, the customer id, the feed's
 * settings and the scenario's present; a log made from the same anywhere holds the same bytes.
 */
public final class EventLog {
    private static final long SALT = 0x66656564;
    private static final Duration BACKLOG_SPAN = Duration.ofDays(7);
    private static final int MAX_EPOCHS = 1000;
    private static final Pattern COMPOSITE_ID = Pattern.compile("\"CompositeId\":\"([^\"]+)\"");

    private final long seed;
    private final String cid;
    private final FeedSpec spec;
    private final Clock realTime;
    private final EventTemplates templates;
    private final List<List<PartitionLog>> epochs = new ArrayList<>();
    private volatile List<PartitionLog> current = List.of();
    private int listed;
    private double rate;

    private EventLog(long seed, String cid, FeedSpec spec, Instant asOf, Clock realTime) {
        this.seed = seed;
        this.cid = cid;
        this.spec = spec;
        this.realTime = realTime;
        this.templates = new EventTemplates(seed, cid, spec.eventBytes(), spec.firstOffset());
        var start = asOf.minus(BACKLOG_SPAN).toEpochMilli();
        for (var i = 0; i < spec.partitions(); i++) {
            var share = spec.events() / spec.partitions();
            var extra = i < spec.events() % spec.partitions() ? 1 : 0;
            add(i, spec.firstOffset(), share + extra, start, BACKLOG_SPAN.toMillis());
        }
        this.listed = spec.partitions();
        rate(spec.eventsPerSecond());
    }

    /**
     * The log of a customer.
     *
     * @param asOf time after the last event of the backlog
     * @param realTime drives live events
     */
    public static EventLog of(long seed, String cid, FeedSpec spec, Instant asOf, Clock realTime) {
        return new EventLog(seed, cid, spec, asOf, realTime);
    }

    /** The log a simulator with this scenario has for a tenant, as it is at the start. */
    public static EventLog of(Scenario scenario, String tenant) {
        var found =
                scenario.tenants().stream()
                        .flatMap(parent ->
                                Stream.concat(Stream.of(parent), parent.members().stream()))
                        .filter(candidate -> candidate.name().equals(tenant))
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalArgumentException("no tenant named '" + tenant + "'"));
        return of(scenario.seed(), found, scenario.asOf());
    }

    private static EventLog of(long seed, Tenant tenant, Instant asOf) {
        return of(seed, tenant.cid(), tenant.feed(), asOf, Clock.systemUTC());
    }

    private PartitionLog add(int index, long first, long backlog, long start, long span) {
        var id = Integer.toString(index);
        var known = index < epochs.size() ? epochs.get(index) : new ArrayList<PartitionLog>();
        var salt = Mix.mix(seed ^ Mix.of(cid) ^ SALT, Mix.of(id) + known.size());
        var log =
                new PartitionLog(
                        new PartitionLog.Origin(templates, salt, id, first, this::nowNanos),
                        backlog,
                        start,
                        span);
        if (known.isEmpty()) {
            epochs.add(known);
            spec.planted().stream()
                    .filter(planted -> planted.partition().equals(id))
                    .forEach(log::plant);
        }
        known.add(log);
        current = epochs.stream().map(List::getLast).toList();
        return log;
    }

    public String cid() {
        return cid;
    }

    /** Ids of the partitions that are listed now. */
    public synchronized List<String> partitions() {
        return current.subList(0, listed).stream().map(PartitionLog::partition).toList();
    }

    /** The log of a partition since its last reset, listed or not. */
    public Optional<PartitionLog> find(String partition) {
        return current.stream().filter(log -> log.partition().equals(partition)).findFirst();
    }

    /**
     * The log of a partition since its last reset.
     *
     * @throws IllegalArgumentException when there is no such partition
     */
    public PartitionLog partition(String partition) {
        return find(partition)
                .orElseThrow(
                        () -> new IllegalArgumentException("no partition '" + partition + "'"));
    }

    /** All logs of a partition, oldest first: one more for every reset. */
    public synchronized List<PartitionLog> epochs(String partition) {
        partition(partition);
        return List.copyOf(epochs.get(Integer.parseInt(partition)));
    }

    /**
     * One event as it is sent, without its line end.
     *
     * @throws IllegalArgumentException when there is no such event
     */
    public byte[] line(String partition, long offset) {
        var log = partition(partition);
        if (offset < log.firstOffset() || offset > lastOffset(partition)) {
            throw new IllegalArgumentException("no event at offset " + offset);
        }
        var out = ByteSink.growing(4096);
        log.write(out, offset);
        return out.toByteArray();
    }

    /** {@code event.CompositeId} of an event that has one. */
    public Optional<String> compositeId(String partition, long offset) {
        var out = ByteSink.growing(4096);
        partition(partition).write(out, offset);
        return COMPOSITE_ID.matcher(out.text()).results().map(found -> found.group(1)).findFirst();
    }

    /** The last offset there is now; one less than the first when there is no event. */
    public long lastOffset(String partition) {
        return partition(partition).head();
    }

    /** The oldest offset still kept. */
    public long oldestKept(String partition) {
        return Math.max(partition(partition).firstOffset(), spec.retainedFrom());
    }

    /** How far each listed partition reaches now. */
    public List<Extent> extents() {
        return partitions().stream().map(this::extent).toList();
    }

    /** How far a partition reaches now. */
    public Extent extent(String partition) {
        var first = partition(partition).firstOffset();
        var last = lastOffset(partition);
        return new Extent(partition, last - first + 1, first, last);
    }

    /** Events per second of all partitions from now on. */
    public synchronized void rate(double perSecond) {
        if (!(perSecond >= 0 && perSecond <= 1_000_000)) {
            throw new IllegalArgumentException("eventsPerSecond must lie between 0 and 1000000");
        }
        rate = perSecond;
        for (var i = 0; i < current.size(); i++) {
            current.get(i).rate(i < listed ? perSecond / listed : 0);
        }
    }

    /**
     * Lists so many partitions from now on. New ones are empty; those that go keep their events.
     */
    public synchronized void partitions(int count) {
        if (count < 0 || count > FeedSpec.MAX_PARTITIONS) {
            throw new IllegalArgumentException(
                    "partitions must lie between 0 and " + FeedSpec.MAX_PARTITIONS);
        }
        for (var i = epochs.size(); i < count; i++) {
            add(i, spec.firstOffset(), 0, realTime.millis(), 1);
        }
        listed = count;
        rate(rate);
    }

    /** Starts a partition's offsets anew: other events, all later than those before. */
    public synchronized void reset(String partition, long firstOffset, long events) {
        var old = partition(partition);
        var index = Integer.parseInt(partition);
        if (epochs.get(index).size() >= MAX_EPOCHS || firstOffset < 0 || events < 0) {
            throw new IllegalArgumentException(
                    "firstOffset and events must be 0 or more, resets at most " + MAX_EPOCHS);
        }
        var last = lastOffset(partition);
        var start =
                Math.max(realTime.millis(), last < old.firstOffset() ? 0 : old.millisAt(last) + 1);
        add(index, firstOffset, events, start, Math.max(1, events));
        rate(rate);
    }

    /** Appends a line; returns its offset. */
    public long append(String partition, byte[] line, String type) {
        return partition(partition).append(line, type);
    }

    /** Appends a line that knows its offset and time; returns the offset. */
    public synchronized long append(String partition, String type, AuditLine line) {
        var log = partition(partition);
        return log.append(line.at(log.next(), realTime.millis()), type);
    }

    /** A line made for the place it gets. */
    @FunctionalInterface
    public interface AuditLine {
        byte[] at(long offset, long millis);
    }

    private long nowNanos() {
        var now = realTime.instant();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    /** Puts a line in place of the computed one, from now on. */
    public synchronized void plant(Planted planted) {
        partition(planted.partition()).plant(planted);
    }
}
