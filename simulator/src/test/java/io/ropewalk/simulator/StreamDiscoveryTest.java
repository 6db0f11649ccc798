package io.ropewalk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.simulator.datafeed.SessionEvent.Kind;
import io.ropewalk.simulator.feed.FeedRules;
import io.ropewalk.simulator.feed.FeedRules.BusyScope;
import io.ropewalk.simulator.feed.FeedSpec;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which streams a client is told of, and when it is told of none. */
class StreamDiscoveryTest {
    private Simulator simulator;
    private StreamClient client;

    private void start(FeedSpec spec) {
        start(Tenant.standard(0).withFeed(spec));
    }

    private void start(Tenant tenant) {
        simulator = Simulator.start(Scenario.ofTenants(List.of(tenant)));
        client = new StreamClient(simulator);
    }

    private void start(FeedRules rules) {
        start(FeedSpec.ofEvents(2, 20).withRules(rules));
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void listsEveryPartitionWithAbsoluteUrls() {
        // Given
        start(FeedSpec.ofEvents(2, 20));
        simulator.clock().freeze(true);
        simulator.clock().set(Instant.parse("2026-11-20T10:00:00.000000001Z"));
        client = new StreamClient(simulator);
        // When
        var response = client.discovery("appId=app1&format=json");
        // Then
        var body = SimClient.json(response);
        var second = body.at("/resources/1");
        var base = simulator.baseUri();
        assertThat(body.has("errors")).isFalse();
        assertThat(body.at("/meta/powered_by").asText()).isEqualTo("FalconHose");
        assertThat(body.get("resources")).hasSize(2);
        assertThat(second.get("dataFeedURL").asText())
                .isEqualTo(base + "/sensors/entities/datafeed/v1/1?appId=app1");
        assertThat(second.get("refreshActiveSessionURL").asText())
                .isEqualTo(
                        base
                                + "/sensors/entities/datafeed-actions/v1/1?appId=app1&action_name=refresh_active_stream_session");
        assertThat(second.get("refreshActiveSessionInterval").asInt()).isEqualTo(1800);
        assertThat(second.at("/sessionToken/expiration").asText())
                .isEqualTo("2026-11-20T10:05:00.000000001Z");
        assertThat(second.at("/sessionToken/token").asText())
                .isNotEqualTo(body.at("/resources/0/sessionToken/token").asText());
        assertThat(simulator.violations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "appId=",
                "appId=with-dash",
                "appId=with.dot",
                "appId=123456789012345678901234567890123",
                "appId=a&format=xml",
                "appId=a&offset=5",
                "format=json",
                "appId=a&appId=b"
            })
    void refusesWhatIsNotDocumented(String query) {
        // Given
        start(FeedSpec.EMPTY);
        // When
        var response = client.discovery(query);
        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(simulator.violations()).hasSize(1);
    }

    @Test
    void takesLooserAppIdsWhenTold() {
        // Given
        start(FeedRules.DEFAULT.withLooseAppIds(true));
        // When
        var partitions = client.partitions("sio-1657110865.3_x");
        // Then
        assertThat(partitions).containsExactly("0", "1");
    }

    @Test
    void needsTheScope() {
        // Given
        start(Tenant.standard(0).withScopes(Set.of("Hosts:read")));
        // When
        var response = client.discovery("appId=a");
        // Then
        assertThat(response.statusCode()).isEqualTo(403);
    }

    @Test
    void listsNothingWithoutTheEntitlement() {
        // Given
        start(FeedSpec.ofEvents(2, 20).withEntitled(false));
        // When
        var response = client.discovery("appId=a");
        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(SimClient.json(response).get("resources")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PARTITION, 1", "APP_ID, ''"})
    void leavesOutWhatTheAppIdHasOpen(BusyScope scope, String left) throws IOException {
        // Given
        start(FeedRules.DEFAULT.withBusyScope(scope));
        try (var reader = client.open("app1", "")) {
            reader.line();
            // When
            var mine = client.partitions("app1");
            var others = client.partitions("app2");
            // Then
            assertThat(String.join(",", mine)).isEqualTo(left);
            assertThat(others).containsExactly("0", "1");
            assertThat(simulator.feed("default").count(Kind.BUSY)).isEqualTo(1);
        }
    }

    @Test
    void keepsAPartitionBusyForAWhileAfterItsReaderLeft() throws IOException {
        // Given
        start(FeedRules.DEFAULT.withReleaseDelay(Duration.ofMinutes(5)));
        simulator.clock().freeze(true);
        client.open("app1", "").close();
        Eventually.that(() -> assertThat(simulator.feed("default").openSessions()).isEmpty());
        // When
        var early = client.partitions("app1");
        simulator.clock().advance(Duration.ofMinutes(5));
        var late = client.partitions("app1");
        // Then
        assertThat(early).containsExactly("1");
        assertThat(late).containsExactly("0", "1");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -5, 60, 1_000_000_000_000L})
    void saysAnyIntervalItIsToldTo(long seconds) {
        // Given
        start(FeedRules.DEFAULT.withInterval(OptionalLong.of(seconds)));
        // When
        var stream = client.discover("a").getFirst();
        // Then
        assertThat(stream.get("refreshActiveSessionInterval").asLong()).isEqualTo(seconds);
    }

    @Test
    void canLeaveTheIntervalOut() {
        // Given
        start(FeedRules.DEFAULT.withInterval(OptionalLong.empty()));
        // When
        var stream = client.discover("a").getFirst();
        // Then
        assertThat(stream.has("refreshActiveSessionInterval")).isFalse();
    }

    @Test
    void movesHostAndOrigin() {
        // Given
        start(FeedRules.DEFAULT);
        simulator.feed("default").host("localhost");
        // When
        var moved = client.discover("a").getFirst();
        simulator.scenario(
                Scenario.ofTenants(
                        List.of(
                                Tenant.standard(0)
                                        .withFeed(
                                                FeedSpec.EMPTY.withRules(
                                                        FeedRules.DEFAULT.withOrigin(
                                                                Optional.of(
                                                                        URI.create(
                                                                                "https://hose.test"))))))));
        var elsewhere = client.discover("a").getFirst();
        // Then
        assertThat(moved.get("dataFeedURL").asText())
                .startsWith("http://localhost:" + simulator.port() + "/sensors/");
        assertThat(elsewhere.get("dataFeedURL").asText()).startsWith("https://hose.test/sensors/");
    }

    @Test
    void membersHaveAFeedOfTheirOwn() {
        // Given
        var member = Tenant.member("child", 0).withFeed(FeedSpec.ofEvents(3, 9));
        start(Tenant.standard(0).withMembers(List.of(member)));
        var token =
                SimClient.json(
                                client.client()
                                        .form(
                                                SimClient.TOKEN,
                                                "client_id=sim-client&client_secret=sim-secret&member_cid="
                                                        + member.cid()))
                        .get("access_token")
                        .asText();
        // When
        var response = client.client().bearing(token).get(StreamClient.DISCOVERY + "?appId=a");
        // Then
        assertThat(SimClient.json(response).get("resources")).hasSize(3);
    }
}
