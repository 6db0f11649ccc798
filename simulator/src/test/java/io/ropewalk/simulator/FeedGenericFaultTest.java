package io.ropewalk.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.simulator.Fault.ErrorBody;
import io.ropewalk.simulator.Fault.RetryHint;
import io.ropewalk.simulator.feed.FeedSpec;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The faults of every route, on the routes of the feed. */
class FeedGenericFaultTest {
    private static final String ANY_FEED = "/sensors/entities/datafeed/v1/*";
    private static final String ANY_ACTION = "/sensors/entities/datafeed-actions/*";

    private Simulator simulator;
    private StreamClient client;

    @BeforeEach
    void start() {
        var tenant = Tenant.standard(0).withFeed(FeedSpec.ofEvents(1, 30));
        simulator = Simulator.start(Scenario.ofTenants(List.of(tenant)));
        client = new StreamClient(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private FeedReader faulty(Fault fault) throws IOException {
        simulator.arm(FaultRule.once(ANY_FEED, fault));
        return client.open("app1", "");
    }

    private String truth(long offset) {
        return new String(
                simulator.feed("default").log().line("0", offset), StandardCharsets.UTF_8);
    }

    @Test
    void status() throws IOException {
        try (var reader = faulty(new Fault.Status(503, ErrorBody.ENVELOPE, "down"))) {
            // When
            var body = reader.body();
            // Then
            assertThat(reader.status()).isEqualTo(503);
            assertThat(body).contains("\"message\": \"down\"");
            assertThat(simulator.feed("default").sessions()).isEmpty();
            assertThat(client.discover("app1")).hasSize(1);
        }
    }

    @Test
    void throttle() throws IOException {
        try (var reader =
                faulty(new Fault.Throttle(RetryHint.EPOCH_SECONDS, Duration.ofSeconds(3)))) {
            // When
            var status = reader.status();
            // Then
            assertThat(status).isEqualTo(429);
            assertThat(reader.header("x-ratelimit-retryafter")).isNotEmpty();
        }
    }

    @Test
    void expiredTokenKillsTheSessionToken() throws IOException {
        // Given
        var stream = client.discover("app1").getFirst();
        simulator.arm(FaultRule.once(ANY_FEED, new Fault.ExpiredToken()));
        try (var first = FeedReader.open(simulator, stream, "");
                var again = FeedReader.open(simulator, stream, "")) {
            // When
            var statuses = List.of(first.status(), again.status());
            // Then
            assertThat(statuses).containsExactly(401, 401);
        }
    }

    @Test
    void redirect() throws IOException {
        try (var reader = faulty(new Fault.Redirect(307, "http://localhost:9/x"))) {
            // When
            var location = reader.header("location");
            // Then
            assertThat(reader.status()).isEqualTo(307);
            assertThat(location).isEqualTo("http://localhost:9/x");
        }
    }

    @Test
    void stall() throws IOException {
        try (var reader = faulty(new Fault.Stall(Duration.ofMillis(100)))) {
            // When
            var line = reader.lines(1).getFirst();
            // Then
            assertThat(line).isEqualTo(truth(1));
            assertThat(simulator.requests(StreamClient.FEED).getFirst().fault()).isEqualTo("stall");
        }
    }

    @Test
    void stallMidBody() throws IOException {
        try (var reader = faulty(new Fault.StallMidBody(300, Duration.ofMillis(100)))) {
            // When
            var lines = reader.lines(30);
            // Then
            assertThat(reader.chunks().getFirst()).hasSize(300);
            assertThat(lines.getLast()).isEqualTo(truth(30));
        }
    }

    @Test
    void cutBody() throws IOException {
        try (var reader = faulty(new Fault.CutBody(300, true))) {
            // When
            reader.rest();
            // Then
            assertThat(reader.end()).isEqualTo(FeedReader.End.CLOSED);
            assertThat(reader.fragment().getBytes(StandardCharsets.UTF_8)).hasSize(300);
        }
    }

    @Test
    void slow() throws IOException {
        try (var reader = faulty(new Fault.Slow(20_000))) {
            // When
            var lines = reader.lines(2);
            // Then
            assertThat(lines.getLast()).isEqualTo(truth(2));
            assertThat(reader.chunks()).allMatch(chunk -> chunk.length <= 1000);
        }
    }

    @Test
    void invalidJson() throws IOException {
        try (var reader = faulty(new Fault.InvalidJson())) {
            // When
            var lines = reader.lines(2);
            // Then
            assertThat(truth(1)).startsWith(lines.getFirst()).isNotEqualTo(lines.getFirst());
            assertThat(lines.getLast()).isEqualTo(truth(2));
        }
    }

    @Test
    void emptyBodyAndWrongType() throws IOException {
        try (var empty = faulty(new Fault.EmptyBody());
                var typed = faulty(new Fault.WrongContentType("text/plain"))) {
            // When
            var body = empty.body();
            // Then
            assertThat(empty.status()).isEqualTo(200);
            assertThat(body).isEmpty();
            assertThat(typed.header("content-type")).isEqualTo("text/plain");
            assertThat(typed.lines(1)).containsExactly(truth(1));
        }
    }

    @Test
    void reset() {
        assertThatThrownBy(() -> faulty(new Fault.Reset())).isInstanceOf(SocketException.class);
        // Then
        assertThat(simulator.feed("default").sessions()).isEmpty();
        assertThat(simulator.requests(StreamClient.FEED).getFirst().status()).isZero();
    }

    @Test
    void refreshTakesThemToo() throws IOException {
        try (var reader = client.open("app1", "")) {
            reader.lines(30);
            simulator.arm(FaultRule.once(ANY_ACTION, new Fault.Status(500, ErrorBody.EMPTY, "")));
            simulator.arm(FaultRule.once(ANY_ACTION, new Fault.Stall(Duration.ofMillis(50))));
            // When
            var failed = client.refresh("0", "app1");
            var late = client.refresh("0", "app1");
            // Then
            assertThat(failed.statusCode()).isEqualTo(500);
            assertThat(late.statusCode()).isEqualTo(200);
            assertThat(simulator.feed("default").openSessions().getFirst().refreshes())
                    .isEqualTo(1);
        }
    }

    @Test
    void feedFaultsWaitForTheFeed() throws IOException {
        // Given
        simulator.arm(FaultRule.once("*", new FeedFault.FeedGap(0, 5)));
        try (var reader = client.open("app1", "")) {
            // When
            var line = reader.lines(1).getFirst();
            // Then
            assertThat(line).isEqualTo(truth(6));
        }
    }

    @Test
    void aFaultDoesNotHitACallThatWouldHaveBeenRefused() throws IOException {
        // Given
        simulator.arm(FaultRule.once(ANY_FEED, new Fault.Status(503, ErrorBody.EMPTY, "")));
        try (var foreign =
                FeedReader.open(simulator, StreamClient.FEED + "?appId=app1", "Token none")) {
            // When
            var status = foreign.status();
            // Then
            assertThat(status).isEqualTo(401);
            assertThat(simulator.faults().getFirst().matched()).isZero();
        }
    }
}
