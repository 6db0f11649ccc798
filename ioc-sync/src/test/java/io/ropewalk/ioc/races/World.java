package io.ropewalk.ioc.races;

import io.ropewalk.simulator.SimClock;
import io.ropewalk.simulator.opencti.OctiHub;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * People and feeds that change indicators in OpenCTI at random: few indicators over few values, so
 * that they collide. Keeps what the last state of each is.
 */
final class World {
    /** About one owner to two values: they collide, and as often nobody wants one any more. */
    private static final int INDICATORS = 14;

    private static final int DOMAINS = 14;
    private static final List<String> LABELS =
            List.of("stealer", "campaign-x", "c2", "phishing", "TO_DELETE");
    private static final List<List<String>> PLATFORMS =
            List.of(
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of("windows"),
                    List.of("macos", "ios"),
                    List.of("linux", "windows"),
                    List.of("android"));

    private final OctiHub openCti;
    private final SimClock clock;
    private final Random random;
    private final Map<Integer, Claim> claims = new TreeMap<>();
    private Instant last = Instant.EPOCH;

    World(OctiHub openCti, SimClock clock, Random random) {
        this.openCti = openCti;
        this.clock = clock;
        this.random = random;
    }

    Collection<Claim> claims() {
        return claims.values();
    }

    /** One change. */
    void event() {
        int number = random.nextInt(INDICATORS);
        Claim now = claims.get(number);
        if (now == null) {
            put(fresh(number));
            return;
        }
        switch (random.nextInt(12)) {
            case 0, 1 -> delete(number);
            case 2 -> put(now.revoked(tick()));
            case 3 -> merge(number);
            case 4 -> put(fresh(number));
            case 5, 6 -> put(now.scored(tick(), random.nextInt(101)));
            case 7 -> put(now.labelled(tick(), labels().toArray(String[]::new)));
            case 8 -> end(now);
            case 9 -> put(now.at(tick()));
            default -> revive(now);
        }
    }

    private void revive(Claim now) {
        if (now.revoked()) {
            put(fresh(now.number()));
        } else {
            put(now.revoked(tick()));
        }
    }

    private void end(Claim now) {
        Instant at = tick();
        put(now.until(at, later(at)));
    }

    /** In a while, or long after the test, not to the second. */
    private Instant later(Instant at) {
        return random.nextBoolean()
                ? at.plusMillis(60_000L + random.nextInt(7_200_000))
                : at.plus(Duration.ofDays(40 + random.nextInt(40))).plusMillis(random.nextInt(999));
    }

    private void put(Claim claim) {
        claims.put(claim.number(), claim);
        openCti.put(claim.json());
    }

    private void delete(int number) {
        tick();
        claims.remove(number);
        openCti.delete(Claim.id(number));
    }

    private void merge(int target) {
        Claim into = fresh(target);
        Set<Integer> sources = new HashSet<>();
        for (int i = 0; i < 1 + random.nextInt(2); i++) {
            sources.add(random.nextInt(INDICATORS));
        }
        sources.remove(target);
        sources.forEach(claims::remove);
        claims.put(target, into);
        openCti.merge(into.json(), sources.stream().map(Claim::id).toList());
    }

    private Claim fresh(int number) {
        List<String> tests = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(2); i++) {
            test(tests, values);
        }
        String pattern = pattern(tests);
        if (random.nextInt(10) == 0) {
            // One that no IOC can express.
            pattern = "[%s AND url:value = 'https://x.example/']".formatted(tests.getFirst());
            values.clear();
        }
        Instant at = tick();
        return new Claim(
                number,
                at,
                pattern,
                List.copyOf(new HashSet<>(values)),
                random.nextInt(101),
                labels(),
                random.nextInt(3) == 0 ? Optional.of(later(at)) : Optional.empty(),
                false,
                PLATFORMS.get(random.nextInt(PLATFORMS.size())),
                "text " + random.nextInt(1000));
    }

    private String pattern(List<String> tests) {
        return random.nextBoolean()
                ? "[" + String.join(" OR ", tests) + "]"
                : "[" + String.join("] OR [", tests) + "]";
    }

    private void test(List<String> tests, List<String> values) {
        int one = random.nextInt(DOMAINS);
        switch (random.nextInt(7)) {
            case 0 -> {
                tests.add("file:hashes.MD5 = '%032x'".formatted(0xabc0 + one % 3));
                values.add("md5 %032x".formatted(0xabc0 + one % 3));
            }
            case 1 -> {
                tests.add("file:hashes.'SHA-256'='%064X'".formatted(0xdef0 + one % 3));
                values.add("sha256 %064x".formatted(0xdef0 + one % 3));
            }
            case 2 -> {
                tests.add("ipv4-addr:value IN ('11.0.0.%d', '11.0.0.9')".formatted(one % 3 + 1));
                values.add("ipv4 11.0.0.%d".formatted(one % 3 + 1));
                values.add("ipv4 11.0.0.9");
            }
            case 3 -> {
                tests.add("domain-name:value = 'V%d.Example.'".formatted(one));
                values.add("domain v%d.example".formatted(one));
            }
            default -> {
                tests.add("domain-name:value = 'v%d.example'".formatted(one));
                values.add("domain v%d.example".formatted(one));
            }
        }
    }

    private List<String> labels() {
        return LABELS.stream().filter(_ -> random.nextInt(3) == 0).toList();
    }

    /** A time that no earlier change has. */
    private Instant tick() {
        clock.advance(Duration.ofMillis(1 + random.nextInt(300)));
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        last = now.isAfter(last) ? now : last.plusMillis(1);
        return last;
    }
}
