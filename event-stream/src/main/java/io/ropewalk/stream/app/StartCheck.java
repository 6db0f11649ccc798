package io.ropewalk.stream.app;

import io.ropewalk.kit.start.StartFailure;
import io.ropewalk.stream.config.StreamConfig;
import io.ropewalk.stream.partition.StartPolicy;
import io.ropewalk.stream.takeover.Unstreamed;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** Refuses configuration that cannot work, in one sentence. */
final class StartCheck {
    private static final Pattern APP_ID = Pattern.compile("[A-Za-z0-9]{1,32}");
    private static final Pattern LENIENT_APP_ID = Pattern.compile("[A-Za-z0-9._-]{1,32}");
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(3);
    private static final int MAX_BATCH = 10_000;
    private static final int LEAST_EVENT = 1024;
    private static final int MOST_EVENT = 256 * 1024 * 1024;

    private StartCheck() {}

    static void check(StreamConfig config) {
        appId(config);
        var _ = start(config.start());
        range("batch-size", config.batchSize(), 1, MAX_BATCH);
        range("batch-bytes", config.batchBytes(), LEAST_EVENT, Integer.MAX_VALUE);
        range("max-event-bytes", config.maxEventBytes(), LEAST_EVENT, MOST_EVENT);
        range("queue-bytes", config.queueBytes(), LEAST_EVENT, Integer.MAX_VALUE);
        range("refusals-before-halt", config.refusalsBeforeHalt(), 1, Integer.MAX_VALUE);
        range("discoveries-per-minute", config.discoveriesPerMinute(), 1, Integer.MAX_VALUE);
        positive("batch-max-age", config.batchMaxAge());
        positive("idle-timeout", config.idleTimeout());
        positive("line-timeout", config.lineTimeout());
        positive("backoff-min", config.backoffMin());
        positive("busy-min", config.busyMin());
        positive("rediscover-every", config.rediscoverEvery());
        positive("refresh-min", config.refreshMin());
        positive("stuck-sink-patience", config.stuckSinkPatience());
        positive("drain-timeout", config.drainTimeout());
        least("backoff-max", config.backoffMax(), "backoff-min", config.backoffMin());
        least("busy-max", config.busyMax(), "busy-min", config.busyMin());
        least("refresh-max", config.refreshMax(), "refresh-min", config.refreshMin());
        if (config.leaseTtl().compareTo(SHORTEST_LEASE) < 0) {
            throw new StartFailure("ropewalk.stream.lease-ttl is at least 3s.");
        }
        enrichment(config.enrichment());
        positive("dead-letters.max-age", config.deadLetters().maxAge());
        range("dead-letters.max-count", config.deadLetters().maxCount(), 1, Long.MAX_VALUE);
        positive("audit.max-age", config.audit().maxAge());
        range("audit.max-count", config.audit().maxCount(), 1, Long.MAX_VALUE);
        if (config.tenants().isEmpty()) {
            throw new StartFailure(
                    "ropewalk.stream.tenants names customers, comma separated, or is * for all.");
        }
        takeover(config);
    }

    /** Where all that auth-service lists are streamed, their names are not known yet. */
    private static void takeover(StreamConfig config) {
        List<String> named = config.tenants().stream().map(String::strip).toList();
        if (!named.contains("*")) {
            Unstreamed.among(config.takeover().keySet(), named).stream()
                    .findFirst()
                    .ifPresent(tenant -> {
                        throw new StartFailure(Unstreamed.message(tenant));
                    });
        }
    }

    private static void enrichment(StreamConfig.Enrichment config) {
        range("enrichment.max-edges", config.maxEdges(), 1, Integer.MAX_VALUE);
        range("enrichment.max-bytes", config.maxBytes(), LEAST_EVENT, Integer.MAX_VALUE);
        range("enrichment.attempts", config.attempts(), 1, Integer.MAX_VALUE);
        range("enrichment.max-waiting", config.maxWaiting(), 1, Integer.MAX_VALUE);
        range("enrichment.workers", config.workers(), 1, MAX_BATCH);
        range("enrichment.workers-per-tenant", config.workersPerTenant(), 1, MAX_BATCH);
        range("enrichment.calls-per-minute", config.callsPerMinute(), 1, Integer.MAX_VALUE);
        range("enrichment.cache-bytes", config.cacheBytes(), 0, Long.MAX_VALUE);
        positive("enrichment.deadline", config.deadline());
        positive("enrichment.retry-min-delay", config.retryMinDelay());
        positive("enrichment.max-age", config.maxAge());
        positive("enrichment.probe-every", config.probeEvery());
        least(
                "enrichment.retry-max-delay",
                config.retryMaxDelay(),
                "enrichment.retry-min-delay",
                config.retryMinDelay());
        if (!(config.quotaShare() > 0 && config.quotaShare() <= 1)) {
            throw new StartFailure(
                    "ropewalk.stream.enrichment.quota-share is a number above 0, at most 1.");
        }
        boolean all = config.edgeTypes().contains("all");
        if (config.edgeTypes().isEmpty() || (all && config.edgeTypes().size() > 1)) {
            throw new StartFailure(
                    "ropewalk.stream.enrichment.edge-types names edge types, comma separated, or is all.");
        }
    }

    static StartPolicy start(String text) {
        return switch (text.strip()) {
            case "oldest" -> new StartPolicy.Oldest();
            case "newest" -> new StartPolicy.Newest();
            default -> since(text.strip());
        };
    }

    private static StartPolicy since(String text) {
        try {
            return new StartPolicy.Since(Instant.parse(text));
        } catch (DateTimeException wrong) {
            throw new StartFailure(
                    "ropewalk.stream.start is oldest, newest or an instant such as 2026-11-01T00:00:00Z, not %s."
                            .formatted(text),
                    wrong);
        }
    }

    private static void appId(StreamConfig config) {
        Pattern allowed = config.appIdLenient() ? LENIENT_APP_ID : APP_ID;
        if (!allowed.matcher(config.appId()).matches()) {
            throw new StartFailure(
                    "ropewalk.stream.app-id is 1 to 32 letters and digits (also - . _ with ropewalk.stream.app-id-lenient=true), not %s."
                            .formatted(config.appId()));
        }
    }

    private static void range(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new StartFailure(
                    "ropewalk.stream.%s is a number from %d to %d, not %d."
                            .formatted(key, least, most, value));
        }
    }

    private static void positive(String key, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new StartFailure("ropewalk.stream.%s is a time above zero.".formatted(key));
        }
    }

    private static void least(String key, Duration value, String lowKey, Duration low) {
        if (value.compareTo(low) < 0) {
            throw new StartFailure(
                    "ropewalk.stream.%s is not shorter than ropewalk.stream.%s."
                            .formatted(key, lowKey));
        }
    }
}
