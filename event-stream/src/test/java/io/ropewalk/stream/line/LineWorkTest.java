package io.ropewalk.stream.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Work is counted in bytes, not in time: it grows with the line and not faster (F-05). */
class LineWorkTest {
    private static final int MB = 1 << 20;

    @ParameterizedTest
    @CsvSource({"1,64", "1,512", "16,512", "64,512", "64,8192", "64,1000000"})
    void anEventOfManyMegabytesCostsWorkInProportion(int megabytes, int read) {
        // Given
        byte[] line = event(megabytes * MB);
        Feeding feeding = new Feeding(64 * MB);
        // When
        feeding.chunks(line, _ -> read);
        // Then
        assertThat(feeding.broken).isEmpty();
        assertThat(feeding.framer.examined()).isLessThanOrEqualTo(4L * line.length);
        assertThat(feeding.framer.copied()).isLessThanOrEqualTo(5L * line.length);
        assertThat(feeding.largestBuffer).isLessThanOrEqualTo(2L * line.length + LineFramer.READ);
    }

    @ParameterizedTest
    @CsvSource({"1", "7", "512", "100000"})
    void manySmallEventsCostWorkInProportion(int read) {
        // Given
        byte[] lines = new byte[0];
        byte[] line = event(1500);
        for (int i = 0; i < 9; i++) {
            lines = i == 0 ? line : twice(lines);
        }
        Feeding feeding = new Feeding(MB);
        // When
        feeding.chunks(lines, _ -> read);
        // Then
        assertThat(feeding.events).hasSize(256);
        assertThat(feeding.framer.examined()).isLessThanOrEqualTo(4L * lines.length);
        assertThat(feeding.framer.copied()).isLessThanOrEqualTo(5L * lines.length);
    }

    @ParameterizedTest
    @CsvSource({"512", "100000"})
    void aLineThatIsTooLongCostsNoMoreMemoryThanTheLongestEvent(int read) {
        // Given
        byte[] line = event(64 * MB);
        Feeding feeding = new Feeding(MB);
        // When
        feeding.chunks(line, _ -> read);
        // Then
        assertThat(feeding.broken)
                .singleElement()
                .returns(line.length - 1L, BrokenLine::totalBytes)
                .matches(broken -> broken.head().length == LineFramer.HEAD);
        assertThat(feeding.broken.getFirst().offset()).hasValue(7);
        assertThat(feeding.largestBuffer).isLessThanOrEqualTo(MB + LineFramer.READ);
        assertThat(feeding.framer.buffer()).hasSize(LineFramer.READ);
        assertThat(feeding.framer.examined()).isLessThanOrEqualTo(2L * line.length);
        assertThat(feeding.framer.copied()).isLessThanOrEqualTo(6L * MB);
    }

    private static byte[] event(int size) {
        byte[] bytes = new byte[size];
        byte[] head =
                "{\"metadata\":{\"offset\":7,\"eventType\":\"A\"},\"event\":{\"Text\":\""
                        .getBytes(StandardCharsets.UTF_8);
        Arrays.fill(bytes, (byte) 'x');
        System.arraycopy(head, 0, bytes, 0, head.length);
        byte[] tail = "\"}}\n".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(tail, 0, bytes, size - tail.length, tail.length);
        return bytes;
    }

    private static byte[] twice(byte[] bytes) {
        byte[] both = Arrays.copyOf(bytes, bytes.length * 2);
        System.arraycopy(bytes, 0, both, bytes.length, bytes.length);
        return both;
    }
}
