package io.ropewalk.stream.feed;

import static io.ropewalk.stream.testing.Events.line;
import static io.ropewalk.stream.testing.Events.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ropewalk.stream.testing.FakeConnection;
import io.ropewalk.stream.testing.RecordingSink;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lines far longer than usual are read by so many feeds at a time. */
class LongLinesTest {
    private static final int LONG = 700 * 1024;

    private final Sessions given = new Sessions();
    private final LongLines.Turn other = given.longLines.turn();

    @AfterEach
    void end() {
        given.close();
    }

    private static String longLine(long offset) {
        return line(offset).replaceFirst("\\{", "{\"filler\":\"" + "x".repeat(LONG) + "\",");
    }

    @Test
    void longLineArrivesByteForByteAndInOrder() {
        // Given
        given.opener.next(new FakeConnection().send(line(1) + longLine(2) + line(3)));

        // When
        given.start();

        // Then
        await().until(() -> given.sink.offsets().size() >= 3);
        assertThat(given.sink.offsets()).isEqualTo(numbers(1, 3));
        assertThat(given.sink.taken().get(1).text() + "\r\n").isEqualTo(longLine(2));
    }

    @Test
    void feedReadsNoFurtherWhileAnotherHasTheTurn() throws InterruptedException {
        // Given
        other.take();
        var reads = new AtomicInteger();
        String whole = line(1) + longLine(2);
        given.opener.next(new FakeConnection().send(whole).beforeRead(reads::incrementAndGet));

        // When
        given.start();

        // Then
        await().until(() -> given.longLines.waiting() == 1);
        assertThat(given.sink.offsets()).doesNotContain(2L);
        // Given back, the line comes.
        other.giveBack();
        await().until(() -> given.sink.offsets().contains(2L));
    }

    @Test
    void turnLastsUntilTheSinkHasTheLine() {
        // Given
        var stuck = new CountDownLatch(1);
        given.sink.always(RecordingSink.stuckUntil(stuck));
        given.opener.next(new FakeConnection().send(longLine(1) + line(2)));
        given.start();
        await().until(() -> !given.sink.attempts().isEmpty());
        int free = given.longLines.free();

        // When
        stuck.countDown();

        // Then
        assertThat(free).isZero();
        await().until(() -> given.longLines.free() == 1);
    }

    @Test
    void turnIsGivenBackWhenTheConnectionBreaksInsideTheLine() {
        // Given
        given.opener.next(new FakeConnection().send(longLine(1).substring(0, LONG)).end());
        given.opener.next(new FakeConnection().send(line(1)));

        // When
        given.start();

        // Then
        await().until(() -> given.sink.offsets().contains(1L));
        assertThat(given.longLines.free()).isOne();
    }

    @Test
    void turnIsGivenBackWhenTheSessionStopsInsideTheLine() throws InterruptedException {
        // Given
        given.opener.next(new FakeConnection().send(longLine(1).substring(0, LONG)));
        FeedSession session = given.start();
        await().until(() -> given.longLines.free() == 0);

        // When
        session.stop("The test says so.");

        // Then
        assertThat(session.awaitEnd(Sessions.PATIENCE)).isTrue();
        assertThat(given.longLines.free()).isOne();
    }
}
