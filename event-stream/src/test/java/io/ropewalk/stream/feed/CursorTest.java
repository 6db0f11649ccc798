package io.ropewalk.stream.feed;

import static io.ropewalk.stream.testing.Events.createdAt;
import static io.ropewalk.stream.testing.Events.event;
import static io.ropewalk.stream.testing.Events.events;
import static io.ropewalk.stream.testing.Events.numbers;
import static io.ropewalk.stream.testing.Events.offsets;
import static io.ropewalk.stream.testing.Events.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ropewalk.stream.event.Event;
import io.ropewalk.stream.feed.Cursor.Chunk;
import io.ropewalk.stream.feed.Cursor.Taken;
import io.ropewalk.stream.state.Position;
import io.ropewalk.stream.testing.ManualTime;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CursorTest {
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
    void firstRunTakesWhateverComes() {
        // Given
        Cursor cursor = at(Position.OLDEST);

        // When
        Taken taken = cursor.take(range(41_001, 41_003));

        // Then
        assertThat(taken(taken)).containsExactly(41_001L, 41_002L, 41_003L);
        assertThat(taken.skipped()).isZero();
        assertThat(taken.beganAnew()).isFalse();
    }

    @Test
    void anOffsetOfZeroIsAnOffset() {
        // Given
        Cursor cursor = at(Position.OLDEST);
        cursor.take(range(0, 0));

        // When
        Taken taken = cursor.take(range(0, 1));

        // Then
        assertThat(taken(taken)).containsExactly(1L);
        assertThat(taken.repeats()).isOne();
    }

    @Test
    void vendorThatBeginsAtTheOffsetAskedForSendsOneRepeat() {
        // Given
        Cursor cursor = behind(100);

        // When
        Taken taken = cursor.take(range(100, 102));

        // Then
        assertThat(taken(taken)).containsExactly(101L, 102L);
        assertThat(taken.repeats()).isOne();
        assertThat(taken.beganAnew()).isFalse();
    }

    @Test
    void vendorThatBeginsBehindTheOffsetAskedForSendsNone() {
        // Given
        Cursor cursor = behind(100);

        // When
        Taken taken = cursor.take(range(101, 102));

        // Then
        assertThat(taken(taken)).containsExactly(101L, 102L);
        assertThat(taken.repeats()).isZero();
    }

    @Test
    void theSameEventsAgainInOneSessionAreDropped() {
        // Given
        Cursor cursor = behind(100);
        cursor.take(range(101, 110));

        // When
        Taken taken = cursor.take(range(105, 112));

        // Then
        assertThat(taken(taken)).containsExactly(111L, 112L);
        assertThat(taken.repeats()).isEqualTo(6);
    }

    @Test
    void lowerOffsetsOfNewerEventsAreANewEpoch() {
        // Given
        Cursor cursor = behind(0);
        cursor.take(range(1, 100));
        Event one = event(1, createdAt(102));
        Event two = event(2, createdAt(103));

        // When
        Taken taken = cursor.take(List.of(event(101), one, two));

        // Then
        assertThat(taken.beganAnew()).isTrue();
        assertThat(taken.chunks())
                .extracting(Chunk::epoch, it -> offsets(it.events()))
                .containsExactly(tuple(0, List.of(101L)), tuple(1, List.of(1L, 2L)));
    }

    @Test
    void disorderAtTheBeginningOfANewEpochLosesNothing() {
        // Given
        Cursor cursor = behind(0);
        cursor.take(range(1, 100));
        Event one = event(1, createdAt(101));
        Event two = event(2, createdAt(102));

        // When
        Taken taken = cursor.take(List.of(two, one, event(3, createdAt(103))));

        // Then
        assertThat(taken(taken)).containsExactly(2L, 1L, 3L);
        assertThat(cursor.epoch()).isOne();
    }

    @Test
    void eventsOfTheNewEpochAreNotTakenTwice() {
        // Given
        Cursor cursor = behind(100);
        cursor.take(List.of(event(1, createdAt(101)), event(2, createdAt(102))));

        // When
        Taken taken = cursor.take(List.of(event(2, createdAt(102)), event(3, createdAt(103))));

        // Then
        assertThat(taken(taken)).containsExactly(3L);
        assertThat(cursor.epoch()).isOne();
    }

    @Test
    void positionTakenOverTakesTheEventAskedForAsARepeat() {
        // Given
        Cursor cursor = at(new Position(0, OptionalLong.of(100), 0, 0));

        // When
        Taken taken = cursor.take(range(100, 102));

        // Then
        assertThat(taken(taken)).containsExactly(101L, 102L);
        assertThat(taken.beganAnew()).isFalse();
    }

    @Test
    void positionTakenOverLearnsTheTimeOfTheEventAskedFor() {
        // Given
        Cursor cursor = at(new Position(0, OptionalLong.of(100), 0, 0));
        cursor.take(List.of(event(100, createdAt(150)), event(101)));

        // When
        Taken taken = cursor.take(List.of(event(100, createdAt(150))));

        // Then
        assertThat(taken.beganAnew()).isFalse();
        assertThat(taken.repeats()).isOne();
    }

    @Test
    void readingAgainTakesWhatIsBehindThePosition() {
        // Given
        Cursor cursor = behind(100);
        cursor.take(range(101, 110));
        cursor.rewind(Position.OLDEST.at(105, createdAt(105)), false);

        // When
        Taken taken = cursor.take(range(105, 112));

        // Then
        assertThat(taken(taken)).containsExactly(106L, 107L, 108L, 109L, 110L, 111L, 112L);
        assertThat(taken.repeats()).isOne();
        assertThat(taken.beganAnew()).isFalse();
    }

    @Test
    void newEpochThatReachedNoLaneIsFoundAgain() {
        // Given
        Cursor cursor = behind(0);
        cursor.take(range(1, 100));
        List<Event> anew = List.of(event(1, createdAt(101)), event(2, createdAt(102)));
        cursor.take(anew);
        cursor.rewind(Position.OLDEST.at(100, createdAt(90)), false);

        // When
        Taken taken = cursor.take(anew);

        // Then
        assertThat(taken(taken)).containsExactly(1L, 2L);
        assertThat(cursor.epoch()).isOne();
    }

    @Test
    void readingAgainFromTheOldestForgetsWhatWasNewest() {
        // Given
        Cursor cursor = behind(0);
        cursor.take(range(1, 100));
        cursor.take(List.of(event(1, createdAt(101)), event(2, createdAt(102))));
        cursor.rewind(new Position(1, OptionalLong.empty(), 0, 0), false);
        cursor.take(range(1, 100));

        // When
        Taken taken = cursor.take(List.of(event(1, createdAt(101)), event(2, createdAt(102))));

        // Then
        assertThat(taken(taken)).containsExactly(1L, 2L);
    }

    @Test
    void eventDatedAheadDoesNotHideOffsetsBegunAnew() {
        // Given
        Cursor cursor = behind(100);
        Taken ahead = cursor.take(List.of(event(101, createdAt(100_000))));

        // When
        Taken taken = cursor.take(List.of(event(1, createdAt(102)), event(2, createdAt(103))));

        // Then
        assertThat(taken(ahead)).containsExactly(101L);
        assertThat(ahead.chunks())
                .extracting(Chunk::newestCreatedAt)
                .containsExactly(createdAt(100));
        assertThat(taken(taken)).containsExactly(1L, 2L);
        assertThat(cursor.epoch()).isOne();
    }

    @Test
    void eventDatedAheadThatComesAgainIsARepeat() {
        // Given
        Cursor cursor = behind(100);
        Event ahead = event(101, createdAt(100_000));
        cursor.take(List.of(ahead));
        cursor.rewind(Position.OLDEST.at(101, createdAt(100)), false);

        // When
        Taken taken = cursor.take(List.of(ahead, event(102)));

        // Then
        assertThat(taken(taken)).containsExactly(102L);
        assertThat(taken.beganAnew()).isFalse();
    }

    @Test
    void savedTimeAheadOfTheVendorsClockIsNotBelieved() {
        // Given
        Cursor cursor = at(Position.OLDEST.at(101, createdAt(100_000)));
        cursor.rewind(Position.OLDEST.at(101, createdAt(100_000)), false);
        cursor.opened();

        // When
        Taken taken = cursor.take(List.of(event(1, createdAt(102))));

        // Then
        assertThat(taken(taken)).containsExactly(1L);
    }

    @Test
    void lateEventsAtTheBeginningOfANewEpochBelongToIt() {
        // Given
        Cursor cursor = behind(100);
        Taken late = cursor.take(List.of(event(1, createdAt(50)), event(3, createdAt(60))));

        // When
        Taken taken = cursor.take(List.of(event(2, createdAt(55)), event(4, createdAt(101))));

        // Then
        assertThat(taken(late)).isEmpty();
        assertThat(taken(taken)).containsExactly(1L, 3L, 2L, 4L);
        assertThat(taken.repeats()).isZero();
        assertThat(cursor.epoch()).isOne();
    }

    @Test
    void manyRepeatsThatNobodyAskedForAreANewEpoch() {
        // Given
        Cursor cursor = behind(1_000);
        cursor.take(events(1_000));
        Taken fewer = cursor.take(range(1, 99));

        // When
        Taken taken = cursor.take(range(100, 101));

        // Then
        assertThat(taken(fewer)).isEmpty();
        assertThat(taken(taken)).isEqualTo(numbers(1, 101));
        assertThat(cursor.epoch()).isOne();
    }

    @Test
    void sameRepeatsOverAndOverAreNoNewEpoch() {
        // Given
        Cursor cursor = behind(100);

        // When
        for (int i = 0; i < 10; i++) {
            cursor.take(range(51, 100));
        }

        // Then
        assertThat(cursor.epoch()).isZero();
    }

    @Test
    void manyRepeatsOfWhatIsReadAgainAreNoNewEpoch() {
        // Given
        Cursor cursor = behind(1_000);
        cursor.rewind(Position.OLDEST.at(1_000, createdAt(1_000)), true);

        // When
        Taken taken = cursor.take(range(1, 1_002));

        // Then
        assertThat(taken(taken)).containsExactly(1_001L, 1_002L);
        assertThat(taken.repeats()).isEqualTo(1_000);
        assertThat(taken.beganAnew()).isFalse();
    }

    @Test
    void repeatsDoNotMakeATimeTheNewest() {
        // Given
        Cursor cursor = at(new Position(0, OptionalLong.of(100), createdAt(50), 0));

        // When
        cursor.take(List.of(event(100, createdAt(50)), event(99, createdAt(49))));

        // Then
        assertThat(cursor.newestCreatedAt()).isEqualTo(createdAt(50));
    }
}
