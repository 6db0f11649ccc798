package io.ropewalk.simulator.spotlight;

import io.ropewalk.simulator.estate.Mix;
import io.ropewalk.simulator.estate.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The vulnerabilities there are: some well-known ones, and made-up ones up to {@link #EACH} for
 * each platform, whose numbers lie where no published ones do.
 */
final class Cves {
    /** A power of two, so that an odd stride visits all. */
    static final int EACH = 512;

    private static final int FIRST_MADE_UP = 90_000;

    /** One of the remedies of a vulnerability. */
    record Remedy(Cve cve, int which) {}

    private static final List<String> RATINGS = List.of("LOW", "LOW", "MEDIUM", "HIGH", "UNKNOWN");
    private static final List<String> PRODUCTS =
            List.of(
                    "Google|Chrome|124.0.6367",
                    "Mozilla|Firefox|125.0",
                    "Adobe|Acrobat Reader|24.002",
                    "Oracle|Java SE|17.0.10",
                    "Microsoft|Edge|123.0.2420",
                    "Zoom|Zoom Workplace|6.0",
                    "Python|Python|3.11.8",
                    "Git|Git|2.44.0");
    private static final Map<Platform, List<Cve>> BY_PLATFORM = load();
    private static final Map<String, Remedy> REMEDIES = remedies();

    private Cves() {}

    static Cve of(Platform platform, int number) {
        return BY_PLATFORM.get(platform).get(number);
    }

    static Optional<Remedy> remedy(String id) {
        return Optional.ofNullable(REMEDIES.get(id));
    }

    private static Map<String, Remedy> remedies() {
        var remedies = new HashMap<String, Remedy>();
        for (var list : BY_PLATFORM.values()) {
            for (var cve : list) {
                for (var which = 0; which < Cve.REMEDIES; which++) {
                    remedies.put(cve.remedy(which), new Remedy(cve, which));
                }
            }
        }
        return Map.copyOf(remedies);
    }

    private static Map<Platform, List<Cve>> load() {
        var lists = new EnumMap<Platform, List<Cve>>(Platform.class);
        for (var platform : Platform.values()) {
            lists.put(platform, new ArrayList<>());
        }
        try (var in = Cves.class.getResourceAsStream("cves.txt")) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\\|", -1))
                    .forEach(parts -> lists.get(Platform.valueOf(parts[0])).add(known(parts)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var number = FIRST_MADE_UP;
        for (var list : lists.values()) {
            while (list.size() < EACH) {
                list.add(madeUp(number++));
            }
        }
        return lists;
    }

    private static Cve known(String[] parts) {
        return new Cve(
                parts[1],
                Integer.parseInt(parts[2].replace(".", "")),
                Integer.parseInt(parts[3]),
                parts[4],
                parts[5].equals("kev"),
                parts[6],
                parts[7],
                parts[8],
                parts[9],
                parts[10]);
    }

    private static Cve madeUp(int number) {
        var hash = Mix.mix(number);
        var year = 2021 + (int) Long.remainderUnsigned(hash, 5);
        var parts = PRODUCTS.get((int) (hash >>> 8 & 7)).split("\\|", -1);
        return new Cve(
                "CVE-%d-%d".formatted(year, number),
                (int) (10 + Long.remainderUnsigned(hash >>> 16, 90)),
                List.of(0, 0, 0, 30, 30, 60).get((int) Long.remainderUnsigned(hash >>> 24, 6)),
                RATINGS.get((int) Long.remainderUnsigned(hash >>> 32, RATINGS.size())),
                false,
                "%d-%02d-%02d"
                        .formatted(
                                year,
                                1 + Long.remainderUnsigned(hash >>> 40, 12),
                                1 + Long.remainderUnsigned(hash >>> 48, 28)),
                parts[0],
                parts[1],
                parts[2],
                parts[1] + " memory safety defect " + number);
    }
}
