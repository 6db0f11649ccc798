package io.ropewalk.stream.feed;

import static io.ropewalk.stream.testing.Events.event;
import static io.ropewalk.stream.testing.Events.openedEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.stream.event.Event;
import io.ropewalk.stream.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ForeignWatchTest {
    private final ManualTime time = new ManualTime();
    private final ForeignWatch watch = new ForeignWatch("0", Set.of("app", "appp0"), time.timing());

    private Event opened(long offset, String appId, String partition) {
        return openedEvent(offset, time.millis(), appId, partition);
    }

    private void minutes(int count) {
        time.pass(Duration.ofMinutes(count));
    }

    @Test
    void ourOwnOpeningIsOurs() {
        // Given
        watch.opening();

        // When
        int foreign = watch.count(List.of(opened(1, "app", "0")));

        // Then
        assertThat(foreign).isZero();
    }

    @Test
    void openingWeDidNotMakeIsForeign() {
        // Given
        watch.opening();
        watch.count(List.of(opened(1, "app", "0")));
        minutes(5);

        // When
        int foreign = watch.count(List.of(event(2), opened(3, "app", "0")));

        // Then
        assertThat(foreign).isOne();
    }

    @Test
    void oneOpeningOfOursExplainsOneEventOnly() {
        // Given
        watch.opening();

        // When
        int foreign = watch.count(List.of(opened(1, "app", "0"), opened(2, "app", "0")));

        // Then
        assertThat(foreign).isOne();
    }

    @Test
    void theSameEventReadAgainIsTheSameOpening() {
        // Given
        watch.opening();
        Event ours = opened(1, "app", "0");
        watch.count(List.of(ours));

        // When
        int foreign = watch.count(List.of(ours));

        // Then
        assertThat(foreign).isZero();
    }

    @Test
    void otherIdsAndOtherPartitionsAreNoBusinessOfOurs() {
        // Given
        watch.opening();
        minutes(5);

        // When
        int foreign = watch.count(List.of(opened(1, "siem", "0"), opened(2, "app", "1")));

        // Then
        assertThat(foreign).isZero();
    }

    @Test
    void whatWasWrittenLongBeforeWeCameIsNoBusinessOfOurs() {
        // Given
        Event old = opened(1, "app", "0");
        minutes(10);
        watch.opening();

        // When
        int foreign = watch.count(List.of(old));

        // Then
        assertThat(foreign).isZero();
    }

    @Test
    void replicaOfOursThatHadThePartitionAMomentAgoIsNotForeign() {
        // Given
        Event theirs = opened(1, "app", "0");
        time.pass(Duration.ofSeconds(20));
        watch.opening();
        watch.opened(time.instant());
        Event ours = opened(2, "app", "0");

        // When
        int foreign = watch.count(List.of(theirs, ours));

        // Then
        assertThat(foreign).isZero();
    }

    @Test
    void foreignOpeningIsNoticedThoughOurClockIsWrong() {
        // Given
        Instant vendorTime = time.instant().plus(Duration.ofHours(2));
        watch.opening();
        watch.opened(vendorTime);
        long opened = vendorTime.toEpochMilli();
        Event ours = openedEvent(1, opened, "app", "0");

        // When
        int foreign = watch.count(List.of(ours, openedEvent(2, opened + 60_000, "app", "0")));

        // Then
        assertThat(foreign).isOne();
    }

    @Test
    void everyIdThatWeMayUseIsOurs() {
        // Given
        watch.opening();
        minutes(5);

        // When
        int foreign = watch.count(List.of(opened(1, "appp0", "0"), opened(2, "app", "0")));

        // Then
        assertThat(foreign).isEqualTo(2);
    }

    @Test
    void foreignOpeningThatIsReadAgainIsStillOne() {
        // Given
        watch.opening();
        minutes(5);
        Event theirs = opened(7, "app", "0");
        watch.count(List.of(theirs));

        // When
        int again = watch.count(List.of(theirs));

        // Then
        assertThat(again).isZero();
        assertThat(watch.total()).isOne();
    }

    @Test
    void readerThatReadsAgainKnowsTheOpeningsOfThoseBefore() {
        // Given
        var memory = new FeedMemory(time.timing());
        Set<String> ids = Set.of("app");
        memory.watch("0", ids).opening();
        Event first = opened(1, "app", "0");
        time.pass(Duration.ofSeconds(30));
        memory.watch("0", ids).opening();
        Event second = opened(2, "app", "0");
        time.pass(Duration.ofSeconds(30));
        ForeignWatch third = memory.watch("0", ids);
        third.opening();

        // When
        int foreign = third.count(List.of(first, second, opened(3, "app", "0")));

        // Then
        assertThat(foreign).isZero();
    }

    @Test
    void partitionThatWasNotOursForAWhileIsWatchedFromItsNextOpening() {
        // Given
        var memory = new FeedMemory(time.timing());
        Set<String> ids = Set.of("app");
        memory.watch("0", ids).opening();
        memory.forget("0");
        minutes(5);
        Event otherReplica = opened(1, "app", "0");
        minutes(5);
        ForeignWatch watch = memory.watch("0", ids);
        watch.opening();

        // When
        int foreign = watch.count(List.of(otherReplica, opened(2, "app", "0")));

        // Then
        assertThat(foreign).isZero();
    }
}
