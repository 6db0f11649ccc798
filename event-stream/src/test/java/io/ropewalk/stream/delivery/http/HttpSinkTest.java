package io.ropewalk.stream.delivery.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.stream.delivery.Batch;
import io.ropewalk.stream.delivery.Batches;
import io.ropewalk.stream.delivery.SinkAnswer;
import io.ropewalk.stream.delivery.SinkAnswer.Accepted;
import io.ropewalk.stream.delivery.SinkAnswer.Halted;
import io.ropewalk.stream.delivery.SinkAnswer.Refused;
import io.ropewalk.stream.delivery.SinkAnswer.Unavailable;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.outbound.HttpTarget;
import io.ropewalk.stream.outbound.TestReceiver;
import io.ropewalk.stream.outbound.TestReceiver.Answer;
import io.ropewalk.stream.outbound.jdk.JdkPoster;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSinkTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:20:30Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Batch BATCH = Batches.of(41_001, 2);

    private final TestReceiver receiver = new TestReceiver(_ -> Answer.of(200));
    private HttpSink sink = sink(HttpSinkSettings.of("hook", target()));

    private static HttpSink sink(HttpSinkSettings settings) {
        return new HttpSink(settings, JdkPoster::new, CLOCK);
    }

    private HttpTarget target() {
        return HttpTarget.of(receiver.uri("/hook"));
    }

    private HttpSink with(
            Optional<String> bearer,
            Map<String, String> headers,
            Optional<String> signing,
            boolean gzip) {
        sink.close();
        sink = sink(new HttpSinkSettings("hook", target(), bearer, headers, signing, gzip));
        return sink;
    }

    @AfterEach
    void close() {
        sink.close();
        receiver.close();
    }

    private TestReceiver.Request last() {
        assertThat(receiver.faults()).isEmpty();
        return receiver.requests().getLast();
    }

    @Test
    void tellsTheReceiverWhatIsInTheBatch() throws InterruptedException {
        // Given
        var expected =
                Map.of(
                        "Content-Type", "application/x-ndjson",
                        "X-Ropewalk-Batch", Batches.CID + ":0:41001-41002:2",
                        "X-Ropewalk-Tenant", "acme",
                        "X-Ropewalk-Cid", Batches.CID,
                        "X-Ropewalk-Partition", "0",
                        "X-Ropewalk-First-Offset", "41001",
                        "X-Ropewalk-Last-Offset", "41002",
                        "X-Ropewalk-Events", "2");
        // When
        sink.deliver(BATCH);
        // Then
        assertThat(expected)
                .allSatisfy((name, value) -> assertThat(last().header(name)).isEqualTo(value));
        assertThat(last().header("Authorization")).isNull();
        assertThat(last().header("X-Ropewalk-Signature")).isNull();
        assertThat(last().header("Content-Encoding")).isNull();
    }

    @Test
    void sendsEachEventWithItsLineEnd() throws InterruptedException {
        // Given
        var texts = Batches.texts(BATCH);
        // When
        sink.deliver(BATCH);
        // Then
        assertThat(last().text()).isEqualTo(texts.get(0) + "\n" + texts.get(1) + "\n");
    }

    @Test
    void provesWhoItIs() throws InterruptedException {
        // Given
        var known = with(Optional.of("t0ken"), Map.of("X-Team", "soc"), Optional.empty(), false);
        // When
        known.deliver(BATCH);
        // Then
        assertThat(last().header("Authorization")).isEqualTo("Bearer t0ken");
        assertThat(last().header("X-Team")).isEqualTo("soc");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void signsTheBodyAsItIsSent(boolean gzip) throws Exception {
        // Given
        var signing = with(Optional.empty(), Map.of(), Optional.of("s1gning"), gzip);
        // When
        signing.deliver(BATCH);
        // Then
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("s1gning".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update((NOW.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
        var expected = HexFormat.of().formatHex(mac.doFinal(last().raw()));
        assertThat(last().header("X-Ropewalk-Signature"))
                .isEqualTo("t=" + NOW.getEpochSecond() + ",v1=" + expected);
    }

    @Test
    void compressesWhereThatIsOn() throws InterruptedException {
        // Given
        var packing = with(Optional.empty(), Map.of(), Optional.empty(), true);
        var batch = Batches.of(1, 1000);
        // When
        packing.deliver(batch);
        // Then
        assertThat(last().header("Content-Encoding")).isEqualTo("gzip");
        assertThat(last().raw().length * 10L).isLessThan(batch.bytes());
        assertThat(last().text()).isEqualTo(String.join("\n", Batches.texts(batch)) + "\n");
    }

    @Test
    void aBodyLargerThanAnyBufferArrivesWhole() throws InterruptedException {
        // Given
        var batch = Batches.of(Batches.event(1, "x".repeat(9_000_001)), Batches.event(2, "y"));
        // When
        var answer = sink.deliver(batch);
        // Then
        assertThat(answer).isEqualTo(new Accepted());
        assertThat(last().text()).isEqualTo(String.join("\n", Batches.texts(batch)) + "\n");
    }

    @Test
    void aCustomerIdCannotBreakAHeader() throws InterruptedException {
        // Given
        var batch =
                new Batch(
                        new PartitionId("acme", "0"),
                        "a\r\nX-Evil: é",
                        List.of(Batches.event(1, "")));
        // When
        var answer = sink.deliver(batch);
        // Then
        assertThat(answer).isEqualTo(new Accepted());
        assertThat(last().header("X-Ropewalk-Cid")).isEqualTo("a__X-Evil:__");
    }

    @Test
    void aCustomerThatIsNotKnownYetIsAnEmptyHeader() throws InterruptedException {
        // Given
        var batch = new Batch(Batches.PARTITION, "", List.of(Batches.event(1, "")));
        // When
        var answer = sink.deliver(batch);
        // Then
        assertThat(answer).isEqualTo(new Accepted());
        assertThat(last().header("X-Ropewalk-Cid")).isEmpty();
        assertThat(last().header("X-Ropewalk-Batch")).isEqualTo("acme:0:1-1:1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8090/x",
                "http://[::1]/x",
                "http://LOCALHOST",
                "https://a.b"
            })
    void takesHttpsAndItsOwnMachine(String url) {
        // Given
        var address = URI.create(url);
        // When
        var target = HttpTarget.of(address);
        // Then
        assertThat(target.url()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void anyTwoHundredIsAccepted(int status) throws InterruptedException {
        // Given
        receiver.next(Answer.of(status));
        // When
        var answer = sink.deliver(BATCH);
        // Then
        assertThat(answer).isEqualTo(new Accepted());
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 599})
    void whatMayPassLaterIsUnavailable(int status) throws InterruptedException {
        // Given
        receiver.next(new Answer(status, Map.of("Retry-After", "7"), ""));
        // When
        var answer = sink.deliver(BATCH);
        // Then
        assertThat(answer)
                .isEqualTo(
                        new Unavailable(
                                "localhost:%d answered %d."
                                        .formatted(receiver.uri("/").getPort(), status),
                                Optional.of(Duration.ofSeconds(7))));
    }

    @ParameterizedTest
    @ValueSource(ints = {413, 422})
    void whatWillNeverPassIsRefused(int status) throws InterruptedException {
        // Given
        receiver.next(Answer.of(status));
        // When
        var answer = sink.deliver(BATCH);
        // Then
        assertThat(answer).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "301, address",
        "307, address",
        "401, bearer-token",
        "403, bearer-token",
        "404, path",
        "405, path",
        "410, path",
        "415, x-ndjson",
        "418, url"
    })
    void whatAPersonMustChangeHalts(int status, String advice) throws InterruptedException {
        // Given
        receiver.next(new Answer(status, Map.of("Location", receiver.uri("/x").toString()), ""));
        // When
        var answer = sink.deliver(BATCH);
        // Then
        assertThat(((Halted) answer).reason()).contains("answered " + status + ": ", advice);
        assertThat(receiver.requests()).hasSize(1);
    }

    @Test
    void aBadRequestHaltsASinkThatNeverWorked() throws InterruptedException {
        // Given
        receiver.next(Answer.of(400));
        // When
        var answer = sink.deliver(BATCH);
        // Then
        assertThat(answer).isInstanceOf(Halted.class);
    }

    @Test
    void aBadRequestRefusesTheBatchOfASinkThatWorked() throws InterruptedException {
        // Given
        sink.deliver(BATCH);
        receiver.next(Answer.of(400));
        // When
        var answer = sink.deliver(BATCH);
        // Then
        assertThat(answer).isInstanceOf(Refused.class);
    }

    @Test
    void noAnswerIsUnavailable() throws InterruptedException {
        // Given
        receiver.stall();
        var patient = target();
        var hasty =
                new HttpTarget(
                        patient.url(),
                        false,
                        patient.connectTimeout(),
                        Duration.ofMillis(200),
                        Optional.empty(),
                        Optional.empty());
        sink.close();
        sink = sink(HttpSinkSettings.of("hook", hasty));
        // When
        var answer = sink.deliver(BATCH);
        // Then
        assertThat(((Unavailable) answer).reason()).contains("did not answer within 200 ms");
    }

    @Test
    void aRefusedConnectionIsUnavailable() throws InterruptedException {
        // Given
        receiver.down();
        // When
        SinkAnswer answer = sink.deliver(BATCH);
        // Then
        assertThat(((Unavailable) answer).reason()).contains("refuses connections");
        receiver.up();
    }

    @Test
    void aLongAnswerIsNotReadToItsEnd() throws InterruptedException {
        // Given
        receiver.next(new Answer(200, Map.of(), "x".repeat(5_000_000)));
        // When
        var answers = List.of(sink.deliver(BATCH), sink.deliver(BATCH));
        // Then
        assertThat(answers).containsOnly(new Accepted());
    }

    @ParameterizedTest
    @CsvSource({
        "http://example.com/x, allow-http",
        "ftp://example.com/x, https",
        "/x, https",
        "https://user:pw@example.com/, bearer-token",
        "https://example.com/#x, fragment"
    })
    void refusesAnAddressThatIsNotSafe(String url, String advice) {
        // Given
        var address = URI.create(url);
        // When, Then
        assertThatThrownBy(() -> HttpTarget.of(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(advice)
                .hasMessageNotContaining("example.com");
    }

    @ParameterizedTest
    @CsvSource({"Content-Length, 1", "X-Ropewalk-Batch, 1", "'a b', 1", "X-A, 'a\nb'"})
    void refusesAHeaderThatIsNone(String name, String value) {
        // Given
        var headers = Map.of(name, value);
        // When, Then
        assertThatThrownBy(() -> with(Optional.empty(), headers, Optional.empty(), false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("headers");
    }

    @Test
    void settingsDoNotShowTheirSecrets() {
        // Given
        var settings =
                new HttpSinkSettings(
                        "hook",
                        HttpTarget.of(URI.create("https://example.com/s3cret")),
                        Optional.of("s3cret"),
                        Map.of("X-Key", "s3cret"),
                        Optional.of("s3cret"),
                        false);
        // When
        var text = settings.toString();
        // Then
        assertThat(text).contains("hook", "example.com").doesNotContain("s3cret");
    }
}
