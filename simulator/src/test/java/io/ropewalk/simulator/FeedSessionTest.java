package io.ropewalk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.simulator.FeedFault.Ending;
import io.ropewalk.simulator.datafeed.SessionEvent;
import io.ropewalk.simulator.datafeed.SessionEvent.Kind;
import io.ropewalk.simulator.datafeed.SessionView;
import io.ropewalk.simulator.datafeed.TenantFeed;
import io.ropewalk.simulator.feed.FeedRules;
import io.ropewalk.simulator.feed.FeedSpec;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a feed lasts, what refreshes it, and what is on record afterwards. */
class FeedSessionTest {
    private static final Tenant TENANT = Tenant.standard(0);

    private Simulator simulator;
    private StreamClient client;

    @BeforeEach
    void start() {
        start(FeedRules.DEFAULT);
    }

    private void start(FeedRules rules) {
        if (simulator != null) {
            simulator.close();
        }
        var spec = FeedSpec.ofEvents(1, 100).withRules(rules);
        simulator = Simulator.start(Scenario.ofTenants(List.of(TENANT.withFeed(spec))));
        simulator.clock().freeze(true);
        client = new StreamClient(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private TenantFeed feed() {
        return simulator.feed("default");
    }

    private FeedReader readAll() throws IOException {
        var reader = client.open("app1", "");
        reader.lines(100);
        return reader;
    }

    private void advance(Duration step) {
        simulator.clock().advance(step);
        client = new StreamClient(simulator);
    }

    @Test
    void endsWithoutARefresh() throws IOException {
        try (var reader = readAll()) {
            // When
            simulator.clock().advance(Duration.ofMinutes(30));
            // Then
            assertThat(reader.rest()).isEmpty();
            assertThat(reader.end()).isEqualTo(FeedReader.End.LAST_CHUNK);
            assertThat(feed().sessions())
                    .extracting(SessionView::cause)
                    .containsExactly("not refreshed");
        }
    }

    @Test
    void goesOnWhenRefreshedInTime() throws IOException {
        try (var reader = readAll()) {
            // Given
            advance(Duration.ofSeconds(1799));
            // When
            var response = client.refresh("0", "app1");
            advance(Duration.ofSeconds(1799));
            // Then
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(SimClient.json(response).has("resources")).isFalse();
            assertThat(reader.end()).isNull();
            assertThat(feed().openSessions()).extracting(SessionView::refreshes).containsExactly(1);
        }
    }

    @Test
    void endsAfterItsLongestLifeEvenWhenRefreshed() throws IOException {
        // Given
        start(FeedRules.DEFAULT.withSessionMaxLife(Duration.ofHours(1)));
        try (var reader = readAll()) {
            advance(Duration.ofSeconds(1799));
            client.refresh("0", "app1");
            advance(Duration.ofSeconds(1799));
            client.refresh("0", "app1");
            // When
            advance(Duration.ofSeconds(2));
            // Then
            assertThat(reader.rest()).isEmpty();
            assertThat(feed().sessions()).extracting(SessionView::cause).containsExactly("too old");
        }
    }

    @ParameterizedTest
    @CsvSource({"60, 60", "0, 1800", "-1, 1800", "1000000000000, 1800"})
    void livesByASensibleIntervalWhateverItTells(long told, long life) throws IOException {
        // Given
        start(FeedRules.DEFAULT.withInterval(OptionalLong.of(told)));
        try (var reader = readAll()) {
            // When
            advance(Duration.ofSeconds(life - 1));
            var before = feed().openSessions().size();
            advance(Duration.ofSeconds(1));
            // Then
            assertThat(before).isEqualTo(1);
            assertThat(feed().openSessions()).isEmpty();
            assertThat(reader.rest()).isEmpty();
        }
    }

    @Test
    void endsAReaderThatDoesNotRead() throws IOException {
        // Given
        var spec = FeedSpec.ofEvents(1, 1_000_000);
        simulator.scenario(Scenario.ofTenants(List.of(TENANT.withFeed(spec))));
        try (var reader = client.open("app1", "")) {
            reader.lines(1);
            // When
            simulator.clock().advance(Duration.ofMinutes(30));
            Eventually.that(() -> assertThat(feed().openSessions()).isEmpty());
            // Then
            assertThat(reader.rest()).hasSizeLessThan(500_000);
        }
    }

    @Test
    void refreshesOnlyAnOpenFeed() throws IOException {
        // Given
        try (var reader = readAll()) {
            // When
            var otherApp = client.refresh("0", "app2");
            var otherPartition = client.refresh("1", "app1");
            reader.leave();
            Eventually.that(() -> assertThat(feed().openSessions()).isEmpty());
            var closed = client.refresh("0", "app1");
            // Then
            for (var response : List.of(otherApp, otherPartition, closed)) {
                assertThat(response.statusCode()).isEqualTo(404);
                assertThat(SimClient.message(response)).contains("no active stream session found");
            }
            assertThat(feed().count(Kind.NOT_REFRESHED)).isEqualTo(3);
            assertThat(simulator.violations()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?appId=app1",
                "?action_name=stop&appId=app1",
                "?action_name=refresh_active_stream_session",
                "?action_name=refresh_active_stream_session&appId=a.b"
            })
    void refusesARefreshThatIsNotDocumented(String query) {
        // When
        var response = client.refresh(StreamClient.ACTIONS + query);
        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(simulator.violations()).hasSize(1);
    }

    @Test
    void aRefreshNeedsTheContentType() {
        // Given
        var target = StreamClient.ACTIONS + "?action_name=refresh_active_stream_session&appId=a";
        // When
        var response =
                client.client()
                        .send(client.client().authorized(target).POST(BodyPublishers.noBody()));
        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(simulator.violations().getFirst().kind()).isEqualTo("wrong-content-type");
    }

    @Test
    void aRefreshNeedsTheScope() {
        // Given
        simulator.scenario(Scenario.ofTenants(List.of(TENANT.withScopes(Set.of("Alerts:read")))));
        // When
        var response = client.refresh("0", "app1");
        // Then
        assertThat(response.statusCode()).isEqualTo(403);
    }

    @Test
    void endsWhenItsClientIsRemoved() throws IOException {
        try (var reader = readAll()) {
            // When
            simulator.scenario(
                    Scenario.ofTenants(List.of(Tenant.of("other", "other", "secret", 0))));
            // Then
            assertThat(reader.rest()).isEmpty();
            assertThat(reader.end()).isEqualTo(FeedReader.End.LAST_CHUNK);
        }
    }

    @Test
    void goesOnWhenAnotherPartOfTheScenarioChanges() throws IOException {
        try (var reader = readAll()) {
            // Given
            var before = feed();
            // When
            simulator.scenario(simulator.scenario().withLimits(Limits.OFF));
            before.foreignReader("0", "someone");
            // Then
            assertThat(feed()).isSameAs(before);
            assertThat(reader.lines(1).getFirst()).contains("\"someone\"");
        }
    }

    @Test
    void recordsWhatHappened() throws IOException {
        // Given
        try (var reader = readAll()) {
            client.refresh("0", "app1");
            // When
            reader.leave();
            Eventually.that(() -> assertThat(feed().openSessions()).isEmpty());
            // Then
            var view = feed().sessions().getFirst();
            assertThat(view.deliveredTo()).isEqualTo(100);
            assertThat(view.lines()).isEqualTo(100);
            assertThat(view.closedAt()).isPresent();
            assertThat(view.cause()).isIn("client left", "connection lost");
            assertThat(feed().history())
                    .extracting(SessionEvent::kind)
                    .containsExactly(Kind.DISCOVERED, Kind.OPENED, Kind.REFRESHED, Kind.CLOSED);
            assertThat(feed().history())
                    .extracting(SessionEvent::number)
                    .containsExactly(1L, 2L, 3L, 4L);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CLEAN, LAST_CHUNK, false",
        "NO_LAST_CHUNK, CLOSED, false",
        "RESET, RESET, false",
        "MID_LINE, CLOSED, true",
        "MID_LINE_RESET, RESET, true",
        "MID_CHUNK, CLOSED_IN_CHUNK, false"
    })
    void closesAsTold(Ending how, FeedReader.End seen, boolean fragment) throws IOException {
        try (var reader = readAll()) {
            // When
            var closed = feed().close("0", how);
            // Then
            reader.rest();
            assertThat(closed).isEqualTo(1);
            assertThat(reader.end()).isEqualTo(seen);
            if (how != Ending.MID_LINE_RESET) {
                assertThat(!reader.fragment().isEmpty()).isEqualTo(fragment);
            }
        }
    }

    @Test
    void aResetOfTheOffsetsGoesOnInTheSameFeed() throws IOException {
        try (var reader = readAll()) {
            // When
            feed().log().reset("0", 1, 50);
            feed().wake();
            // Then
            var lines = reader.lines(50);
            assertThat(SimClient.json(lines.getFirst()).at("/metadata/offset").asLong())
                    .isEqualTo(1);
            assertThat(lines.getLast().getBytes(StandardCharsets.UTF_8))
                    .isEqualTo(feed().log().line("0", 50));
        }
    }
}
