package io.ropewalk.stream.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.stream.event.Event;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Batches of vertices, which share the offset of their detection. */
class VertexBatchTest {

    private static Event vertex(String text) {
        return Event.of(text.getBytes(StandardCharsets.UTF_8), 41_001, Event.VERTEX, 0);
    }

    @Test
    void theSameVerticesMakeTheSameBatch() {
        // Given
        Batch batch = Batches.of(vertex("{\"a\":1}"), vertex("{\"a\":2}"));
        // When
        String again = Batches.of(vertex("{\"a\":1}"), vertex("{\"a\":2}")).id();
        // Then
        assertThat(again).isEqualTo(batch.id());
    }

    @Test
    void otherVerticesOfTheSameDetectionMakeAnother() {
        // Given
        Batch first = Batches.of(vertex("{\"a\":1}"));
        // When
        String second = Batches.of(vertex("{\"a\":2}")).id();
        // Then
        assertThat(second).isNotEqualTo(first.id());
    }

    @Test
    void theyAreNotTakenForTheirDetection() {
        // Given
        Event detection = Event.of("{\"a\":1}".getBytes(StandardCharsets.UTF_8), 41_001, "Epp", 0);
        // When
        String id = Batches.of(vertex("{\"a\":1}")).id();
        // Then
        assertThat(id).startsWith(Batches.of(detection).id() + ":").matches(".*:[0-9a-f]{16}");
    }
}
