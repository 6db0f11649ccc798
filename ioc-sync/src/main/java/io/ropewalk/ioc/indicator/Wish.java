package io.ropewalk.ioc.indicator;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How one indicator wants a value to stand in Falcon.
 *
 * @param expiration when it no longer wants it; never when empty
 */
public record Wish(
        Action action,
        Severity severity,
        Set<Platform> platforms,
        Optional<Instant> expiration,
        SortedSet<String> tags,
        String description) {

    public Wish {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(expiration, "expiration");
        Objects.requireNonNull(description, "description");
        platforms = Collections.unmodifiableSet(EnumSet.copyOf(platforms));
        tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
    }

    /** Whether it is still wanted. */
    public boolean isLive(Instant now) {
        return expiration.map(it -> it.isAfter(now)).orElse(true);
    }

    /**
     * What several indicators want together: the most severe, the strongest action, the longest
     * time, all platforms and tags, and the description of the newest. {@code allow} only where all
     * say so: one of them must not switch off what another asked for.
     *
     * @param newestFirst at least one
     */
    public static Wish merged(List<Wish> newestFirst) {
        Set<Platform> platforms = EnumSet.noneOf(Platform.class);
        SortedSet<String> tags = new TreeSet<>();
        for (Wish each : newestFirst) {
            platforms.addAll(each.platforms);
            tags.addAll(each.tags);
        }
        return new Wish(
                Collections.max(newestFirst.stream().map(Wish::action).toList()),
                Collections.max(newestFirst.stream().map(Wish::severity).toList()),
                platforms,
                longest(newestFirst),
                tags,
                newestFirst.getFirst().description);
    }

    private static Optional<Instant> longest(Collection<Wish> all) {
        return all.stream().anyMatch(it -> it.expiration.isEmpty())
                ? Optional.empty()
                : all.stream().flatMap(it -> it.expiration.stream()).max(Comparator.naturalOrder());
    }
}
