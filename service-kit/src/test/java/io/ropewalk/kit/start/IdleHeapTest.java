package io.ropewalk.kit.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IdleHeapTest {
    private final AtomicLong collections = new AtomicLong(12);
    private final AtomicInteger collected = new AtomicInteger();
    private final IdleHeap heap =
            new IdleHeap(
                    collections::get,
                    () -> {
                        collections.incrementAndGet();
                        collected.incrementAndGet();
                    });

    @Test
    void collectsOnceWhenWorkIsOver() {
        // Given
        heap.look();
        assertThat(collected).hasValue(0);
        // When nothing happens
        for (int i = 0; i < 5; i++) {
            heap.look();
        }
        // Then
        assertThat(collected).hasValue(1);
    }

    @Test
    void leavesAServiceAtWorkAlone() {
        for (int i = 0; i < 20; i++) {
            collections.incrementAndGet();
            heap.look();
        }
        assertThat(collected).hasValue(0);
    }

    @Test
    void collectsAgainAfterTheNextJob() {
        // Given
        heap.look();
        heap.look();
        // When
        collections.addAndGet(3);
        heap.look();
        heap.look();
        // Then
        assertThat(collected).hasValue(2);
    }
}
