package io.ropewalk.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class HeapRoomTest {
    private static final long MIB = 1 << 20;

    @Test
    void whatDoesNotFitIsRefusedWhenNothingIsGivenBack() {
        // Given
        var room = new HeapRoom(10 * MIB, 0);
        var held = room.take(6 * MIB);
        // When
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> room.take(5 * MIB))
                .satisfies(refused -> {
                    assertThat(refused.problem().status()).isEqualTo(429);
                    assertThat(refused.problem().detail()).contains("later");
                });
        // Then what fits is let in, and the rest once there is room
        room.take(4 * MIB).close();
        held.close();
        room.take(10 * MIB).close();
    }

    @Test
    void closingTwiceGivesBackOnce() {
        // Given
        var room = new HeapRoom(10 * MIB, 0);
        var first = room.take(6 * MIB);
        var _ = room.take(4 * MIB);
        // When
        first.close();
        first.close();
        // Then
        var _ = room.take(6 * MIB);
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> room.take(MIB));
    }

    @Test
    void whoWantsMoreThanThereIsGetsAll() {
        var room = new HeapRoom(10 * MIB, 0);
        var _ = room.take(500 * MIB);
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> room.take(MIB));
    }

    @Test
    void whatDoesNotFitWaits() throws Exception {
        // Given
        var room = new HeapRoom(10 * MIB, 60_000);
        var held = room.take(10 * MIB);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // When
            var waiting = threads.submit(() -> room.take(MIB));
            held.close();
            // Then
            waiting.get().close();
        }
    }
}
