package io.ropewalk.stream.delivery;

import static io.ropewalk.stream.testing.Events.createdAt;
import static io.ropewalk.stream.testing.Events.events;
import static io.ropewalk.stream.testing.Events.offsets;
import static io.ropewalk.stream.testing.Events.range;
import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.stream.state.Position;
import org.junit.jupiter.api.Test;

class ThroughTest {

    private static Through behind(long offset) {
        return new Through(Position.OLDEST.at(offset, createdAt(offset)));
    }

    private static Segment took(Through through, Segment segment) {
        Segment fresh = through.fresh(segment);
        through.took(fresh);
        return fresh;
    }

    @Test
    void laneThatHasNothingGetsEverything() {
        // Given
        Through through = new Through(Position.OLDEST);

        // When
        Segment fresh = took(through, Segments.of(range(1, 3)));

        // Then
        assertThat(offsets(fresh.events())).containsExactly(1L, 2L, 3L);
    }

    @Test
    void laneThatIsAheadOfAnotherGetsOnlyWhatItHasNotHad() {
        // Given
        Through through = behind(5);
        took(through, Segments.of(range(1, 4)));

        // When
        Segment fresh = took(through, Segments.of(range(5, 8)));

        // Then
        assertThat(offsets(fresh.events())).containsExactly(6L, 7L, 8L);
    }

    @Test
    void disorderWhereTheLanePicksUpBringsNothingTwice() {
        // Given
        Through through = behind(5);

        // When
        Segment fresh = took(through, Segments.of(events(6, 5, 7)));

        // Then
        assertThat(offsets(fresh.events())).containsExactly(6L, 7L);
    }

    @Test
    void onceItHasPickedUpLateEventsPass() {
        // Given
        Through through = behind(5);
        took(through, Segments.of(events(6, 9)));

        // When
        Segment fresh = took(through, Segments.of(events(8, 7, 10)));

        // Then
        assertThat(offsets(fresh.events())).containsExactly(8L, 7L, 10L);
    }

    @Test
    void feedReadAgainBringsNothingTwice() {
        // Given
        Through through = behind(5);
        took(through, Segments.of(range(6, 10)));
        through.pass(Long.MAX_VALUE);

        // When
        Segment fresh = took(through, Segments.of(range(6, 12)));

        // Then
        assertThat(offsets(fresh.events())).containsExactly(11L, 12L);
    }

    @Test
    void feedReadAgainBringsOfWhatIsBehindAHoleOnlyTheHole() {
        // Given
        Through through = behind(5);
        took(through, Segments.held(6, events(6, 8, 9)));
        through.pass(6);

        // When
        Segment fresh = took(through, Segments.of(range(6, 10)));

        // Then
        assertThat(offsets(fresh.events())).containsExactly(7L, 10L);
    }

    @Test
    void newEpochIsTakenWhole() {
        // Given
        Through through = behind(500);

        // When
        Segment fresh = took(through, Segments.of(1, range(1, 3)));

        // Then
        assertThat(offsets(fresh.events())).containsExactly(1L, 2L, 3L);
        assertThat(through.epoch()).isOne();
        assertThat(through.highest()).hasValue(3);
    }
}
