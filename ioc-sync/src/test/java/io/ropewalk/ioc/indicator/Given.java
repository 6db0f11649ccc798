package io.ropewalk.ioc.indicator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** An indicator to begin with. */
final class Given {
    static final Instant NOW = Instant.parse("2026-03-02T00:00:00Z");

    private Given() {}

    static Indicator indicator(String pattern) {
        return new Indicator(
                "indicator--1",
                NOW,
                "stix",
                pattern,
                false,
                Optional.empty(),
                OptionalInt.of(75),
                List.of("stealer"),
                List.of(),
                new Indicator.About("c2", "C2 of campaign X", "3a1c"));
    }

    static Indicator of(String platform, int score, Optional<Instant> end, boolean revoked) {
        Indicator it = indicator("[domain-name:value = 'a.example']");
        return new Indicator(
                it.id(),
                it.updatedAt(),
                it.patternType(),
                it.pattern(),
                revoked,
                end,
                OptionalInt.of(score),
                it.labels(),
                platform.isEmpty() ? List.of() : List.of(platform.split(" ")),
                it.about());
    }
}
