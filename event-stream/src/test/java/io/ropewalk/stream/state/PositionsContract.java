package io.ropewalk.stream.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.stream.event.PartitionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What every {@link Positions} promises its owner; {@link FencingContract} has the others. */
abstract class PositionsContract {
    private static final PartitionId P0 = new PartitionId("acme", "0");
    private static final Duration LIFE = Duration.ofMinutes(1);
    private static final int AT_ONCE = 4;
    private static final int EACH = 25;

    abstract TestedState state();

    @Test
    void aSinkThatHasNotBegunIsNotListed() {
        assertThat(state().positions().of(P0)).isEmpty();
    }

    @Test
    void everythingOfAPositionIsKept() {
        // Given
        Ownership mine = own(P0);
        var far = new Position(3, OptionalLong.of((1L << 53) + 1), 1_700_000_000_123L, 17);
        // When
        boolean first = state().positions().commit(mine, "siem", far, List.of());
        boolean second = state().positions().commit(mine, "lake", Position.since(5), List.of());
        // Then
        assertThat(first).isTrue();
        assertThat(second).isTrue();
        assertThat(state().positions().of(P0))
                .containsExactlyInAnyOrderEntriesOf(Map.of("siem", far, "lake", Position.since(5)));
        assertThat(state().positions().of(new PartitionId("acme", "1"))).isEmpty();
        assertThat(state().positions().of(new PartitionId("globex", "0"))).isEmpty();
    }

    @Test
    void aSinkMovesForwardsAndBackwards() {
        // Given
        Ownership mine = own(P0);
        state().positions().commit(mine, "siem", Position.OLDEST.at(10, 1000), List.of());
        state().positions().commit(mine, "siem", Position.OLDEST.at(20, 2000), List.of());
        // When
        boolean back = state().positions().commit(mine, "siem", Position.since(7), List.of());
        // Then
        assertThat(back).isTrue();
        assertThat(state().positions().of(P0)).isEqualTo(Map.of("siem", Position.since(7)));
    }

    @Test
    void sinksMoveApart() {
        // Given
        Ownership mine = own(P0);
        state().positions().commit(mine, "siem", Position.OLDEST.at(10, 1), List.of());
        state().positions().commit(mine, "lake", Position.OLDEST.at(4, 1), List.of());
        // When
        state().positions().commit(mine, "siem", Position.OLDEST.at(11, 1), List.of());
        // Then
        assertThat(state().positions().of(P0).get("siem").offset()).hasValue(11);
        assertThat(state().positions().of(P0).get("lake").offset()).hasValue(4);
    }

    @Test
    void partitionsMoveAtOnce() throws Exception {
        // Given
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            Ownership mine = own(partition(i));
            all.add(() -> commitInTurn(mine));
        }
        // When
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(all)) {
                assertThat(done.get()).isTrue();
            }
        }
        // Then
        for (int i = 0; i < AT_ONCE; i++) {
            assertThat(state().positions().of(partition(i)).get("siem").offset()).hasValue(EACH);
        }
    }

    private boolean commitInTurn(Ownership mine) {
        boolean all = true;
        for (int offset = 1; offset <= EACH; offset++) {
            Position next = Position.OLDEST.at(offset, offset);
            all &= state().positions().commit(mine, "siem", next, List.of());
        }
        return all;
    }

    private static PartitionId partition(int i) {
        return new PartitionId("acme", Integer.toString(i));
    }

    private Ownership own(PartitionId partition) {
        return state().owners("a").acquire(partition, LIFE).orElseThrow();
    }
}
