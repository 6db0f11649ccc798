package io.ropewalk.ioc.ledger;

import io.ropewalk.ioc.indicator.Wish;
import io.ropewalk.ioc.value.IocValue;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of an indicator.
 *
 * @param gone a tombstone: it keeps the version, so that an older event cannot bring it back
 */
public record Held(
        Instant version, boolean gone, boolean deleted, SortedMap<IocValue, Wish> wishes) {
    public Held {
        wishes = Collections.unmodifiableSortedMap(new TreeMap<>(wishes));
    }

    /**
     * Whether a change counts. Equal versions: the later to arrive, but nothing undoes a deletion
     * of the same version, since a replay would.
     */
    boolean yieldsTo(Change change) {
        int order = change.version().compareTo(version);
        boolean undoes = deleted && change instanceof Change.Stands;
        return order > 0 || (order == 0 && !undoes);
    }

    static Held after(Change change) {
        return switch (change) {
            case Change.Stands it -> new Held(it.version(), false, false, it.wishes());
            case Change.Gone it -> new Held(it.version(), true, it.deleted(), new TreeMap<>());
        };
    }
}
