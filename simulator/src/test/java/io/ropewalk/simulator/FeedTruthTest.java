package io.ropewalk.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ropewalk.simulator.receiver.Received;
import io.ropewalk.simulator.receiver.Received.Range;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Receivers know the events of the feeds. */
class FeedTruthTest {
    private Simulator simulator;

    @BeforeEach
    void start() {
        simulator = Simulator.start(Scenario.ofHosts(1));
        var control = SimClient.without(simulator);
        assertThat(
                        control.post("/_sim/scenario", "{\"events\": 200, \"partitions\": 2}")
                                .statusCode())
                .isEqualTo(200);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private long first(String partition) {
        return simulator.feed("default").log().partition(partition).firstOffset();
    }

    private String lines(String partition, long from, long count) {
        return LongStream.range(from, from + count)
                .mapToObj(at -> simulator.feed("default").log().line(partition, at))
                .map(line -> new String(line, StandardCharsets.UTF_8))
                .collect(Collectors.joining("\n"));
    }

    private Received received(String body) {
        var request =
                HttpRequest.newBuilder(URI.create(simulator.baseUri() + "/receivers/http"))
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofString(body));
        assertThat(SimClient.without(simulator).send(request).statusCode()).isEqualTo(200);
        return simulator.received("http");
    }

    @Test
    void theyFindThePartitionOfAnEventByItsBytes() {
        // Given
        var zero = first("0");
        var one = first("1");
        // When
        var received = received(lines("1", one, 50) + "\n" + lines("0", zero + 10, 20));
        // Then
        assertThat(received.corrupted() + received.unknown()).isZero();
        assertThat(received.partitions())
                .extracting(
                        Received.Partition::partition, partition -> partition.ranges().getFirst())
                .containsExactly(
                        tuple("0", new Range(zero + 10, zero + 29)),
                        tuple("1", new Range(one, one + 49)));
    }

    @Test
    void theyNoticeAChangedEventAndOneThatWasNeverSent() {
        // Given
        var whole = lines("0", first("0"), 1);
        var changed = whole.replace("\"event\":{", "\"event\": {");
        var later = whole.replaceFirst("\"offset\":[0-9]+", "\"offset\":99999999");
        // When
        var received = received(changed + "\n" + later);
        // Then
        assertThat(received.corrupted()).isEqualTo(1);
        assertThat(received.unknown()).isEqualTo(1);
    }

    @Test
    void theyTellTheEventsAfterAResetFromThoseBefore() {
        // Given
        var before = lines("0", first("0"), 5);
        simulator.feed("default").log().reset("0", first("0"), 100);
        // When
        var received = received(before + "\n" + lines("0", first("0"), 7));
        // Then
        assertThat(received.duplicates()).isZero();
        assertThat(received.partitions())
                .extracting(Received.Partition::epoch, Received.Partition::unique)
                .containsExactly(tuple(0, 5L), tuple(1, 7L));
    }
}
