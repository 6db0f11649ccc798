package io.ropewalk.falcon.paging;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.PageWalk.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class WalkerTest {

    private final Deque<FalconResult<Fetched<String>>> pages = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final Walker<String> byCursor = Walker.byCursor(this::fetch, 3);
    private final Walker<String> ofTwos = Walker.byCursor(this::fetch, 2);
    private final Walker<String> uncounted = Walker.uncounted(this::fetch, 2);
    private final Walker<String> byOffset = Walker.byOffset(this::fetch);

    private FalconResult<Fetched<String>> fetch(Optional<String> cursor, long offset) {
        asked.add(cursor.orElse("-") + "/" + offset);
        return pages.remove();
    }

    private WalkerTest page(String next, long total, String... items) {
        List<String> list = Arrays.asList(items);
        pages.add(
                FalconResult.ok(
                        new Fetched<>(
                                list,
                                list.size(),
                                list,
                                Optional.ofNullable(next),
                                total < 0 ? OptionalLong.empty() : OptionalLong.of(total)),
                        "trace"));
        return this;
    }

    private WalkerTest failure(FailureCategory category) {
        pages.add(new FalconResult.Rejected<>(FalconFailure.of(category, "No."), 400, "bad"));
        return this;
    }

    private static Step<String> end(Walker<String> walker) {
        Step<String> step = walker.next();
        while (step instanceof Step.Items<String>) {
            step = walker.next();
        }
        return step;
    }

    private static void assertNotComplete(Step<String> end, long received, String part) {
        assertThat(end)
                .isInstanceOfSatisfying(
                        Step.NotComplete.class,
                        it -> {
                            assertThat(it.received()).isEqualTo(received);
                            assertThat(it.why().message()).contains(part);
                            assertThat(it.miscounted())
                                    .isEqualTo(
                                            it.why()
                                                    .message()
                                                    .endsWith("came before the listing ended."));
                        });
    }

    @Test
    void isCompleteWhenEverythingCame() {
        // Given
        page("c1", 3, "a", "b").page(null, 3, "c");
        // When, Then
        assertThat(byCursor.next())
                .isEqualTo(new Step.Items<>(List.of("a", "b"), 2, OptionalLong.of(3)));
        assertThat(byCursor.next())
                .isEqualTo(new Step.Items<>(List.of("c"), 3, OptionalLong.of(3)));
        assertThat(byCursor.next()).isEqualTo(new Step.Complete<>(3));
        assertThat(byCursor.next()).isEqualTo(new Step.Complete<>(3));
        assertThat(asked).containsExactly("-/0", "c1/2");
    }

    @Test
    void doesNotAskForAPageBehindTheLast() {
        page("c1", 2, "a", "b");
        assertThat(end(byCursor)).isEqualTo(new Step.Complete<>(2));
    }

    @Test
    void nothingAtAllIsComplete() {
        page(null, 0);
        assertThat(end(byCursor)).isEqualTo(new Step.Complete<>(0));
    }

    @Test
    void countsOffsetsItself() {
        page(null, 3, "a", "b").page(null, 3, "c");
        assertThat(end(byOffset)).isEqualTo(new Step.Complete<>(3));
        assertThat(asked).containsExactly("-/0", "-/2");
    }

    @Test
    void theLastPagesTotalCounts() {
        page("c1", 3, "a", "b").page("c2", 4, "c").page(null, 4, "d");
        assertThat(end(byCursor)).isEqualTo(new Step.Complete<>(4));
    }

    @Test
    void aShortEndIsNotComplete() {
        page("c1", 5, "a", "b").page(null, 5, "c");
        assertNotComplete(end(byCursor), 3, "3 of 5 came before the listing ended");
    }

    @Test
    void anEmptyPageBeforeTheTotalIsNotComplete() {
        page("c1", 5, "a", "b").page("c2", 5);
        assertNotComplete(end(byCursor), 2, "2 of 5");
    }

    @Test
    void aMissingTotalIsNotComplete() {
        page("c1", -1, "a").page(null, -1, "b");
        assertNotComplete(end(byCursor), 2, "did not say how many");
    }

    @Test
    void aRepeatedCursorWithTheSamePageEnds() {
        page("c1", 9, "a", "b").page("c1", 9, "a", "b");
        assertNotComplete(end(byCursor), 4, "repeated a cursor");
    }

    @Test
    void aScrollTokenMayStayTheSameWhileThePagesGoOn() {
        page("c1", 4, "a", "b").page("c1", 4, "c").page("c1", 4, "d");
        assertThat(end(byCursor)).isEqualTo(new Step.Complete<>(4));
    }

    @Test
    void aTotalThatIsTooSmallDoesNotEndAListingThatGoesOn() {
        page("c1", 2, "a", "b").page("c2", 4, "c", "d").page(null, 4);
        assertThat(end(ofTwos)).isEqualTo(new Step.Complete<>(4));
    }

    @Test
    void aCursorOnTheLastFullPageIsFollowedToTheEmptyPageThatProvesTheEnd() {
        page("c1", 2, "a", "b").page("c1", 2);
        assertThat(end(ofTwos)).isEqualTo(new Step.Complete<>(2));
        assertThat(asked).hasSize(2);
    }

    @Test
    void aPageSentTwiceForAnotherProvesNothingDistinct() {
        page("c1", 4, "a", "b").page("c2", 4, "a", "b");
        assertThat(end(byCursor)).isEqualTo(new Step.Complete<>(4, false));
    }

    @Test
    void aCloudThatKeepsNoOrderIsCompleteButNotProvedDistinct() {
        page("c1", 4, "d", "b").page("c2", 4, "a", "c");
        assertThat(end(byCursor)).isEqualTo(new Step.Complete<>(4, false));
    }

    @Test
    void moreThanTheTotalIsNotComplete() {
        page("c1", 3, "a", "b").page("c2", 3, "c", "d");
        assertNotComplete(end(byCursor), 4, "4 of 3");
    }

    @Test
    void entriesThatCouldNotBeUsedAreNotComplete() {
        // Given
        pages.add(
                FalconResult.ok(
                        new Fetched<>(
                                List.of("a"),
                                2,
                                List.of("a"),
                                Optional.empty(),
                                OptionalLong.of(2)),
                        "trace"));
        // When, Then
        assertNotComplete(end(byCursor), 1, "1 entries could not be used");
    }

    @Test
    void aFailureEndsItWithItsCategoryAndTraceId() {
        // Given
        page("c1", 5, "a", "b").failure(FailureCategory.SCOPE_MISSING);
        // When, Then
        assertThat(end(byCursor))
                .isEqualTo(
                        new Step.NotComplete<>(
                                2,
                                OptionalLong.of(5),
                                FalconFailure.of(FailureCategory.SCOPE_MISSING, "No."),
                                "bad"));
    }

    @Test
    void aRefusedCursorIsCalledThat() {
        for (FailureCategory category :
                List.of(
                        FailureCategory.BAD_REQUEST,
                        FailureCategory.NOT_FOUND,
                        FailureCategory.GONE_UPSTREAM)) {
            page("c1", 5, "a", "b").failure(category);
            Step<String> end = end(Walker.byCursor(this::fetch, 2));
            assertNotComplete(end, 2, "refused page 2, its cursor may have expired");
        }
    }

    @Test
    void aRefusedFirstPageKeepsItsCategory() {
        failure(FailureCategory.GONE_UPSTREAM);
        assertThat(end(byCursor))
                .isInstanceOfSatisfying(
                        Step.NotComplete.class,
                        it ->
                                assertThat(it.why().category())
                                        .isEqualTo(FailureCategory.GONE_UPSTREAM));
    }

    @Test
    void aListingThatIsNeverCountedIsCompleteWithoutATotal() {
        // Given
        edges("c1", "a", "b").edges("c2", "c").edges(null, "d");
        // When, Then
        assertThat(end(uncounted)).isEqualTo(new Step.Complete<>(4, false));
        assertThat(asked).containsExactly("-/0", "c1/2", "c2/3");
    }

    @Test
    void anEmptyPageEndsAListingThatIsNeverCounted() {
        // Given
        edges("c1", "a", "b").edges("c2");
        // When, Then
        assertThat(end(uncounted)).isEqualTo(new Step.Complete<>(2, false));
    }

    @Test
    void cursorsThatGoRoundInACircleEnd() {
        // Given
        edges("c1", "a", "b").edges("c2", "c", "d").edges("c1", "a", "b");
        // When, Then
        assertNotComplete(end(uncounted), 6, "repeated a cursor; 6 came");
        assertThat(asked).hasSize(3);
    }

    @Test
    void aTotalThatIsSaidCountsAllTheSame() {
        // Given
        page(null, 5, "a", "b");
        // When, Then
        assertNotComplete(end(uncounted), 2, "2 of 5 came before the listing ended");
    }

    @Test
    void unusableEntriesOfAListingThatIsNeverCountedAreNotComplete() {
        // Given
        pages.add(
                FalconResult.ok(
                        new Fetched<>(
                                List.of("a"), 3, List.of(), Optional.empty(), OptionalLong.empty()),
                        "trace"));
        // When, Then
        assertNotComplete(end(uncounted), 1, "1 came; 2 entries could not be used");
    }

    /** A page without a total and without an order. */
    private WalkerTest edges(String next, String... items) {
        pages.add(
                FalconResult.ok(
                        new Fetched<>(
                                Arrays.asList(items),
                                items.length,
                                List.of(),
                                Optional.ofNullable(next),
                                OptionalLong.empty()),
                        "trace"));
        return this;
    }
}
