package io.ropewalk.simulator.spotlight;

import io.ropewalk.simulator.estate.Estate;
import io.ropewalk.simulator.estate.Host;
import io.ropewalk.simulator.estate.Mix;
import io.ropewalk.simulator.http.ByteSink;
import io.ropewalk.simulator.records.Json;
import io.ropewalk.simulator.records.Records;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * The findings of a customer. Hosts have a number of them around a mean; what each is follows from
 * the host and its number there. A place is the slot of the host, times 256, plus that number.
 */
public final class Findings implements Records {
    static final int PER_HOST = 256;

    private static final long PURPOSE = Mix.of("findings");

    /** A change whose ids have become places. */
    private record Step(FindingChange change, Map<Long, Boolean> closes) {}

    private final Estate estate;
    private final int mean;
    private final List<Step> steps;

    /**
     * The findings of an estate after some changes.
     *
     * @param mean findings of a host, on average
     */
    public Findings(Estate estate, int mean, List<FindingChange> changes) {
        this.estate = estate;
        this.mean = mean;
        this.steps = changes.stream().map(this::step).toList();
    }

    private Step step(FindingChange change) {
        var closes = new HashMap<Long, Boolean>();
        change.closedIds().forEach(id -> find(id).ifPresent(place -> closes.put(place, true)));
        change.reopenedIds().forEach(id -> find(id).ifPresent(place -> closes.put(place, false)));
        return new Step(change, Map.copyOf(closes));
    }

    /** Two hosts with neighbouring numbers share twice the mean between them. */
    private int count(Host host) {
        var pair = host.slot() >>> 1;
        var shift = (int) Long.remainderUnsigned(Mix.mix(estate.seed() ^ PURPOSE, pair), mean + 1L);
        return (host.slot() & 1) == 0 ? mean + shift : mean - shift;
    }

    @Override
    public void forEach(LongConsumer places) {
        var host = estate.host();
        for (var slot : estate.slots()) {
            var count = count(host.at(estate.keyAt(slot)));
            for (var number = 0; number < count; number++) {
                places.accept((long) slot * PER_HOST + number);
            }
        }
    }

    @Override
    public FindingRow row() {
        return new FindingRow(this, estate);
    }

    /**
     * The finding a number stands for on a host, as its vulnerability. Numbers give different ones.
     */
    static Cve cve(Host host, int number) {
        var hash = host.draw(PURPOSE, -1);
        var stride = (int) (hash >>> 32) | 1;
        return Cves.of(host.platform(), ((int) hash + number * stride) & (Cves.EACH - 1));
    }

    @Override
    public OptionalLong find(String id) {
        var separator = id.indexOf('_');
        var key = separator < 0 ? OptionalLong.empty() : estate.keyOf(id.substring(0, separator));
        if (key.isEmpty()) {
            return OptionalLong.empty();
        }
        var host = estate.host().at(key.getAsLong());
        if (host.hidden()) {
            return OptionalLong.empty();
        }
        var wanted = id.substring(separator + 1);
        var count = count(host);
        for (var number = 0; number < count; number++) {
            if (cve(host, number).vulnerability().equals(wanted)) {
                return OptionalLong.of((long) host.slot() * PER_HOST + number);
            }
        }
        return OptionalLong.empty();
    }

    /** What became of a finding: status, and the seconds since the epoch it was updated at. */
    record State(String status, long updated) {
        boolean open() {
            return status.equals("open") || status.equals("reopen");
        }
    }

    State state(long place, State before) {
        var state = before;
        var number = 0;
        for (var step : steps) {
            number++;
            var hash = Mix.mix(estate.seed() ^ PURPOSE ^ number, place);
            var closes = step.closes.get(place);
            var at = step.change.at().getEpochSecond();
            if (Boolean.FALSE.equals(closes)) {
                state = new State("reopen", at);
            } else if (state.open() && (closes != null || Mix.within(hash, step.change.closed()))) {
                state = new State("closed", at);
            } else if (Mix.within(Mix.mix(hash), step.change.touched())) {
                state = new State(state.status, at);
            }
        }
        return state;
    }

    @Override
    public Set<String> fields() {
        return FindingFields.ALL.keySet();
    }

    @Override
    public Set<String> numbers() {
        return FindingFields.NUMBERS;
    }

    @Override
    public Set<String> exact() {
        return FindingFields.EXACT;
    }

    /** Whether there is a remedy with this id. */
    public static boolean isRemedy(String id) {
        return Cves.remedy(id).isPresent();
    }

    /** Writes the remedy with an id that exists, as an element of {@code resources}. */
    public static void writeRemedy(String id, ByteSink out) {
        var remedy = Cves.remedy(id).orElseThrow();
        Json.element(out, "", json -> remedy.cve().remediation(remedy.which(), json));
    }
}
