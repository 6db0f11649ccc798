package io.ropewalk.stream.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.stream.event.PartitionId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** What every {@link DeadLetters} promises. */
abstract class DeadLettersContract {
    private static final PartitionId P0 = new PartitionId("acme", "0");
    private static final Optional<String> SIEM = Optional.of("siem");
    private static final OptionalLong NONE = OptionalLong.empty();
    private static final int MEGABYTES = 3_000_000;

    abstract TestedState state();

    @Test
    void everythingOfALetterIsKeptWithItsBytes() {
        // Given
        byte[] bytes = new byte[MEGABYTES];
        new Random(1).nextBytes(bytes);
        var letter =
                new DeadLetter(
                        "id-1",
                        P0,
                        SIEM,
                        OptionalLong.of(6),
                        OptionalLong.of((1L << 53) + 1),
                        "DetectionSummaryEvent",
                        "Too large for the intake.",
                        bytes,
                        MEGABYTES + 5L,
                        Instant.ofEpochMilli(1_700_000_000_123L),
                        DeadLetter.State.WAITING);
        // When
        state().deadLetters().keep(letter);
        // Then
        DeadLetter kept = state().deadLetters().find("acme", "id-1").orElseThrow();
        assertSame(kept, letter);
        assertThat(state().deadLetters().find("globex", "id-1")).isEmpty();
        assertThat(state().deadLetters().find("acme", "id-2")).isEmpty();
    }

    @Test
    void aLineThatIsNoEventNeedsNoSinkAndNoOffset() {
        // Given
        DeadLetter letter = letter("id-1", P0, Optional.empty(), NONE, NONE, "{\0\uFFFD");
        // When
        state().deadLetters().keep(letter);
        // Then
        DeadLetter kept = state().deadLetters().find("acme", "id-1").orElseThrow();
        assertSame(kept, letter);
    }

    @Test
    void theSameOneAgainChangesNothing() {
        // Given
        state().deadLetters().keep(letter("first", P0, Optional.empty(), NONE, NONE, "x"));
        state().deadLetters().replayed("acme", "first");
        // When
        state().deadLetters().keep(letter("second", P0, Optional.empty(), NONE, NONE, "x"));
        // Then
        assertThat(all()).extracting(DeadLetter::id).containsExactly("first");
        assertThat(all().getFirst().state()).isEqualTo(DeadLetter.State.REPLAYED);
        assertThat(state().deadLetters().waiting("acme")).isZero();
    }

    @Test
    void manyAreKeptInOneGo() {
        // Given
        OptionalLong one = OptionalLong.of(1);
        DeadLetter first = letter("a", P0, SIEM, NONE, one, "x");
        state().deadLetters().keep(first);
        // When
        state().deadLetters()
                .keepAll(
                        List.of(
                                letter("again", P0, SIEM, NONE, one, "x"),
                                letter("b", P0, SIEM, one, OptionalLong.of(2), "x"),
                                letter("b again", P0, SIEM, one, OptionalLong.of(2), "x")));
        // Then
        assertThat(all()).extracting(DeadLetter::id).containsExactly("b", "a");
    }

    @Test
    void aWordOfAnEventThatHoldsAZeroIsNoReasonToFail() {
        // Given
        var letter =
                new DeadLetter(
                        "id-1",
                        P0,
                        SIEM,
                        NONE,
                        NONE,
                        "De\0tection",
                        "Refused: \0.",
                        new byte[] {0},
                        1,
                        Instant.ofEpochMilli(1),
                        DeadLetter.State.WAITING);
        // When
        state().deadLetters().keep(letter);
        // Then
        DeadLetter kept = state().deadLetters().find("acme", "id-1").orElseThrow();
        assertThat(kept.eventType()).startsWith("De").endsWith("tection");
        assertThat(kept.bytes()).containsExactly(0);
    }

