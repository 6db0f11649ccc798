package io.ropewalk.ioc.ledger;

import io.ropewalk.ioc.indicator.Wish;
import io.ropewalk.ioc.value.IocValue;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Applies changes in order to what is known, and says what is different in the end. */
public final class Fold {
    private final Map<String, Held> before;
    private final Map<String, Held> after = new LinkedHashMap<>();
    private final Set<String> seen = new HashSet<>();
    private int stale;

    /** What to write about one indicator: claims to remove, claims to put. */
    public record Difference(
            Held held, SortedSet<IocValue> removed, SortedMap<IocValue, Wish> put) {}

    /**
     * @param before what is known of the indicators that the changes are about
     */
    public Fold(Map<String, Held> before) {
        this.before = Map.copyOf(before);
    }

    /** Takes the next change; false where a later version is known. */
    public boolean take(Change change) {
        Held known = now(change.indicator());
        if (change instanceof Change.Stands) {
            seen.add(change.indicator());
        }
        if (known != null && !known.yieldsTo(change)) {
            stale++;
            return false;
        }
        after.put(change.indicator(), Held.after(change));
        return true;
    }

    private Held now(String indicator) {
        return after.getOrDefault(indicator, before.get(indicator));
    }

    /** Indicators that were said to stand, also where nothing changed. */
    public Set<String> seen() {
        return Collections.unmodifiableSet(seen);
    }

    /** Changes of versions that were known already. */
    public int stale() {
        return stale;
    }

    /** What is different. */
    public Map<String, Difference> differences() {
        Map<String, Difference> found = new LinkedHashMap<>();
        after.forEach((indicator, held) -> {
            Held known = before.get(indicator);
            if (!held.equals(known)) {
                found.put(indicator, difference(Optional.ofNullable(known), held));
            }
        });
        return found;
    }

    /** Values whose wishes are different, and which must be looked at again. */
    public SortedSet<IocValue> touched() {
        SortedSet<IocValue> values = new TreeSet<>();
        differences()
                .values()
                .forEach(it -> {
                    values.addAll(it.removed());
                    values.addAll(it.put().keySet());
                });
        return values;
    }

    private static Difference difference(Optional<Held> known, Held held) {
        SortedMap<IocValue, Wish> old = known.map(Held::wishes).orElseGet(TreeMap::new);
        SortedSet<IocValue> removed = new TreeSet<>(old.keySet());
        removed.removeAll(held.wishes().keySet());
        SortedMap<IocValue, Wish> put = new TreeMap<>();
        held.wishes()
                .forEach((value, wish) -> {
                    if (!Objects.equals(wish, old.get(value))) {
                        put.put(value, wish);
                    }
                });
        return new Difference(held, removed, put);
    }
}
