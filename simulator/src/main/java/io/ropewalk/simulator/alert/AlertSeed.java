package io.ropewalk.simulator.alert;

import io.ropewalk.simulator.estate.Mix;
import io.ropewalk.simulator.graph.AlertId;
import io.ropewalk.simulator.graph.VertexId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Many alerts by number: the same ones for the same seed, time and hosts.
 *
 * @param count how many
 * @param span how far back they go, evenly
 * @param hashes distinct hashes drawn from, the first ones more often
 * @param hidden share of them not shown in the console
 * @param planted a hash some of them carry, half in {@code sha256}, half in {@code
 *     entities.sha256}; all of those are open
 */
public record AlertSeed(
        int count, Duration span, int hashes, double hidden, Optional<Planted> planted) {

    /** So many alerts of one hash. */
    public record Planted(String sha256, int count) {}

    /** A host alerts are about. */
    public record HostName(String aid, String hostname) {}

    private static final int MOST = 1_000_000;

    public AlertSeed {
        Objects.requireNonNull(span, "span");
        if (count < 0 || count > MOST || hashes < 1 || !(hidden >= 0 && hidden <= 1)) {
            throw new IllegalArgumentException(
                    "count must be 0 to "
                            + MOST
                            + ", hashes at least 1, hidden a share from 0 to 1");
        }
        if (planted.filter(it -> it.count < 0 || it.count > count).isPresent()) {
            throw new IllegalArgumentException("not more can be planted than there are");
        }
    }

    /** So many, over thirty days. */
    public static AlertSeed of(int count) {
        return new AlertSeed(count, Duration.ofDays(30), 40, 0, Optional.empty());
    }

    /** The same with a hash on some of them. */
    public AlertSeed with(String sha256, int ofThem) {
        return new AlertSeed(count, span, hashes, hidden, Optional.of(new Planted(sha256, ofThem)));
    }

    /** The same with a share of hidden ones. */
    public AlertSeed withHidden(double share) {
        return new AlertSeed(count, span, hashes, share, planted);
    }

    /** Who they belong to. */
    record Owner(long seed, String cid, List<HostName> hosts) {}

    List<AlertEntry> entries(Owner owner, long first, Instant now) {
        var pool = new ArrayList<String>();
        for (var i = 0; i < hashes; i++) {
            pool.add(VertexId.sha256(Mix.mix(owner.seed, i)));
        }
        var entries = new ArrayList<AlertEntry>(count);
        for (var i = 0; i < count; i++) {
            entries.add(entry(owner, first + i, i, pool, now));
        }
        return entries;
    }

    private AlertEntry entry(Owner owner, long number, int at, List<String> pool, Instant now) {
        var draw = Mix.mix(owner.seed, number);
        var isPlanted =
                planted.isPresent() && plantedBefore(at + 1) > plantedBefore(at) && count > 0;
        var kind = AlertKind.drawn(draw);
        if (isPlanted) {
            kind = plantedBefore(at) % 2 == 0 ? AlertKind.PROCESS : AlertKind.XDR;
        }
        // Three alerts of one aggregate are about the same host.
        var group = Mix.mix(owner.seed ^ 0x67, number / 3);
        var host = owner.hosts.get((int) Long.remainderUnsigned(group, owner.hosts.size()));
        var sha256 = isPlanted ? planted.get().sha256 : pool.get(skewed(draw, pool.size()));
        var id = AlertId.composite(kind.compositeId(owner.cid, host.aid, number), owner.cid);
        var created = created(at, now);
        var facts =
                new AlertFacts(
                        kind,
                        host,
                        sha256,
                        "aggind:" + host.aid + ":" + Long.toUnsignedString(group >>> 20),
                        created);
        var shown = isPlanted || !Mix.within(Mix.mix(draw, 5), hidden);
        return new AlertEntry(
                id.orElseThrow(),
                facts,
                AlertState.fresh(status(Mix.mix(draw, 6), isPlanted), shown, created));
    }

    private long plantedBefore(int at) {
        return planted.map(it -> (long) at * it.count / count).orElse(0L);
    }

    private static int skewed(long draw, int size) {
        var first = Mix.mix(draw, 3) >>> 33;
        var second = Mix.mix(draw, 4) >>> 33;
        return (int) Math.min(first % size, second % size);
    }

    /** Oldest first; one in ten shares the time of the one before, to the nanosecond. */
    private Instant created(int at, Instant now) {
        var place = at % 10 == 9 ? at - 1 : at;
        var step = span.toNanos() / Math.max(1, count);
        return now.minus(span).plusNanos(step * place).plusNanos(Mix.mix(place) >>> 44);
    }

    private static String status(long draw, boolean open) {
        var of100 = Long.remainderUnsigned(draw, 100);
        if (of100 < 60) {
            return "new";
        }
        if (of100 < 75 || open) {
            return "in_progress";
        }
        return of100 < 95 ? "closed" : "reopened";
    }
}
