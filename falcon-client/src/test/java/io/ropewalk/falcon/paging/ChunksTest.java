package io.ropewalk.falcon.paging;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.ItemError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChunksTest {

    @Test
    void cutsInOrderAndKeepsTheRest() {
        assertThat(Chunks.of(List.of("a", "b", "c"), 2))
                .containsExactly(List.of("a", "b"), List.of("c"));
        assertThat(Chunks.of(List.of(), 2)).isEmpty();
    }

    @Test
    void mergesWhatTheChunksBring() {
        // Given
        ItemError lost = new ItemError(404, "unknown", Optional.of("b"));
        // When
        FalconResult<List<String>> result =
                Chunks.merged(
                        List.of("a", "b", "c"),
                        2,
                        ids -> new FalconResult.Ok<>(List.of(ids.getFirst()), "t", List.of(lost)));
        // Then
        assertThat(result)
                .isEqualTo(new FalconResult.Ok<>(List.of("a", "c"), "t", List.of(lost, lost)));
    }

    @Test
    void theFirstFailureEndsItAndNothingIsHandedOn() {
        // Given
        List<List<String>> asked = new ArrayList<>();
        FalconResult<List<String>> throttled =
                new FalconResult.Throttled<>(Duration.ofSeconds(1), "t");
        // When
        FalconResult<List<String>> result =
                Chunks.merged(
                        List.of("a", "b", "c"),
                        1,
                        ids -> {
                            asked.add(ids);
                            return asked.size() == 2 ? throttled : FalconResult.ok(ids, "t");
                        });
        // Then
        assertThat(result).isEqualTo(throttled);
        assertThat(asked).hasSize(2);
    }
}
