package io.ropewalk.ioc.testing;

import io.ropewalk.ioc.indicator.Action;
import io.ropewalk.ioc.indicator.ActionMatrix;
import io.ropewalk.ioc.indicator.Platform;
import io.ropewalk.ioc.indicator.Severity;
import io.ropewalk.ioc.indicator.Wish;
import io.ropewalk.ioc.ledger.Change;
import io.ropewalk.ioc.value.IocType;
import io.ropewalk.ioc.value.IocValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Things to wish for. */
public final class Wishes {
    public static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private static final Set<String> DESKTOP = Set.of("windows", "mac", "linux");

    private Wishes() {}

    public static IocValue domain(String name) {
        return new IocValue(IocType.DOMAIN, name);
    }

    /** To detect it, tagged with a word. */
    public static Wish detect(Severity severity, String tag) {
        return new Wish(
                Action.DETECT,
                severity,
                Platform.DESKTOP,
                Optional.empty(),
                new TreeSet<>(Set.of(tag)),
                "by " + tag);
    }

    public static Wish until(Wish it, Instant end) {
        return new Wish(
                it.action(),
                it.severity(),
                it.platforms(),
                Optional.of(end),
                it.tags(),
                it.description());
    }

    /** An indicator that wants these values, all alike. */
    public static Change stands(String indicator, long version, Wish wish, String... domains) {
        SortedMap<IocValue, Wish> wishes = new TreeMap<>();
        Arrays.stream(domains).forEach(name -> wishes.put(domain(name), wish));
        return new Change.Stands(indicator, at(version), wishes);
    }

    public static Change gone(String indicator, long version, boolean deleted) {
        return new Change.Gone(indicator, at(version), deleted);
    }

    public static Instant at(long version) {
        return START.plusSeconds(version);
    }

    /** Everything may be had, but that addresses are only detected. */
    public static ActionMatrix matrix() {
        Map<String, Set<String>> all =
                Arrays.stream(IocType.values())
                        .collect(Collectors.toMap(IocType::word, _ -> DESKTOP));
        Map<String, Set<String>> hashes = Map.of("md5", DESKTOP, "sha256", DESKTOP);
        return new ActionMatrix(
                List.of(
                        new ActionMatrix.Offer("detect", all, Set.of()),
                        new ActionMatrix.Offer("no_action", all, Set.of()),
                        new ActionMatrix.Offer("prevent", hashes, Set.of()),
                        new ActionMatrix.Offer("allow", hashes, Set.of())));
    }
}
