package io.ropewalk.simulator.estate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * The hosts of one customer after some changes. A host is known by its number; its device id is 32
 * hexadecimal digits, of which the first 16 are a keyed permutation of the number, so that id and
 * number follow from each other without a table. The only thing held is the sorted list of those
 * first halves ("keys"): it gives the order of device ids and constant-time paging.
 */
public final class Estate {
    /** Numbers of hidden hosts start here. */
    static final long HIDDEN_BASE = 1L << 32;

    private static final int ID_DIGITS = 32;

    /** Slots of hosts that came from other customers start here. */
    private static final int FIRST_ARRIVED = 1 << 23;

    private final EstateSpec spec;
    private final HostStates states;
    private final long seed;
    private final long[] visible;
    private final long[] hidden;
    private final Memberships memberships;

    /** Hosts that came from other customers: what they are drawn from, and their slots. */
    private final Map<Long, Long> arrivedSeeds = new HashMap<>();

    private final List<Long> arrived = new ArrayList<>();

    public Estate(EstateSpec spec) {
        this(spec, new HostStates());
    }

    /**
     * An estate whose hosts are in states that go on without it.
     *
     * @param states outlives the estate
     */
    public Estate(EstateSpec spec, HostStates states) {
        this.spec = spec;
        this.states = states;
        // Two customers with the same seed still have different hosts.
        this.seed = Mix.mix(spec.seed() ^ Mix.of(spec.cid()));
        for (var arrival : spec.edits().arrivals()) {
            var key = HexFormat.fromHexDigitsToLong(arrival.deviceId(), 0, ID_DIGITS / 2);
            arrived.add(key);
            if (arrival.seed() != seed) {
                arrivedSeeds.put(key, arrival.seed());
            }
        }
        this.visible = afterMoves(visibleKeys());
        this.hidden = hiddenKeys();
        this.memberships = new Memberships(this);
    }

    /** What the hosts were brought into. */
    HostStates states() {
        return states;
    }

    public EstateSpec spec() {
        return spec;
    }

    /** Keys of the hosts in the order of their device ids. Not to be written to. */
    public long[] keys(boolean ofHidden) {
        return ofHidden ? hidden : visible;
    }

    /** A movable view of single hosts; one per thread. */
    public Host host() {
        return new Host(this);
    }

    /** Whether there is a visible host with this key. */
    public boolean isVisible(long key) {
        return find(visible, key) >= 0;
    }

    /** The slot of a visible host. */
    public int slotOf(long key) {
        return arrivedSeeds.containsKey(key)
                ? FIRST_ARRIVED + arrived.indexOf(key)
                : (int) numberOf(key);
    }

    /** The slots of the visible hosts, rising. */
    public int[] slots() {
        var slots = new int[visible.length];
        for (var i = 0; i < slots.length; i++) {
            slots[i] = slotOf(visible[i]);
        }
        Arrays.sort(slots);
        return slots;
    }

    /** The key of a device id; empty when there is no such host, visible or hidden. */
    public OptionalLong keyOf(String deviceId) {
        if (deviceId.length() != ID_DIGITS || !deviceId.chars().allMatch(HexFormat::isHexDigit)) {
            return OptionalLong.empty();
        }
        var key = HexFormat.fromHexDigitsToLong(deviceId, 0, ID_DIGITS / 2);
        var tail = HexFormat.fromHexDigitsToLong(deviceId, ID_DIGITS / 2, ID_DIGITS);
        var known = find(visible, key) >= 0 || find(hidden, key) >= 0;
        return tail == tailOf(key) && known ? OptionalLong.of(key) : OptionalLong.empty();
    }

