package io.ropewalk.ioc.opencti;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.ioc.ledger.Checkpoint;
import io.ropewalk.ioc.ledger.Tenure;
import io.ropewalk.ioc.testing.MirrorRig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamSessionTest {
    private static final long NOW = 1_772_323_200_000L;
    private static final StreamSession.Settings SETTINGS =
            new StreamSession.Settings(100, 10_000, Duration.ofMillis(1), Duration.ofMillis(2));

    @TempDir Path folder;

    private final Deque<StreamOpener.Answer> answers = new ArrayDeque<>();
    private final List<StreamOpener.Start> asked = new ArrayList<>();
    private final List<String> taken = new ArrayList<>();
    private final List<Long> completed = new ArrayList<>();
    private MirrorRig rig;
    private StreamSession session;

    @BeforeEach
    void start() {
        rig = MirrorRig.over(folder, false);
        session =
                new StreamSession(
                        this::open, new Taking(), rig.ledger(), SETTINGS, rig.clock(), _ -> {});
    }

    private StreamOpener.Answer open(StreamOpener.Start start) throws IOException {
        asked.add(start);
        StreamOpener.Answer answer = answers.poll();
        if (answer == null) {
            throw new IOException("connection refused");
        }
        return answer;
    }

    private final class Taking implements Reception {
        @Override
        public void take(Tenure tenure, List<Frame> frames, Checkpoint after) {
            frames.forEach(it -> taken.add(it.id() + " " + it.data()));
            rig.ledger().move(tenure, after);
        }

        @Override
        public boolean isDependency(Frame frame) {
            return frame.data().equals("dependency");
        }

        @Override
        public void complete(Tenure tenure, Checkpoint reading) {
            completed.add(reading.reading());
            rig.ledger().swept(tenure);
        }
    }

    @Test
    void theFirstReadingIsOfTheDatabaseAndThenOfTheStream() {
        answers.add(body(connected(5), event(NOW - 1, "a"), event(NOW + 5, "b")));
        // When
        session.once(rig.tenure());
        // Then
        assertThat(asked)
                .containsExactly(
                        new StreamOpener.Start("0-0", Optional.of("2026-03-01T00:00:00Z")));
        assertThat(taken).containsExactly((NOW - 1) + "-0 a", (NOW + 5) + "-0 b");
        assertThat(position()).isEqualTo((NOW + 5) + "-0");
        assertThat(completed).containsExactly(1L);
    }

    @Test
    void whileTheDatabaseIsReadItGoesOnExactlyAndAfterThatALittleEarlier() {
        answers.add(body(connected(5), event(NOW - 5_000, "a")));
        answers.add(body(connected(5), event(NOW + 100_000, "b")));
        answers.add(body(connected(5)));
        // When
        session.once(rig.tenure());
        session.once(rig.tenure());
        session.once(rig.tenure());
        // Then
        assertThat(asked)
                .extracting(StreamOpener.Start::from)
                .containsExactly("0-0", (NOW - 5_000) + "-0", (NOW + 40_000) + "-0");
    }

    @Test
    void anIdCountsOnlyWhenTheObjectItIsForHasCome() {
        answers.add(body(connected(5), event(NOW + 1, "a"), event(NOW + 2, "dependency")));
        session.once(rig.tenure());
        assertThat(position()).isEqualTo((NOW + 1) + "-0");
        // And a heartbeat of the same id changes nothing.
        answers.add(body(connected(5), event(NOW + 2, "dependency"), heartbeat(NOW + 2)));
        session.once(rig.tenure());
        assertThat(position()).isEqualTo((NOW + 1) + "-0");
        answers.add(body(connected(5), event(NOW + 2, "dependency"), event(NOW + 2, "b")));
        session.once(rig.tenure());
        assertThat(position()).isEqualTo((NOW + 2) + "-0");
    }

    @Test
    void anEventWithAnOldIdIsTakenAsWell() {
        answers.add(body(connected(5), heartbeat(NOW + 9_000), event(NOW + 8_000, "late")));
        session.once(rig.tenure());
        assertThat(taken).containsExactly((NOW + 8_000) + "-0 late");
        assertThat(position()).isEqualTo((NOW + 8_000) + "-0");
    }

    @Test
    void aHeartbeatThatRunsAheadDoesNotHideAGap() {
        answers.add(body(connected(5), event(NOW + 1_000, "a"), heartbeat(NOW + 30_000)));
        session.once(rig.tenure());
        rig.clock().advance(Duration.ofSeconds(29));
        // The event of 25 s came and was dropped while nobody read.
        answers.add(body(connected(NOW + 25_000)));
        answers.add(body(connected(NOW + 25_000)));
        // When
        session.once(rig.tenure());
        session.once(rig.tenure());
        // Then
        assertThat(asked.getLast())
                .isEqualTo(new StreamOpener.Start("0-0", Optional.of("2026-03-01T00:00:29Z")));
    }

    @Test
    void aHeartbeatAloneShowsThatTheDatabaseIsRead() {
        answers.add(body(connected(5), heartbeat(NOW + 1)));
        session.once(rig.tenure());
        assertThat(position()).isEqualTo(NOW + "-0");
        assertThat(completed).containsExactly(1L);
    }

    @Test
    void whereTheStreamBeginsTooLateEverythingIsReadAgain() {
        answers.add(body(connected(5), event(NOW + 1_000, "a")));
        session.once(rig.tenure());
        rig.clock().advance(Duration.ofDays(3));
        answers.add(body(connected(NOW + 86_400_000), event(NOW + 90_000_000, "lost")));
        answers.add(body(connected(NOW + 86_400_000), event(NOW + 3 * 86_400_000L, "b")));
        // When
        session.once(rig.tenure());
        session.once(rig.tenure());
        // Then
        assertThat(asked.getLast())
                .isEqualTo(new StreamOpener.Start("0-0", Optional.of("2026-03-04T00:00:00Z")));
        assertThat(taken).containsExactly((NOW + 1_000) + "-0 a", NOW + 3 * 86_400_000L + "-0 b");
        assertThat(completed).containsExactly(1L, 2L);
    }

    @Test
    void aGapDuringAReadingOfEverythingBeginsAnotherOne() {
        answers.add(body(connected(5), event(NOW - 5_000, "seen, and deleted in the gap")));
        session.once(rig.tenure());
        rig.clock().advance(Duration.ofDays(3));
        answers.add(body(connected(NOW + 86_400_000)));
        answers.add(body(connected(NOW + 86_400_000)));
        session.once(rig.tenure());
        session.once(rig.tenure());
        assertThat(asked.getLast())
                .isEqualTo(new StreamOpener.Start("0-0", Optional.of("2026-03-04T00:00:00Z")));
        assertThat(rig.ledger().checkpoint().reading()).isEqualTo(2);
    }

    @Test
    void whatChangedWhileTheDatabaseWasReadIsWaitedFor() {
        answers.add(body(connected(5), event(NOW - 1, "a"), event(NOW + 1, "b")));
        answers.add(body(connected(5), event(NOW + 59_000, "c")));
        answers.add(body(connected(5), event(NOW + 59_500, "d"), heartbeat(NOW + 60_000)));
        session.readAnew(rig.tenure());
        // The database takes a minute.
        rig.clock().advance(Duration.ofMinutes(1));
        session.once(rig.tenure());
        session.once(rig.tenure());
        assertThat(completed).isEmpty();
        session.once(rig.tenure());
        assertThat(completed).containsExactly(1L);
    }

    @Test
    void aFrameThatWasCutIsReadFromTheBeginningOnTheNextConnection() {
        String whole = event(NOW + 2, "b");
        answers.add(
                body(connected(5), event(NOW + 1, "a"), whole.substring(0, whole.length() - 3)));
        answers.add(body(connected(5), whole));
        session.once(rig.tenure());
        assertThat(position()).isEqualTo((NOW + 1) + "-0");
        session.once(rig.tenure());
        assertThat(taken).containsExactly((NOW + 1) + "-0 a", (NOW + 2) + "-0 b");
    }

    @Test
    void whatOpenctiAnswersIsAStateAndNoEnd() {
        answers.add(new StreamOpener.Answer.Refused(401, "Unauthorized"));
        session.once(rig.tenure());
        assertThat(session.state()).isEqualTo(StreamState.REFUSED);
        assertThat(session.reason()).contains("stream-id");
        answers.add(new StreamOpener.Answer.Refused(410, "Gone"));
        session.once(rig.tenure());
        assertThat(session.state()).isEqualTo(StreamState.STOPPED);
        answers.add(new StreamOpener.Answer.Refused(500, "Internal"));
        session.once(rig.tenure());
        assertThat(session.state()).isEqualTo(StreamState.UNREACHABLE);
        session.once(rig.tenure());
        assertThat(session.reason()).contains("connection refused");
        assertThat(position()).isEmpty();
    }

    @Test
    void aServerThatTakesConnectionsAndSaysNothingStaysUnreachable() {
        List<StreamState> whileAsked = new ArrayList<>();
        List<StreamState> whileSilent = new ArrayList<>();
        var silent =
                new StreamOpener.Answer.Open(new Silent(() -> whileSilent.add(session.state())));
        answers.add(silent);
        answers.add(silent);
        session =
                new StreamSession(
                        start -> {
                            whileAsked.add(session.state());
                            return open(start);
                        },
                        new Taking(),
                        rig.ledger(),
                        SETTINGS,
                        rig.clock(),
                        _ -> {});
        // When
        boolean first = session.once(rig.tenure());
        boolean second = session.once(rig.tenure());
        // And no connection at all
        boolean third = session.once(rig.tenure());
        // Then
        assertThat(List.of(first, second, third)).containsOnly(false);
        assertThat(whileAsked)
                .containsExactly(
                        StreamState.CONNECTING, StreamState.UNREACHABLE, StreamState.UNREACHABLE);
        assertThat(whileSilent).containsExactly(StreamState.CONNECTING, StreamState.UNREACHABLE);
        assertThat(session.state()).isEqualTo(StreamState.UNREACHABLE);
        assertThat(session.reason()).contains("connection refused");
        // When it answers
        answers.add(body(connected(5)));
        session.once(rig.tenure());
        session.once(rig.tenure());
        // Then what comes after counts as new
        assertThat(whileAsked.subList(3, 5))
                .containsExactly(StreamState.UNREACHABLE, StreamState.CONNECTING);
    }

    @Test
    void aRefusalStaysTheStateWhileItIsAskedAgain() {
        answers.add(new StreamOpener.Answer.Refused(410, "Gone"));
        session.once(rig.tenure());
        List<StreamState> whileSilent = new ArrayList<>();
        answers.add(
                new StreamOpener.Answer.Open(new Silent(() -> whileSilent.add(session.state()))));
        session.once(rig.tenure());
        assertThat(whileSilent).containsExactly(StreamState.STOPPED);
    }

    @Test
    void aStreamThatEndsWithoutAFrameIsNoneThatWorks() {
        answers.add(body("<html>Please sign in</html>"));
        assertThat(session.once(rig.tenure())).isFalse();
        assertThat(session.state()).isEqualTo(StreamState.UNREACHABLE);
        answers.add(body(connected(5)));
        assertThat(session.once(rig.tenure())).isTrue();
        assertThat(session.state()).isEqualTo(StreamState.CONNECTING);
        assertThat(session.reason()).isEqualTo("OpenCTI ended the stream.");
    }

    @Test
    void aReadingAnewBeginsAtTheBeginningAndForgetsNothingWritten() {
        answers.add(body(connected(5), event(NOW + 1, "a")));
        session.once(rig.tenure());
        // When
        session.readAnew(rig.tenure());
        answers.add(body(connected(5)));
        session.once(rig.tenure());
        // Then
        assertThat(asked.getLast().from()).isEqualTo("0-0");
        assertThat(rig.ledger().checkpoint().reading()).isEqualTo(2);
    }

    @Test
    void aConnectionThatAReadingAnewHasOvertakenIsLeft() {
        Deque<Supplier<String>> chunks = new ArrayDeque<>();
        chunks.add(() -> event(NOW + 1, "a"));
        chunks.add(() -> {
            session.readAnew(rig.tenure());
            return event(NOW + 2, "b");
        });
        chunks.add(() -> {
            throw new IllegalStateException("It reads on.");
        });
        answers.add(new StreamOpener.Answer.Open(new Chunks(chunks)));
        assertThat(session.once(rig.tenure())).isTrue();
        assertThat(taken).containsExactly((NOW + 1) + "-0 a");
        assertThat(rig.ledger().checkpoint().reading()).isEqualTo(2);
    }

    @Test
    void anInterruptOfAReadingAnewThatComesLateEndsNothing() throws InterruptedException {
        AtomicInteger waits = new AtomicInteger();
        AtomicReference<StreamSession> own = new AtomicReference<>();
        own.set(
                new StreamSession(
                        this::open,
                        new Taking(),
                        rig.ledger(),
                        SETTINGS,
                        rig.clock(),
                        _ -> {
                            if (waits.incrementAndGet() == 1) {
                                throw new InterruptedException("late");
                            }
                            own.get().close();
                            assertThat(Thread.interrupted()).isTrue();
                        }));
        own.get().readAnew(rig.tenure());
        own.get().run(rig.tenure());
        assertThat(asked).hasSize(2);
    }

    /** Answers a read as after the limit of silence. */
    private static final class Silent extends InputStream {
        private final Runnable look;

        Silent(Runnable look) {
            this.look = look;
        }

        @Override
        public int read(byte[] into, int at, int most) throws IOException {
            look.run();
            throw new SocketTimeoutException("Read timed out");
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }
    }

    /** Gives what it is told, a read at a time, and nothing ahead. */
    private static final class Chunks extends InputStream {
        private final Deque<Supplier<String>> chunks;

        Chunks(Deque<Supplier<String>> chunks) {
            this.chunks = chunks;
        }

        @Override
        public int read(byte[] into, int at, int most) {
            if (chunks.isEmpty()) {
                return -1;
            }
            byte[] bytes = chunks.poll().get().getBytes(StandardCharsets.UTF_8);
            System.arraycopy(bytes, 0, into, at, bytes.length);
            return bytes.length;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }
    }

    private String position() {
        return rig.ledger().checkpoint().position();
    }

    private static StreamOpener.Answer body(String... frames) {
        return new StreamOpener.Answer.Open(
                new ByteArrayInputStream(String.join("", frames).getBytes(StandardCharsets.UTF_8)));
    }

    private static String connected(long first) {
        return "event: connected\ndata: {\"firstEventId\":\"%d-0\"}\n\n".formatted(first);
    }

    private static String heartbeat(long at) {
        return "id: %d-0\nevent: heartbeat\ndata: \"x\"\n\n".formatted(at);
    }

    private static String event(long at, String data) {
        return "id: %d-0\nevent: create\ndata: %s\n\n".formatted(at, data);
    }
}
