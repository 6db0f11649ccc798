package io.ropewalk.stream.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.stream.feed.FeedState.Cause;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedStateTest {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    @Test
    void wordsAreThoseOfTheOutsideSurface() {
        // Given
        var discovering = new FeedState.Discovering();
        FeedState.Draining draining = discovering.drain("Enough.");

        // When
        List<String> words =
                List.of(
                        discovering.word(),
                        discovering.open("app", 1).word(),
                        discovering.fail(Cause.NETWORK, "reset", PAUSE).word(),
                        discovering.busy("in use", 1).word(),
                        draining.word(),
                        draining.stop().word());

        // Then
        assertThat(words)
                .containsExactly("discovering", "open", "reopening", "busy", "draining", "stopped");
    }

    @Test
    void lostSessionIsDiscoveredAnewAfterItsPause() {
        // Given
        FeedState.Reopening lost =
                new FeedState.Discovering().open("app", 1).lose(Cause.IDLE, "silent", PAUSE);

        // When
        FeedState next = lost.discover();

        // Then
        assertThat(lost.pause()).isEqualTo(PAUSE);
        assertThat(next).isEqualTo(new FeedState.Discovering());
    }

    @Test
    void reasonsTravelAlong() {
        // Given
        FeedState.Busy busy = new FeedState.Discovering().busy("in use", 1);

        // When
        FeedState.Stopped stopped = busy.drain("Enough.").stop();

        // Then
        assertThat(busy.still("still in use")).isEqualTo(new FeedState.Busy("still in use", 1));
        assertThat(stopped.reason()).isEqualTo("Enough.");
        assertThat(new FeedState.Discovering().open("app", 1).stop("anew").reason())
                .isEqualTo("anew");
    }

    @Test
    void everyCauseHasAWordOfItsOwn() {
        // Given
        // When
        List<String> words = List.of(Cause.values()).stream().map(Cause::word).toList();

        // Then
        assertThat(words).doesNotHaveDuplicates().allMatch(it -> it.matches("[a-z-]+"));
    }
}