    @Test
    void whatDiffersInAnyPartIsAnother() {
        // Given
        OptionalLong one = OptionalLong.of(1);
        state().deadLetters().keep(letter("a", P0, SIEM, one, one, "x"));
        // When
        state().deadLetters().keep(letter("b", new PartitionId("acme", "1"), SIEM, one, one, "x"));
        state().deadLetters().keep(letter("c", P0, Optional.of("lake"), one, one, "x"));
        state().deadLetters().keep(letter("d", P0, Optional.empty(), one, one, "x"));
        state().deadLetters().keep(letter("e", P0, SIEM, NONE, one, "x"));
        state().deadLetters().keep(letter("f", P0, SIEM, one, NONE, "x"));
        state().deadLetters().keep(letter("g", P0, SIEM, one, OptionalLong.of(2), "x"));
        state().deadLetters().keep(letter("h", P0, SIEM, one, one, "y"));
        // Then
        assertThat(all()).hasSize(8);
    }

    @Test
    void theSameOneKeptByManyAtOnceIsOne() throws Exception {
        // Given
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            DeadLetter letter = letter("id-" + i, P0, SIEM, NONE, OptionalLong.of(1), "x");
            all.add(() -> {
                state().deadLetters().keep(letter);
                return true;
            });
        }
        // When
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var done : threads.invokeAll(all)) {
                assertThat(done.get()).isTrue();
            }
        }
        // Then
        assertThat(all()).hasSize(1);
    }

    @Test
    void theyAreListedNewestFirstByPagesWithoutTheirBytes() {
        // Given
        for (int i = 0; i < 5; i++) {
            keepAt("id-" + i, i / 2);
        }
        state().deadLetters()
                .keep(letter("foreign", new PartitionId("globex", "0"), SIEM, NONE, NONE, "x"));
        // When
        List<DeadLetter> first = state().deadLetters().list("acme", Optional.empty(), 2);
        List<DeadLetter> rest = state().deadLetters().list("acme", Optional.of("id-3"), 100);
        // Then
        assertThat(first).extracting(DeadLetter::id).containsExactly("id-4", "id-3");
        assertThat(rest).extracting(DeadLetter::id).containsExactly("id-2", "id-1", "id-0");
        assertThat(all()).allSatisfy(it -> assertThat(it.bytes()).isEmpty());
        assertThat(all()).allSatisfy(it -> assertThat(it.totalBytes()).isEqualTo(4));
    }

    @Test
    void nothingFollowsAnIdThatIsUnknown() {
        // Given
        keepAt("id-1", 1);
        // When
        List<DeadLetter> after = state().deadLetters().list("acme", Optional.of("gone"), 10);
        // Then
        assertThat(after).isEmpty();
    }

    @Test
    void whatASinkHasTakenAfterAllWaitsNoMore() {
        // Given
        keepAt("id-1", 1);
        keepAt("id-2", 2);
        state().deadLetters().replayed("globex", "id-2");
        // When
        state().deadLetters().replayed("acme", "id-1");
        // Then
        assertThat(state().deadLetters().waiting("acme")).isEqualTo(1);
        assertThat(state().deadLetters().find("acme", "id-1").orElseThrow().state())
                .isEqualTo(DeadLetter.State.REPLAYED);
    }

    private void keepAt(String id, long millis) {
        byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
        state().deadLetters()
                .keep(
                        new DeadLetter(
                                id,
                                P0,
                                SIEM,
                                NONE,
                                NONE,
                                "",
                                "Refused.",
                                bytes,
                                bytes.length,
                                Instant.ofEpochMilli(millis),
                                DeadLetter.State.WAITING));
    }

    private static DeadLetter letter(
            String id,
            PartitionId partition,
            Optional<String> sink,
            OptionalLong after,
            OptionalLong offset,
            String text) {
        return new DeadLetter(
                id,
                partition,
                sink,
                after,
                offset,
                "",
                "Not JSON.",
                text.getBytes(StandardCharsets.UTF_8),
                text.length(),
                Instant.ofEpochMilli(1),
                DeadLetter.State.WAITING);
    }

    private static void assertSame(DeadLetter kept, DeadLetter letter) {
        assertThat(Arrays.equals(kept.bytes(), letter.bytes())).isTrue();
        assertThat(kept).usingRecursiveComparison().ignoringFields("bytes").isEqualTo(letter);
    }

    private List<DeadLetter> all() {
        return state().deadLetters().list("acme", Optional.empty(), 100);
    }
}
