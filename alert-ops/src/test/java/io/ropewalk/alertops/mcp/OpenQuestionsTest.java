package io.ropewalk.alertops.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.alertops.mcp.OpenQuestions.Asked;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OpenQuestionsTest {
    private static final Sessions.Of ANN = new Sessions.Of("ann", "/ops/mcp");
    private static final Sessions.Of BOB = new Sessions.Of("bob", "/ops/mcp");

    private final OpenQuestions questions = new OpenQuestions();

    private CompletableFuture<Optional<Asked>> awaited(
            String session, Sessions.Of whose, Object id) {
        return questions.awaited(session, whose, id).toCompletableFuture();
    }

    @Test
    void anAnswerCountsOnlyWhereItWasAsked() {
        // Given
        Asked ann = questions.open("a", ANN);
        Asked bob = questions.open("b", BOB);
        ann.sentAs(7);
        bob.sentAs(8);
        // Then
        assertThat(awaited("a", ANN, 7)).isCompletedWithValue(Optional.of(ann));
        assertThat(awaited("a", ANN, "7")).isCompletedWithValue(Optional.of(ann));
        assertThat(awaited("b", BOB, 7)).isCompletedWithValue(Optional.empty());
        assertThat(awaited("a", BOB, 7)).isCompletedWithValue(Optional.empty());
        assertThat(awaited("b", ANN, 7)).isCompletedWithValue(Optional.empty());
        assertThat(awaited("a", new Sessions.Of("ann", "/mcp"), 7))
                .isCompletedWithValue(Optional.empty());
        assertThat(awaited("a", ANN, 7.0)).isCompletedWithValue(Optional.empty());
        assertThat(awaited("a", ANN, "+7")).isCompletedWithValue(Optional.empty());
        assertThat(awaited("a", ANN, null)).isCompletedWithValue(Optional.empty());
    }

    @Test
    void anAnswerWaitsUntilTheIdIsKnown() {
        // Given
        Asked asked = questions.open("a", ANN);
        CompletableFuture<Optional<Asked>> found = awaited("a", ANN, 7);
        assertThat(found).isNotDone();
        // When
        asked.sentAs(7);
        // Then
        assertThat(found).isCompletedWithValue(Optional.of(asked));
    }

    @Test
    void nothingIsAwaitedOnceNobodyWaits() {
        // Given
        Asked sent = questions.open("a", ANN);
        sent.sentAs(7);
        Asked never = questions.open("a", ANN);
        CompletableFuture<Optional<Asked>> found = awaited("a", ANN, -1);
        // When
        questions.close(sent);
        questions.close(never);
        // Then
        assertThat(found).isCompletedWithValue(Optional.empty());
        assertThat(awaited("a", ANN, 7)).isCompletedWithValue(Optional.empty());
    }
}
