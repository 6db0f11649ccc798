package io.ropewalk.stream.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeapSharesTest {
    private static final long MIB = 1 << 20;

    @ParameterizedTest
    @CsvSource({"64,16,1", "247,16,2", "256,16,2", "256,1,34", "1024,16,8", "64,1024,1"})
    void asManyLongLinesAsFitAndAtLeastOne(long heap, int event, int lines) {
        // When
        int atOnce = new HeapShares(heap * MIB).longLinesAtOnce(event << 20);
        // Then
        assertThat(atOnce).isEqualTo(lines);
    }

    @ParameterizedTest
    @CsvSource({"64,8", "256,32"})
    void queuesHaveAnEighth(long heap, long queues) {
        // When
        var room = new HeapShares(heap * MIB).queues();
        // Then
        assertThat(room.maxBytes()).isEqualTo(queues * MIB);
    }
}