    /**
     * Index of the key in a sorted array of keys, as {@link Arrays#binarySearch(long[], long)}
     * gives it.
     */
    public static int find(long[] keys, long key) {
        var low = 0;
        var high = keys.length - 1;
        while (low <= high) {
            var middle = (low + high) >>> 1;
            var order = Long.compareUnsigned(keys[middle], key);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    /** The device id of a key. */
    public String deviceId(long key) {
        return HexFormat.of().toHexDigits(key) + HexFormat.of().toHexDigits(tailOf(key));
    }

    /** What the records of this customer are drawn from. */
    public long seed() {
        return seed;
    }

    /**
     * The key of the visible host with a slot. The slot of a host is a number below 2^24 that stays
     * its own as long as it exists.
     */
    public long keyAt(int slot) {
        return slot < FIRST_ARRIVED ? keyOfNumber(slot) : arrived.get(slot - FIRST_ARRIVED);
    }

    Memberships memberships() {
        return memberships;
    }

    /** When a host was last edited by hand, in seconds since the epoch; 0 for never. */
    long editedAt(long key) {
        return spec.edits().touchHosts()
                ? spec.edits().time(deviceId(key)).map(Instant::getEpochSecond).orElse(0L)
                : 0;
    }

    /** What the records of a host are drawn from: it takes that along when it moves. */
    public long seedOf(long key) {
        return arrivedSeeds.isEmpty() ? seed : arrivedSeeds.getOrDefault(key, seed);
    }

    long numberOf(long key) {
        return Mix.unmix(key) ^ seedOf(key);
    }

    private boolean gone(long key) {
        return spec.edits().departed(deviceId(key)) || hiddenByHand(key);
    }

    /** Whether an action hid the host. */
    boolean hiddenByHand(long key) {
        var byHand = spec.edits().hidden();
        return !byHand.isEmpty() && byHand.contains(deviceId(key));
    }

    /** Takes out the hosts that left or were hidden and adds those that came. */
    private long[] afterMoves(long[] before) {
        if (!spec.edits().moveHosts()) {
            return before;
        }
        var stayed = Arrays.stream(before).filter(key -> !gone(key));
        var came =
                arrived.stream()
                        .distinct()
                        .mapToLong(Long::longValue)
                        .filter(key -> find(before, key) < 0 && !gone(key));
        return sortUnsigned(LongStream.concat(stayed, came).toArray());
    }

    private long keyOfNumber(long number) {
        return Mix.mix(number ^ seed);
    }

    long tailOf(long key) {
        return Mix.mix(seedOf(key) + 1, numberOf(key));
    }

    /**
     * What the changes made of a host: 0 for nothing, else a number that differs with every change
     * that touched it.
     */
    long version(long number) {
        var version = 0L;
        var step = 0;
        for (var change : spec.changes()) {
            step++;
            if (change.changed() > 0
                    && Mix.within(Mix.mix(seed ^ step, number), change.changed())) {
                version = Mix.mix(version, step) | 1;
            }
        }
        return version;
    }

    /** The number, from 1, of the last change that touched a host. */
    int lastChange(long number) {
        for (var step = spec.changes().size(); step > 0; step--) {
            var change = spec.changes().get(step - 1);
            if (Mix.within(Mix.mix(seed ^ step, number), change.changed())) {
                return step;
            }
        }
        return 0;
    }

    private long[] visibleKeys() {
        var count = spec.hosts();
        var gone = new BitSet();
        var step = 0;
        for (var change : spec.changes()) {
            step++;
            if (change.removed() > 0) {
                for (var number = 0; number < count; number++) {
                    if (Mix.within(Mix.mix(~seed ^ step, number), change.removed())) {
                        gone.set(number);
                    }
                }
            }
            for (var id : change.removedIds()) {
                numberOfVisible(id, count).ifPresent(number -> gone.set((int) number));
            }
            count = Math.addExact(count, change.added());
        }
        var keys = new long[count - gone.cardinality()];
        var at = 0;
        for (var number = 0; number < count; number++) {
            if (!gone.get(number)) {
                keys[at++] = keyOfNumber(number);
            }
        }
        return sortUnsigned(keys);
    }

    private OptionalLong numberOfVisible(String id, int count) {
        if (id.length() != ID_DIGITS || !id.chars().allMatch(HexFormat::isHexDigit)) {
            return OptionalLong.empty();
        }
        var number = numberOf(HexFormat.fromHexDigitsToLong(id, 0, ID_DIGITS / 2));
        return number >= 0 && number < count ? OptionalLong.of(number) : OptionalLong.empty();
    }

    private long[] hiddenKeys() {
        var byHand = spec.edits().hidden().stream().toList();
        var keys = new long[spec.hidden() + byHand.size()];
        for (var i = 0; i < spec.hidden(); i++) {
            keys[i] = keyOfNumber(HIDDEN_BASE + i);
        }
        for (var i = 0; i < byHand.size(); i++) {
            keys[spec.hidden() + i] =
                    HexFormat.fromHexDigitsToLong(byHand.get(i), 0, ID_DIGITS / 2);
        }
        return sortUnsigned(keys);
    }

    private static long[] sortUnsigned(long[] keys) {
        flip(keys);
        Arrays.sort(keys);
        flip(keys);
        return keys;
    }

    private static void flip(long[] keys) {
        for (var i = 0; i < keys.length; i++) {
            keys[i] ^= Long.MIN_VALUE;
        }
    }
}
