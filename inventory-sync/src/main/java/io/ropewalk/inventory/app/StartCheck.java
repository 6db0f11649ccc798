package io.ropewalk.inventory.app;

import io.ropewalk.inventory.config.InventoryConfig;
import io.ropewalk.inventory.run.DefaultKinds;
import io.ropewalk.inventory.run.Kind;
import io.ropewalk.kit.start.StartFailure;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** Refuses configuration that cannot work, in one sentence. */
final class StartCheck {
    private static final int MAX_PAGE = 10_000;
    private static final int MAX_WRITERS = 64;
    private static final int MAX_AHEAD = 100;

    private StartCheck() {}

    static void check(InventoryConfig config) {
        kinds(config);
        if (!(config.retireMaxShare() >= 0 && config.retireMaxShare() <= 1)) {
            throw new StartFailure(
                    "ropewalk.inventory.retire-max-share is a share from 0 to 1, not %s."
                            .formatted(config.retireMaxShare()));
        }
        range("page-size", config.pageSize(), MAX_PAGE);
        range("pages-ahead", config.pagesAhead(), MAX_AHEAD);
        range("writers", config.writers(), MAX_WRITERS);
        range("parallel-tenants", config.parallelTenants(), MAX_WRITERS);
        range("batch-rows", config.batchRows(), MAX_PAGE);
        range("batch-bytes", config.batchBytes(), Integer.MAX_VALUE);
        range("retire-nodes", config.retireNodes(), MAX_PAGE);
        range("retire-edges", config.retireEdges(), Integer.MAX_VALUE);
        atLeast("lease-ttl", config.leaseTtl(), Duration.ofSeconds(3));
        atLeast("full-every", config.fullEvery(), Duration.ofSeconds(1));
        atLeast("overlap", config.overlap(), Duration.ZERO);
        atLeast("logins-reach", config.loginsReach(), Duration.ofMinutes(1));
        atLeast("question-timeout", config.questionTimeout(), Duration.ofMillis(1));
        config.schedule()
                .period()
                .ifPresent(every -> atLeast("schedule", every, Duration.ofSeconds(1)));
    }

    /** The configured kinds; a name of none refuses the start. */
    static DefaultKinds kinds(InventoryConfig config) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        for (String word : config.kinds()) {
            kinds.add(
                    Kind.named(word.strip())
                            .orElseThrow(() ->
                                    new StartFailure(
                                            "ropewalk.inventory.kinds names %s, which is none; there are: %s."
                                                    .formatted(
                                                            word,
                                                            String.join(", ", Kind.words())))));
        }
        return new DefaultKinds(kinds);
    }

    private static void atLeast(String key, Duration value, Duration least) {
        if (value.compareTo(least) < 0) {
            throw new StartFailure(
                    "ropewalk.inventory.%s is a time of at least %s, not %s."
                            .formatted(key, told(least), told(value)));
        }
    }

    private static String told(Duration time) {
        return time.isZero() ? "0s" : time.toString();
    }

    private static void range(String key, int value, int most) {
        if (value < 1 || value > most) {
            throw new StartFailure(
                    "ropewalk.inventory.%s is a number from 1 to %d, not %d."
                            .formatted(key, most, value));
        }
    }
}
