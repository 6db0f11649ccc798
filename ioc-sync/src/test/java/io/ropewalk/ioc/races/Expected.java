package io.ropewalk.ioc.races;

import io.ropewalk.simulator.ioc.Ioc;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What Falcon must have for what OpenCTI holds, in plain words. Written from the rules and not with
 * the mirror's code: it knows no events, no ledger and no Falcon, only the last state of each
 * indicator.
 */
final class Expected {
    private static final List<String> SEVERITIES =
            List.of("informational", "low", "medium", "high", "critical");

    private Expected() {}

    /** By value, all that is to be in use; values of somebody else are left out. */
    static Map<String, String> of(Collection<Claim> all, Set<String> foreign, Instant now) {
        Map<String, List<Claim>> owners = new TreeMap<>();
        for (Claim claim : all) {
            boolean over = claim.until().isPresent() && !claim.until().get().isAfter(now);
            if (!claim.revoked() && !over && !platforms(claim).isEmpty()) {
                for (String value : claim.values()) {
                    if (!foreign.contains(value)) {
                        owners.computeIfAbsent(value, _ -> new ArrayList<>()).add(claim);
                    }
                }
            }
        }
        Map<String, String> wanted = new TreeMap<>();
        owners.forEach((value, claims) -> wanted.put(value, line(value, claims)));
        return wanted;
    }

    private static String line(String value, List<Claim> owners) {
        Set<String> platforms = new TreeSet<>();
        Set<String> tags = new TreeSet<>();
        int most = 0;
        Optional<Instant> end = Optional.of(Instant.MIN);
        for (Claim each : owners) {
            platforms.addAll(platforms(each));
            tags.addAll(each.labels());
            most = Math.max(most, each.score());
            end =
                    end.isEmpty() || each.until().isEmpty()
                            ? Optional.empty()
                            : Optional.of(
                                    end.get().isAfter(each.until().get())
                                            ? end.get()
                                            : each.until().get());
        }
        tags.remove("TO_DELETE");
        boolean hash = value.startsWith("md5 ") || value.startsWith("sha256 ");
        Claim newest = owners.stream().max(Comparator.comparing(Claim::updated)).orElseThrow();
        return "%s %s %s %s until %s '%s https://opencti.example/internal-%d' by Ropewalk OpenCTI, everywhere"
                .formatted(
                        hash && most >= 80 ? "prevent" : "detect",
                        SEVERITIES.get(Math.min(most / 20, 4)),
                        platforms,
                        tags,
                        end.map(it -> it.truncatedTo(ChronoUnit.SECONDS).toString()).orElse("ever"),
                        newest.description(),
                        newest.number());
    }

    /** The customer has no Falcon for Mobile. */
    private static Set<String> platforms(Claim claim) {
        if (claim.platforms().isEmpty()) {
            return Set.of("windows", "mac", "linux");
        }
        Set<String> named = new TreeSet<>(claim.platforms());
        if (named.remove("macos")) {
            named.add("mac");
        }
        named.remove("android");
        named.remove("ios");
        return named;
    }

    /** The same of one that Falcon has. */
    static String line(Ioc ioc) {
        return "%s %s %s %s until %s '%s' by %s, %s"
                .formatted(
                        ioc.action(),
                        ioc.severity(),
                        new TreeSet<>(ioc.platforms()),
                        new TreeSet<>(ioc.tags()),
                        ioc.expiration().equals(Instant.MAX) ? "ever" : ioc.expiration(),
                        ioc.description(),
                        ioc.source(),
                        ioc.appliedGlobally() ? "everywhere" : "somewhere");
    }
}
