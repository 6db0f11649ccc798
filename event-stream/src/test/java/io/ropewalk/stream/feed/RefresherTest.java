package io.ropewalk.stream.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.testing.Events;
import io.ropewalk.stream.testing.FakeFeeds;
import io.ropewalk.stream.timing.Timing;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefresherTest {
    private static final Duration SHORT = Duration.ofMillis(200);

    private final FakeFeeds feeds = new FakeFeeds();
    private final AtomicInteger deaths = new AtomicInteger();
    private final List<Boolean> worked = Collections.synchronizedList(new ArrayList<>());
    private Refresher refresher;

    @AfterEach
    void close() {
        if (refresher != null) {
            refresher.close();
        }
    }

    private void start(Duration interval) {
        var listener =
                new FeedListener() {
                    @Override
                    public void refreshed(PartitionId partition, boolean did, Duration margin) {
                        worked.add(did);
                    }
                };
        refresher =
                new Refresher(
                        Events.PARTITION,
                        feeds,
                        URI.create("https://api.crowdstrike.com/refresh/0"),
                        interval,
                        Timing.real(Clock.systemUTC()),
                        listener,
                        deaths::incrementAndGet);
    }

    @ParameterizedTest
    @CsvSource({
        "1800, 1800",
        "0, 15",
        "-5, 15",
        "1, 15",
        "20, 20",
        "1000000000000, 3600",
        "9223372036854775807, 3600",
        "-10000000000000000, 15",
        "-9223372036854775808, 15"
    })
    void intervalIsBroughtIntoSensibleBounds(long given, long used) {
        // Given
        var settings =
                new FeedSettings(
                        SHORT,
                        SHORT,
                        SHORT,
                        SHORT,
                        SHORT,
                        SHORT,
                        SHORT,
                        SHORT,
                        Duration.ofSeconds(15),
                        Duration.ofHours(1),
                        1,
                        false);

        // When
        Duration interval = Refresher.interval(OptionalLong.of(given), settings);

        // Then
        assertThat(interval).isEqualTo(Duration.ofSeconds(used));
    }

    @Test
    void sessionIsKeptAliveBeforeItsTimeIsUp() {
        // Given
        // When
        start(SHORT);

        // Then
        await().until(() -> feeds.refreshed() >= 3);
        assertThat(deaths).hasValue(0);
        assertThat(worked).containsOnly(true);
    }

    @Test
    void whoComesTooLateAsksBeforeTheSessionIsGivenUp() {
        // Given
        // When
        start(Duration.ofNanos(1));

        // Then
        await().until(() -> feeds.refreshed() >= 3);
        assertThat(deaths).hasValue(0);
    }

    @Test
    void missingSessionIsDeadAtOnce() {
        // Given
        feeds.alwaysRefresh(() -> FakeFeeds.rejected(FailureCategory.NOT_FOUND, 404));

        // When
        start(SHORT);

        // Then
        await().until(() -> deaths.get() == 1);
        assertThat(feeds.refreshed()).isOne();
    }

    @Test
    void severalAttemptsFitIntoTheMargin() {
        // Given
        feeds.alwaysRefresh(() -> FakeFeeds.rejected(FailureCategory.VENDOR_DOWN, 503));

        // When
        start(Duration.ofMillis(800));

        // Then
        await().until(() -> deaths.get() == 1);
        assertThat(feeds.refreshed()).isBetween(3, 9);
        assertThat(worked).containsOnly(false);
    }

    @Test
    void faultOfOursIsADeadSession() {
        // Given
        feeds.alwaysRefresh(() -> {
            throw new IllegalStateException("a bug");
        });

        // When
        start(SHORT);

        // Then
        await().until(() -> deaths.get() == 1);
    }

    @Test
    void closedRefresherAsksNoMore() {
        // Given
        start(SHORT);

        // When
        refresher.close();

        // Then
        await().during(SHORT.multipliedBy(2)).until(() -> feeds.refreshed() == 0);
        assertThat(deaths).hasValue(0);
    }
}
