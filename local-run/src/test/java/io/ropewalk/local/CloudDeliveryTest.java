package io.ropewalk.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CloudDeliveryTest {
    private static final String STREAMS = "GET /v1/tenants/falcon/streams";
    private static final String OPEN =
            """
            {"items":[{"partition":"0","state":"open","reason":"","lagEvents":%d,"lagSeconds":%s,
                       "sinks":[{"state":"delivering","reason":""}]}]}\
            """;

    private final FakeService service = new FakeService();
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private final CloudDelivery delivery =
            new CloudDelivery(
                    new StreamApi(service.port(), service.port(), "falcon", "the-token"),
                    () -> now);

    @AfterEach
    void stop() {
        service.close();
    }

    private void metrics(String... lines) {
        service.answer("GET /q/metrics", 200, String.join("\n", lines) + "\n");
    }

    private void delivered(int events) {
        metrics(
                "# TYPE ropewalk_stream_delivered_events_total counter",
                "ropewalk_stream_delivered_events_total{partition=\"0\",sink=\"local\",tenant=\"falcon\"} "
                        + (events - 1)
                        + ".0",
                "ropewalk_stream_delivered_events_total{partition=\"1\",sink=\"local\",tenant=\"falcon\"} 1.0",
                "ropewalk_stream_received_events_total{partition=\"1\",tenant=\"falcon\"} 900.0");
    }

    @Test
    void endsWhenAllThatFalconHasWasReadForAFewSeconds() throws InterruptedException {
        delivered(1_200);
        service.answer(STREAMS, 200, OPEN.formatted(0, "0.0"));

        delivery.look();
        assertThat(delivery.underWay()).isTrue();
        now = now.plus(CloudDelivery.SETTLED);
        delivery.look();

        assertThat(delivery.underWay()).isFalse();
        assertThat(delivery.delivered()).isEqualTo(1_200);
        assertThat(delivery.note()).isEmpty();
    }

    @Test
    void aFeedThatFallsBehindAgainHasNotSettled() throws InterruptedException {
        delivered(10);
        service.answer(STREAMS, 200, OPEN.formatted(0, "0.0"));
        delivery.look();
        service.answer(STREAMS, 200, OPEN.formatted(5, "80.5"));
        now = now.plusSeconds(2);
        delivery.look();
        service.answer(STREAMS, 200, OPEN.formatted(0, "0.0"));
        now = now.plusSeconds(2);

        delivery.look();

        assertThat(delivery.underWay()).isTrue();
    }

    @Test
    void endsAfterAWhileWithWhatThereIsAndSaysSo() throws InterruptedException {
        delivered(50_000);
        service.answer(STREAMS, 200, OPEN.formatted(700, "86000.5"));
        now = now.plus(CloudDelivery.WHILE);

        delivery.look();

        assertThat(delivery.underWay()).isFalse();
        assertThat(delivery.delivered()).isEqualTo(50_000);
        assertThat(delivery.note()).contains("Falcon has more events than could be read in 30 s.");
    }

    @Test
    void goesOnWithoutEventsWhenTheScopeIsMissing() throws InterruptedException {
        metrics();
        service.answer(
                STREAMS,
                200,
                "{\"items\":[],\"discovery\":{\"category\":\"scope-missing\",\"message\":\"x\"}}");

        delivery.look();

        assertThat(delivery.underWay()).isFalse();
        assertThat(delivery.delivered()).isZero();
        assertThat(delivery.note())
                .hasValueSatisfying(note -> assertThat(note).contains("scope Event streams: read"));
    }

    @Test
    void goesOnWithoutEventsWhenTheCustomerHasNoStreams() throws InterruptedException {
        metrics();
        service.answer(
                STREAMS,
                200,
                "{\"items\":[],\"discovery\":{\"category\":\"no-partitions\",\"message\":\"None listed.\"}}");

        delivery.look();

        assertThat(delivery.underWay()).isFalse();
        assertThat(delivery.note()).contains("No events: None listed.");
    }

    @Test
    void anotherTroubleMayPassAndIsNamedWhenItDoesNot() throws InterruptedException {
        metrics();
        service.answer(
                STREAMS,
                200,
                "{\"items\":[],\"discovery\":{\"category\":\"vendor-down\",\"message\":\"Falcon answers 503.\"}}");

        delivery.look();
        assertThat(delivery.underWay()).isTrue();
        now = now.plus(CloudDelivery.WHILE);
        delivery.look();

        assertThat(delivery.underWay()).isFalse();
        assertThat(delivery.note()).contains("No events in 30 s. Falcon answers 503.");
    }

    @Test
    void aCustomerThatIsNotKnownYetIsWaitedFor() throws InterruptedException {
        metrics();

        delivery.look();

        assertThat(delivery.underWay()).isTrue();
        assertThat(delivery.delivered()).isZero();
    }

    @Test
    void failsWhenEventsCannotBeWritten() {
        delivered(10);
        service.answer(
                STREAMS,
                200,
                """
                {"items":[{"partition":"0","state":"open","lagEvents":1,"lagSeconds":1,
                           "sinks":[{"state":"halted","reason":"The file is read-only."}]}]}\
                """);

        assertThatThrownBy(delivery::look)
                .isInstanceOf(Stop.class)
                .hasMessage("Events cannot be written: The file is read-only.");
    }
}
