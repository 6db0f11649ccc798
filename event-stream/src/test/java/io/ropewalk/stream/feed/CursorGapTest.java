package io.ropewalk.stream.feed;

import static io.ropewalk.stream.testing.Events.createdAt;
import static io.ropewalk.stream.testing.Events.event;
import static io.ropewalk.stream.testing.Events.events;
import static io.ropewalk.stream.testing.Events.offsets;
import static io.ropewalk.stream.testing.Events.range;
import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.stream.feed.Cursor.Chunk;
import io.ropewalk.stream.feed.Cursor.Taken;
import io.ropewalk.stream.state.Position;
import io.ropewalk.stream.testing.ManualTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Offsets that are missing or come late. */
class CursorGapTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final ManualTime time = new ManualTime();

    private Cursor at(Position position) {
        return new Cursor(position, time.timing(), new VendorClock(time.timing()));
    }

    /** Stands behind this offset, and has read what was created until then. */
    private Cursor behind(long offset) {
        return at(Position.OLDEST.at(offset, createdAt(offset)));
    }

    private static List<Long> taken(Taken taken) {
        return taken.chunks().stream().flatMap(it -> offsets(it.events()).stream()).toList();
    }

    @Test
    void gapIsCountedAndHeldBefore() {
        // Given
        Cursor cursor = behind(100);
        cursor.take(range(101, 101));

        // When
        Taken taken = cursor.take(events(112, 113));

        // Then
        assertThat(taken(taken)).containsExactly(112L, 113L);
        assertThat(taken.skipped()).isEqualTo(10);
        assertThat(taken.chunks()).extracting(Chunk::hold).containsExactly(101L);
    }

    @Test
    void gapThatIsFilledHoldsNothingBehindTheLastOfIt() {
        // Given
        Cursor cursor = behind(100);
        cursor.take(events(101, 104));

        // When
        Taken taken = cursor.take(events(103, 102, 105));

        // Then
        assertThat(taken(taken)).containsExactly(103L, 102L, 105L);
        assertThat(taken.chunks()).extracting(Chunk::hold).containsExactly(101L, Long.MAX_VALUE);
        assertThat(taken.repeats()).isZero();
    }

    @Test
    void gapFilledFromTheMiddleIsHeldBeforeItsFirstHole() {
        // Given
        Cursor cursor = behind(100);
        cursor.take(events(101, 110));

        // When
        Taken taken = cursor.take(events(105));

        // Then
        assertThat(taken.chunks()).extracting(Chunk::hold).containsExactly(101L);
    }

    @Test
    void gapFilledInTheSameReadIsHeldUntilItsEnd() {
        // Given
        Cursor cursor = behind(100);

        // When
        Taken taken = cursor.take(events(101, 103, 104, 102));

        // Then
        assertThat(taken.chunks()).extracting(Chunk::hold).containsExactly(101L, Long.MAX_VALUE);
        assertThat(taken.chunks().getLast().events()).isEmpty();
    }

    @Test
    void eventOutOfOrderIsTakenOnce() {
        // Given
        Cursor cursor = behind(100);
        cursor.take(events(101, 103, 102));

        // When
        Taken taken = cursor.take(events(102, 103, 104));

        // Then
        assertThat(taken(taken)).containsExactly(104L);
        assertThat(taken.repeats()).isEqualTo(2);
    }

    @Test
    void gapIsGivenUpAfterAWhile() {
        // Given
        Cursor cursor = behind(100);
        cursor.take(events(101, 104));
        time.pass(Duration.ofSeconds(5));

        // When
        Taken taken = cursor.take(events(105));

        // Then
        assertThat(taken.chunks()).extracting(Chunk::hold).containsExactly(Long.MAX_VALUE);
    }

    @Test
    void eventOfAGapThatWasGivenUpIsStillTaken() {
        // Given
        Cursor cursor = behind(100);
        cursor.take(events(101, 104));
        time.pass(Duration.ofSeconds(30));
        cursor.take(events(105));

        // When
        Taken taken = cursor.take(events(102, 103));

        // Then
        assertThat(taken(taken)).containsExactly(102L, 103L);
        assertThat(taken.beganAnew()).isFalse();
    }

    @Test
    void lateEventOfAGapIsNotTakenForOffsetsBegunAnew() {
        // Given
        Cursor cursor = behind(100);
        cursor.take(events(101, 104));
        time.pass(Duration.ofSeconds(30));

        // When
        Taken taken = cursor.take(List.of(event(103, createdAt(500))));

        // Then
        assertThat(taken(taken)).containsExactly(103L);
        assertThat(taken.beganAnew()).isFalse();
    }

    @Test
    void gapIsForgottenInTheEnd() {
        // Given
        Cursor cursor = behind(100);
        cursor.take(events(101, 104));
        time.pass(LONG);

        // When
        Taken taken = cursor.take(events(103));

        // Then
        assertThat(taken.repeats()).isOne();
    }

    @Test
    void lossByRetentionIsCountedAndHeldLikeAnyGap() {
        // Given
        Cursor cursor = behind(100);

        // When
        Taken taken = cursor.take(range(5_000, 5_001));

        // Then
        assertThat(taken(taken)).containsExactly(5_000L, 5_001L);
        assertThat(taken.skipped()).isEqualTo(4_899);
        assertThat(taken.chunks()).extracting(Chunk::hold).containsExactly(100L);
    }

    @Test
    void disorderRightAfterOpeningLosesNothing() {
        // Given
        Cursor cursor = behind(100);

        // When
        Taken taken = cursor.take(events(103, 101, 102, 104));

        // Then
        assertThat(taken(taken)).containsExactly(103L, 101L, 102L, 104L);
        assertThat(taken.beganAnew()).isFalse();
    }

    @Test
    void disorderAtTheVeryBeginningLosesNothing() {
        // Given
        Cursor cursor = at(Position.OLDEST);

        // When
        Taken taken = cursor.take(events(7_002, 7_001, 7_003));

        // Then
        assertThat(taken(taken)).containsExactly(7_002L, 7_001L, 7_003L);
        assertThat(taken.beganAnew()).isFalse();
    }

    @Test
    void readingAgainHoldsNothingForHolesFoundAnew() {
        // Given
        Cursor cursor = behind(100);
        cursor.take(events(101, 105));
        cursor.rewind(Position.OLDEST.at(101, createdAt(101)), false);

        // When
        Taken taken = cursor.take(events(101, 105, 106));

        // Then
        assertThat(taken(taken)).containsExactly(105L, 106L);
        assertThat(taken.chunks()).extracting(Chunk::hold).containsExactly(Long.MAX_VALUE);
    }

    @Test
    void gapThatIsThereAgainAndAgainIsNotHeldAgain() {
        // Given
        Cursor cursor = behind(100);
        for (int i = 0; i < 3; i++) {
            cursor.take(events(105, 106));
            cursor.rewind(Position.OLDEST.at(100, createdAt(100)), false);
        }

        // When
        Taken taken = cursor.take(events(105, 106));

        // Then
        assertThat(taken.chunks()).extracting(Chunk::hold).containsExactly(Long.MAX_VALUE);
    }
}
