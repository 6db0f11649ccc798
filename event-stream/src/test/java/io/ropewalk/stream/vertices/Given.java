package io.ropewalk.stream.vertices;

import java.time.Duration;
import java.util.List;

/** Settings for tests: patient where a test is about something else. */
final class Given {
    static final Duration PROBE = Duration.ofMinutes(5);
    static final Duration RETRY = Duration.ofSeconds(30);

    private Given() {}

    static VertexSettings.Walk walk() {
        return walk(List.of("child_process", "user", "dns_request"), 10_000);
    }

    static VertexSettings.Walk walk(List<String> types, int maxEdges) {
        return new VertexSettings.Walk(types, false, maxEdges, 32 << 20, Duration.ofSeconds(60));
    }

    static VertexSettings.Patience patience() {
        return new VertexSettings.Patience(
                3,
                RETRY,
                Duration.ofMinutes(10),
                Duration.ofHours(24),
                Duration.ofMinutes(2),
                PROBE);
    }

    static VertexSettings.Bounds bounds() {
        return new VertexSettings.Bounds(10_000, 8, 2, Duration.ofMinutes(15), 64 << 20);
    }

    static VertexSettings settings(VertexSettings.Walk walk) {
        return new VertexSettings(walk, patience(), bounds(), quota());
    }

    static VertexSettings settings() {
        return settings(walk());
    }

    /** More than any test needs. */
    static VertexSettings.Quota quota() {
        return new VertexSettings.Quota(10_000_000, 1);
    }
}
