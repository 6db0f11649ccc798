package io.ropewalk.stream.partition;

import static io.ropewalk.stream.testing.Events.PARTITION;
import static io.ropewalk.stream.testing.Events.createdAt;
import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.stream.delivery.LaneState;
import io.ropewalk.stream.delivery.LaneView;
import io.ropewalk.stream.feed.FeedState;
import io.ropewalk.stream.feed.ReadingView;
import io.ropewalk.stream.state.Position;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PartitionViewTest {
    private static final FeedState OPEN = new FeedState.Open("app", 0);
    private static final Instant NOW = Instant.ofEpochMilli(createdAt(100));
    private static final String NOTE = "Feeds are opened under other ids.";

    private static ReadingView read(long highest, int epoch, boolean waiting) {
        return new ReadingView(
                OptionalLong.of(highest),
                OptionalLong.of(highest),
                epoch,
                createdAt(60),
                "",
                40,
                3,
                2,
                1,
                0,
                0,
                waiting);
    }

    private static LaneView lane(String sink, LaneState state, String reason, Position at) {
        return new LaneView(sink, state, reason, at, 7, 0);
    }

    private static LaneView lane(String sink, long offset) {
        return lane(sink, LaneState.DELIVERING, "", Position.OLDEST.at(offset, createdAt(offset)));
    }

    private static PartitionView view(ReadingView read, LaneView... lanes) {
        return PartitionView.of(PARTITION, OPEN, read, List.of(lanes), Optional.empty(), NOTE, NOW);
    }

    @Test
    void committedIsWhatEverySinkHas() {
        // Given
        // When
        PartitionView view = view(read(95, 0, false), lane("a", 90), lane("b", 80));

        // Then
        assertThat(view.committedOffset()).hasValue(80);
        assertThat(view.lagEvents()).isEqualTo(15);
        assertThat(view.lagSeconds()).isEqualTo(20.0);
    }

    @Test
    void sinkThatHasNothingYetIsWhatCounts() {
        // Given
        LaneView fresh = lane("b", LaneState.DELIVERING, "", Position.OLDEST);

        // When
        PartitionView view = view(read(95, 0, false), lane("a", 90), fresh);

        // Then
        assertThat(view.committedOffset()).isEmpty();
        assertThat(view.lagEvents()).isEqualTo(40);
        assertThat(view.lagSeconds()).isEqualTo(40.0);
    }

    @Test
    void sinkInAnOlderEpochIsBehindOneInTheNewOne() {
        // Given
        Position anew = new Position(1, OptionalLong.of(5), createdAt(99), 0);

        // When
        PartitionView view =
                view(read(5, 1, false), lane("a", LaneState.DELIVERING, "", anew), lane("b", 90));

        // Then
        assertThat(view.committedOffset()).hasValue(90);
        assertThat(view.lagEvents()).isEqualTo(40);
    }

    @Test
    void quietPartitionHasNoLag() {
        // Given
        // When
        PartitionView view = view(read(90, 0, true), lane("a", 90));

        // Then
        assertThat(view.lagSeconds()).isZero();
        assertThat(view.lagEvents()).isZero();
    }

    @Test
    void partitionThatIsNotReadHasTheLagOfItsLastEvent() {
        // Given
        // When
        PartitionView view = view(read(90, 0, false), lane("a", 90));

        // Then
        assertThat(view.lagSeconds()).isEqualTo(10.0);
    }

    @Test
    void sinkThatDoesNotDeliverIsTheReason() {
        // Given
        Position at = Position.OLDEST.at(90, createdAt(90));
        LaneView halted = lane("b", LaneState.HALTED, "Set the key.", at);

        // When
        PartitionView view = view(read(90, 0, true), lane("a", 90), halted);

        // Then
        assertThat(view.reason()).isEqualTo("b: Set the key.");
        assertThat(view.sinks())
                .extracting(PartitionView.SinkView::state)
                .containsExactly("delivering", "halted");
    }

    @Test
    void applicationIdInUseIsShownAndWhyItIsAnother() {
        // Given
        // When
        PartitionView view = view(read(90, 0, true), lane("a", 90));

        // Then
        assertThat(view.applicationId()).isEqualTo("app");
        assertThat(view.reason()).isEqualTo(NOTE);
    }

    @Test
    void sinkThatWasPutAboveEverythingReadSaysSo() {
        // Given
        // When
        PartitionView view = view(read(90, 0, true), lane("a", 90), lane("b", 1_000_000));

        // Then
        assertThat(view.reason())
                .startsWith("b: It stands at offset 1000000, above")
                .contains("90");
    }

    @Test
    void sinkThatIsAheadOfAnotherWhileTheFeedIsReadAgainIsNoNews() {
        // Given
        // When
        PartitionView view = view(read(50, 0, false), lane("a", 50), lane("b", 90));

        // Then
        assertThat(view.reason()).isEqualTo(NOTE);
    }

    @Test
    void partitionNobodyReadsShowsWhatIsSaved() {
        // Given
        Map<String, Position> saved =
                Map.of(
                        "a",
                        Position.OLDEST.at(90, createdAt(90)),
                        "b",
                        new Position(2, OptionalLong.of(3), createdAt(95), 0));

        // When
        PartitionView view = PartitionView.idle(PARTITION, "stopped", "", saved, NOW);

        // Then
        assertThat(view.committedOffset()).hasValue(90);
        assertThat(view.lagSeconds()).isEqualTo(10.0);
        assertThat(view.state()).isEqualTo("stopped");
    }
}
