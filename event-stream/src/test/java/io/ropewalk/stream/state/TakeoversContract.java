package io.ropewalk.stream.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.stream.event.PartitionId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What every {@link Takeovers} promises. */
abstract class TakeoversContract {
    private static final PartitionId P0 = new PartitionId("acme", "0");
    private static final Position TEN = Position.OLDEST.at(10, 0);
    private static final Position TWENTY = Position.OLDEST.at(20, 0);
    private static final Map<String, Position> BOTH = Map.of("0", TEN, "1", TWENTY);
    private static final Set<String> SINKS = Set.of("siem", "lake");

    abstract TestedState state();

    @Test
    void everySinkBeginsWhereTheOtherProgramEnded() {
        // Given
        boolean before = state().takeovers().done("acme");
        // When
        OptionalInt written = state().takeovers().apply("acme", BOTH, SINKS, "cache.json");
        // Then
        assertThat(before).isFalse();
        assertThat(written).hasValue(4);
        assertThat(state().takeovers().done("acme")).isTrue();
        assertThat(state().takeovers().done("globex")).isFalse();
        assertThat(state().positions().of(P0)).isEqualTo(Map.of("siem", TEN, "lake", TEN));
        assertThat(state().positions().of(new PartitionId("acme", "1")))
                .isEqualTo(Map.of("siem", TWENTY, "lake", TWENTY));
        Audit.Entry entry = state().audit().list("acme", Long.MAX_VALUE, 1).getFirst();
        assertThat(entry.action()).isEqualTo("takeover");
        assertThat(entry.detail()).isEqualTo("4 positions from cache.json");
    }

    @Test
    void aSinkThatHasAPositionKeepsIt() {
        // Given
        Ownership mine = state().owners("a").acquire(P0, Duration.ofMinutes(1)).orElseThrow();
        state().positions().commit(mine, "siem", Position.OLDEST, List.of());
        // When
        OptionalInt written = state().takeovers().apply("acme", BOTH, SINKS, "cache.json");
        // Then
        assertThat(written).hasValue(3);
        assertThat(state().positions().of(P0))
                .isEqualTo(Map.of("siem", Position.OLDEST, "lake", TEN));
    }

    @Test
    void aTenantIsTakenOverOnce() {
        // Given
        state().takeovers().apply("acme", Map.of("0", TEN), Set.of("siem"), "cache.json");
        // When
        OptionalInt again = state().takeovers().apply("acme", BOTH, SINKS, "cache.json");
        // Then
        assertThat(again).isEmpty();
        assertThat(state().positions().of(P0)).isEqualTo(Map.of("siem", TEN));
        assertThat(state().audit().list("acme", Long.MAX_VALUE, 10)).hasSize(1);
    }

    @Test
    void ofManyReplicasThatStartAtOnceOneTakesOver() throws Exception {
        // Given
        Callable<OptionalInt> one = () -> state().takeovers().apply("acme", BOTH, SINKS, "x");
        // When
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = threads.invokeAll(List.of(one, one, one, one));
            // Then
            int winners = 0;
            for (var done : all) {
                winners += done.get().isPresent() ? 1 : 0;
            }
            assertThat(winners).isEqualTo(1);
        }
    }
}
