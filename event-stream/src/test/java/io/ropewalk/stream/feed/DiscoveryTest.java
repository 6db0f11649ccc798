package io.ropewalk.stream.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.stream.feed.Discovery.Found;
import io.ropewalk.stream.testing.FakeFeeds;
import io.ropewalk.stream.testing.ManualTime;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryTest {
    private final FakeFeeds feeds = new FakeFeeds().partitions("0", "1", "2");
    private final ManualTime time = new ManualTime();
    private final AtomicBoolean othersOpen = new AtomicBoolean();

    private Discovery discovery(int callsPerMinute, URI... origins) {
        var settings =
                new Discovery.Settings("app", List.of(origins), callsPerMinute, Duration.ZERO);
        return new Discovery(feeds, settings, time.timing(), othersOpen::get);
    }

    private FalconResult<List<Descriptor>> naming(String url) {
        return FalconResult.ok(List.of(feeds.descriptor("0", url)), "");
    }

    @Test
    void oneAnswerServesAllPartitions() throws InterruptedException {
        // Given
        Discovery discovery = discovery(10);
        discovery.find("0");
        discovery.find("1");

        // When
        Found found = discovery.find("2");

        // Then
        assertThat(found).isInstanceOf(Found.Ready.class);
        assertThat(feeds.asked()).containsExactly("app");
    }

    @Test
    void descriptorIsUsedOnce() throws InterruptedException {
        // Given
        Discovery discovery = discovery(10);
        discovery.find("0");
        Found first = discovery.find("1");

        // When
        Found second = discovery.find("1");

        // Then
        assertThat(second).isInstanceOf(Found.Ready.class).isNotEqualTo(first);
        assertThat(feeds.asked()).hasSize(2);
    }

    @Test
    void oldDescriptorIsNotUsed() throws InterruptedException {
        // Given
        Discovery discovery = discovery(10);
        discovery.find("0");
        time.pass(Duration.ofSeconds(60));

        // When
        discovery.find("1");

        // Then
        assertThat(feeds.asked()).hasSize(2);
    }

    @Test
    void callsAMinuteHaveALimit() throws InterruptedException {
        // Given
        Discovery discovery = discovery(2);
        discovery.find("0");
        discovery.find("0");

        // When
        Found found = discovery.find("0");

        // Then
        assertThat(found)
                .isInstanceOfSatisfying(
                        Found.Failed.class,
                        it -> {
                            assertThat(it.category()).isEqualTo(FailureCategory.THROTTLED);
                            assertThat(it.retryAfter()).hasValue(Duration.ofMinutes(1));
                        });
        assertThat(feeds.asked()).hasSize(2);
    }

    @Test
    void limitIsOverAfterAMinute() throws InterruptedException {
        // Given
        Discovery discovery = discovery(1);
        discovery.find("0");
        time.pass(Duration.ofMinutes(1));

        // When
        Found found = discovery.find("0");

        // Then
        assertThat(found).isInstanceOf(Found.Ready.class);
    }

    @Test
    void partitionThatIsNotListedIsAbsent() throws InterruptedException {
        // Given
        Discovery discovery = discovery(10);

        // When
        Found found = discovery.find("7");

        // Then
        assertThat(found).isInstanceOf(Found.Absent.class);
    }

    @Test
    void emptyListIsBusyAndNamesTheId() throws InterruptedException {
        // Given
        feeds.partitions();

        // When
        Found found = discovery(10).find("0");

        // Then
        assertThat(found)
                .isInstanceOfSatisfying(
                        Found.Busy.class, it -> assertThat(it.reason()).contains("id app,"));
    }

    /** Partition 1 was free until another feed was opened. */
    private Discovery split() throws InterruptedException {
        Discovery discovery = discovery(10);
        discovery.list();
        discovery.find("0");
        othersOpen.set(true);
        feeds.next(feeds.listed());
        discovery.find("1");
        return discovery;
    }

    private static String appId(Found found) {
        return ((Found.Ready) found).appId();
    }

    @Test
    void whereOneOpenFeedMakesTheIdBusyEachPartitionGetsItsOwn() throws InterruptedException {
        // Given
        Discovery discovery = split();

        // When
        Found found = discovery.find("2");

        // Then
        assertThat(appId(found)).isEqualTo("appp2");
        assertThat(feeds.asked()).containsExactly("applist", "app", "app", "appp1", "appp2");
    }

    @Test
    void anotherIdIsNamedWithItsReason() throws InterruptedException {
        // Given
        // When
        Discovery discovery = split();

        // Then
        assertThat(discovery.note())
                .isEqualTo(
                        "Feeds are opened under application ids of their own, such as appp1: app was free until another feed was opened under it.");
    }

    @Test
    void idIsKeptWhileNothingSaysThatOurOwnFeedMakesItBusy() throws InterruptedException {
        // Given
        Discovery discovery = discovery(10);
        discovery.list();
        othersOpen.set(true);
        feeds.partitions();

        // When
        Found found = discovery.find("1");

        // Then
        assertThat(found).isInstanceOf(Found.Busy.class);
        assertThat(feeds.asked()).containsExactly("applist", "app");
        assertThat(discovery.note()).isEmpty();
    }

    @Test
    void idThatIsBusyForLongerThanADeadSessionIsLeft() throws InterruptedException {
        // Given
        Discovery discovery = discovery(10);
        discovery.list();
        othersOpen.set(true);
        feeds.next(feeds.listed()).next(feeds.listed());
        discovery.find("1");
        time.pass(Duration.ofMinutes(10));

        // When
        Found found = discovery.find("1");

        // Then
        assertThat(appId(found)).isEqualTo("appp1");
        assertThat(discovery.note()).contains("busy for long");
    }

    @Test
    void idIsNeverLeftWhereAFeedMakesOnlyItsPartitionBusy() throws InterruptedException {
        // Given
        Discovery discovery = discovery(10);
        discovery.list();
        discovery.find("0");
        othersOpen.set(true);
        feeds.next(feeds.listed("1", "2"));
        discovery.find("1");
        feeds.partitions();
        discovery.find("1");
        time.pass(Duration.ofHours(1));

        // When
        Found found = discovery.find("1");

        // Then
        assertThat(found).isInstanceOf(Found.Busy.class);
        assertThat(feeds.asked()).doesNotContain("appp1");
    }

    @Test
    void idIsNotLeftForAStrangerWhoWasThereBefore() throws InterruptedException {
        // Given
        Discovery discovery = discovery(10);
        discovery.list();
        feeds.next(feeds.listed("0"));
        discovery.find("0");
        othersOpen.set(true);
        feeds.partitions();
        discovery.find("1");
        time.pass(Duration.ofHours(1));

        // When
        Found found = discovery.find("1");

        // Then
        assertThat(found).isInstanceOf(Found.Busy.class);
        assertThat(feeds.asked()).doesNotContain("appp1");
    }

    @Test
    void descriptorThatIsHadIsUsedWhenItCannotBeAskedForAnew() throws InterruptedException {
        // Given
        Discovery discovery = discovery(10);
        discovery.find("0");
        othersOpen.set(true);
        feeds.next(FakeFeeds.unreachable());

        // When
        Found found = discovery.find("1");

        // Then
        assertThat(appId(found)).isEqualTo("app");
    }

    @Test
    void ownIdThatIsBusyIsNamed() throws InterruptedException {
        // Given
        Discovery discovery = split();
        feeds.partitions();

        // When
        Found found = discovery.find("1");

        // Then
        assertThat(found)
                .isInstanceOfSatisfying(
                        Found.Busy.class, it -> assertThat(it.reason()).contains("id appp1,"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://firehose.crowdstrike.com/v1/0",
                "https://localhost/v1/0",
                "https://127.0.0.1/v1/0",
                "https://evil.example/v1/0",
                "https://crowdstrike.com.evil.example/v1/0",
                "https://evilcrowdstrike.com/v1/0",
                "https://firehose.crowdstrike.com@evil.example/v1/0",
                "https://user@firehose.crowdstrike.com/v1/0",
                "ftp://firehose.crowdstrike.com/v1/0",
                "file:///etc/passwd",
                "//firehose.crowdstrike.com/v1/0",
                "mailto:someone@crowdstrike.com"
            })
    void hostileAddressIsNotBelieved(String url) throws InterruptedException {
        // Given
        feeds.next(naming(url));

        // When
        Found found = discovery(10).find("0");

        // Then
        assertThat(found).isInstanceOf(Found.NotBelieved.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://firehose.crowdstrike.com/v1/0",
                "https://FIREHOSE.eu-1.CrowdStrike.com/v1/0",
                "https://firehose.crowdstrike.com:8443/v1/0"
            })
    void addressUnderTheDomainOfTheApiIsBelieved(String url) throws InterruptedException {
        // Given
        feeds.next(naming(url));

        // When
        Found found = discovery(10).find("0");

        // Then
        assertThat(found).isInstanceOf(Found.Ready.class);
    }

    @Test
    void configuredOriginIsBelieved() throws InterruptedException {
        // Given
        feeds.next(
                FalconResult.ok(
                        List.of(feeds.descriptor("0", "http://proxy.internal:8090/v1/0")), ""));

        // When
        Found found = discovery(10, URI.create("http://proxy.internal:8090")).find("0");

        // Then
        assertThat(found).isInstanceOf(Found.Ready.class);
    }

    @Test
    void originIsSchemeHostAndPort() throws InterruptedException {
        // Given
        feeds.next(naming("http://proxy.internal:8091/v1/0"));

        // When
        Found found = discovery(10, URI.create("http://proxy.internal:8090")).find("0");

        // Then
        assertThat(found).isInstanceOf(Found.NotBelieved.class);
    }

    @Test
    void hostileAddressOfAnotherPartitionHarmsOnlyThat() throws InterruptedException {
        // Given
        feeds.next(
                FalconResult.ok(
                        List.of(
                                feeds.descriptor("1", "https://evil.example/v1/1"),
                                feeds.descriptor("0")),
                        ""));
        Discovery discovery = discovery(10);
        discovery.find("0");

        // When
        Found found = discovery.find("1");

        // Then
        assertThat(found).isInstanceOf(Found.Ready.class);
        assertThat(feeds.asked()).hasSize(2);
    }

    @Test
    void throttledDiscoverySaysForHowLong() throws InterruptedException {
        // Given
        feeds.next(new FalconResult.Throttled<>(Duration.ofSeconds(40), ""));

        // When
        Found found = discovery(10).find("0");

        // Then
        assertThat(found)
                .isInstanceOfSatisfying(
                        Found.Failed.class,
                        it ->
                                assertThat(it.retryAfter())
                                        .isEqualTo(Optional.of(Duration.ofSeconds(40))));
    }

    @Test
    void failureKeepsItsCategory() throws InterruptedException {
        // Given
        feeds.next(FakeFeeds.rejected(FailureCategory.SCOPE_MISSING, 403));

        // When
        Found found = discovery(10).find("0");

        // Then
        assertThat(found)
                .isInstanceOfSatisfying(
                        Found.Failed.class,
                        it -> assertThat(it.category()).isEqualTo(FailureCategory.SCOPE_MISSING));
    }

    @Test
    void listingUsesAnIdThatNeverOpensAFeed() {
        // Given
        Discovery discovery = discovery(10);

        // When
        var listed = discovery.list();

        // Then
        assertThat(listed)
                .isInstanceOfSatisfying(
                        FalconResult.Ok.class,
                        it -> assertThat(it.value()).isEqualTo(Set.of("0", "1", "2")));
        assertThat(feeds.asked()).containsExactly("applist");
    }

    @Test
    void derivedIdsAreShortEnough() {
        // Given
        String longest = "a".repeat(32);

        // When
        String derived = AppIds.ofPartition(longest, "12");

        // Then
        assertThat(derived).hasSize(32).endsWith("p12");
    }

    @Test
    void idOfAPartitionWithAnAbsurdNameIsShortEnough() {
        // Given
        String name = "9".repeat(200);

        // When
        String derived = AppIds.ofPartition("app", name);

        // Then
        assertThat(derived).hasSizeLessThanOrEqualTo(32);
    }
}
