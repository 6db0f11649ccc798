package io.ropewalk.stream.feed;

import static io.ropewalk.stream.testing.Events.event;
import static io.ropewalk.stream.testing.Events.openedEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.stream.event.Event;
import io.ropewalk.stream.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForeignWatchTest {
    private final ManualTime time = new ManualTime();
    private final ForeignWatch watch = new ForeignWatch("0", time.timing());

    private Event opened(long offset, String appId, String partition) {
        return openedEvent(offset, time.millis(), appId, partition);
    }

    private void minutes(int count) {
        time.pass(Duration.ofMinutes(count));
    }

    @Test
    void ourOwnOpeningIsOurs() {
        // Given
        watch.opening("app");

        // When
        int foreign = watch.count(List.of(opened(1, "app", "0")));

        // Then
        assertThat(foreign).isZero();
    }

    @Test
    void openingWeDidNotMakeIsForeign() {
        // Given
        watch.opening("app");
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
        watch.opening("app");

        // When
        int foreign = watch.count(List.of(opened(1, "app", "0"), opened(2, "app", "0")));

        // Then
        assertThat(foreign).isOne();
    }

    @Test
    void theSameEventReadAgainIsTheSameOpening() {
        // Given
        watch.opening("app");
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
        watch.opening("app");
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
        watch.opening("app");

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
        watch.opening("app");
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
        watch.opening("app");
        watch.opened(vendorTime);
        long opened = vendorTime.toEpochMilli();
        Event ours = openedEvent(1, opened, "app", "0");

        // When
        int foreign = watch.count(List.of(ours, openedEvent(2, opened + 60_000, "app", "0")));

        // Then
        assertThat(foreign).isOne();
    }

    @Test
    void idOfAPartitionIsOursToo() {
        // Given
        watch.opening("app");
        watch.opening("appp0");
        minutes(5);

        // When
        int foreign = watch.count(List.of(opened(1, "appp0", "0")));

        // Then
        assertThat(foreign).isOne();
    }
}
