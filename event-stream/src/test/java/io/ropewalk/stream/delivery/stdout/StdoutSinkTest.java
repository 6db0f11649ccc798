package io.ropewalk.stream.delivery.stdout;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.stream.delivery.Batches;
import io.ropewalk.stream.delivery.SinkAnswer;
import io.ropewalk.stream.delivery.SinkAnswer.Halted;
import io.ropewalk.stream.delivery.SinkAnswer.Unavailable;
import io.ropewalk.stream.outbound.LineFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StdoutSinkTest {
    private final TestOutput out = new TestOutput();
    private final StdoutSink sink = new StdoutSink("out", LineFormat.NDJSON, out);

    @AfterEach
    void close() {
        sink.close();
    }

    @Test
    void aBrokenPipeHalts() throws InterruptedException {
        // Given
        out.failWith("Broken pipe");
        // When
        var answer = sink.deliver(Batches.of(1, 1));
        // Then
        assertThat(answer)
                .isEqualTo(
                        new Halted(
                                "Nobody reads standard output any more: start its reader again."));
    }

    @Test
    void aFullDiskBehindItIsUnavailable() throws InterruptedException {
        // Given
        out.failWith("No space left on device");
        // When
        var answer = sink.deliver(Batches.of(1, 1));
        // Then
        assertThat(answer).isInstanceOf(Unavailable.class);
    }

    @Test
    void aTornLineIsEndedBeforeTheNext() throws InterruptedException {
        // Given
        out.failWith("No space left on device");
        sink.deliver(Batches.of(1, 1));
        out.work();
        // When
        var answer = sink.deliver(Batches.of(1, 2));
        // Then
        assertThat(answer).isEqualTo(new SinkAnswer.Accepted());
        assertThat(out.lines().subList(1, 3)).isEqualTo(Batches.texts(Batches.of(1, 2)));
    }
}
