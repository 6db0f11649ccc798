package io.ropewalk.simulator.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.FaultRule;
import io.ropewalk.simulator.http.HttpAnswer;
import io.ropewalk.simulator.receiver.ReceiverSettings.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SekoiaIntakeTest {
    private static final String HEADER = "x-sekoiaio-intake-key";
    private static final int LIMIT = 256_000;

    private final Lines truth = new Lines(1000, 600);
    private final ReceiverClient client = new ReceiverClient(truth);

    private List<String> events(long from, long to) {
        return LongStream.range(from, to).mapToObj(at -> truth.text("1", at)).toList();
    }

    private Received received() {
        return client.receivers().received("sekoia");
    }

    private HttpAnswer post(String path, String body) {
        return client.post(
                path, "application/json", body.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/receivers/sekoia/batch", "/receivers/sekoia/batch/"})
    void takesABatchAndFindsItsPartitionByItsBytes(String path) {
        // Given
        var body = ReceiverClient.keyed("sim-intake-key", events(0, 300));
        // When
        var answer = client.post(path, "application/json", body, Map.of());
        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(ReceiverClient.ids(answer)).isEqualTo(300);
        assertThat(received().unique()).isEqualTo(300);
        assertThat(received().corrupted()).isZero();
        assertThat(received().partitions())
                .singleElement()
                .satisfies(partition -> {
                    assertThat(partition.partition()).isEqualTo("1");
                    assertThat(partition.ranges()).containsExactly(new Received.Range(0, 299));
                });
        assertThat(client.journal().violations()).isEmpty();
    }

    @Test
    void answersEachEventWithAnIdOfItsOwn() {
        // Given
        client.batch(events(0, 10));
        // When
        var answer = client.batch(events(10, 20));
        // Then
        var ids = ReceiverClient.json(answer).get("event_ids").valueStream().toList();
        assertThat(ids).hasSize(10).doesNotHaveDuplicates();
        assertThat(ids.getFirst().asText())
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-9[0-9a-f]{3}-[0-9a-f]{12}");
    }

    @Test
    void takesGzip() {
        // Given
        var body = ReceiverClient.gzip(ReceiverClient.keyed("sim-intake-key", events(0, 500)));
        // When
        var answer =
                client.post(
                        ReceiverClient.BATCH,
                        "application/json",
                        body,
                        Map.of("content-encoding", "gzip"));
        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(received().unique()).isEqualTo(500);
    }

    @Test
    void takesPlainLinesAndJsonArraysWithTheKeyBesideThem() {
        // Given
        var key = Map.of(HEADER, "sim-intake-key");
        var basic =
                Base64.getEncoder()
                        .encodeToString("x:sim-intake-key".getBytes(StandardCharsets.UTF_8));
        var array = "[" + String.join(", ", events(10, 20)) + "]";
        // When
        var lines =
                client.post(
                        "/receivers/sekoia/plain/batch",
                        "text/plain",
                        ReceiverClient.joined(events(0, 10)),
                        key);
        var jsons =
                client.post(
                        "/receivers/sekoia/jsons/",
                        "application/json",
                        array.getBytes(StandardCharsets.UTF_8),
                        Map.of("authorization", "Basic " + basic));
        var plain = client.post("/receivers/sekoia/plain", "text/plain", truth.bytes("1", 20), key);
        // Then
        assertThat(ReceiverClient.ids(lines)).isEqualTo(10);
        assertThat(ReceiverClient.ids(jsons)).isEqualTo(10);
        assertThat(ReceiverClient.json(plain).has("event_id")).isTrue();
        assertThat(received().unique()).isEqualTo(21);
    }

    @Test
    void takesOneEventAtItsRoot() {
        // When
        var answer =
                post("/receivers/sekoia", "{\"json\": \"x\", \"intake_key\": \"sim-intake-key\"}");
        // Then
        assertThat(ReceiverClient.json(answer).has("event_id")).isTrue();
        assertThat(received().unknown()).isEqualTo(1);
    }

    @Test
    void resolvesEveryEscape() {
        // Given
        var written = "\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\\u20ac\\ud83d\\ude00 plain é€😀";
        var meant = "\"\\/\b\f\n\r\tAé€😀 plain é€😀";
        var body = "{\"intake_key\":\"sim-intake-key\",\"jsons\":[\"" + written.repeat(50) + "\"]}";
        // When
        var answer = post(ReceiverClient.BATCH, body);
        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(client.receivers().newest("sekoia", 1))
                .singleElement()
                .satisfies(event ->
                        assertThat(new String(event, StandardCharsets.UTF_8))
                                .isEqualTo(meant.repeat(50)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}x",
                "[]",
                "{\"intake_key\":\"k\",\"jsons\":[\"a\"]",
                "{\"intake_key\":\"k\",\"jsons\":[\"a\",]}",
                "{\"intake_key\":\"k\",\"jsons\":[{}]}",
                "{\"intake_key\":\"k\",\"jsons\":\"a\"}",
                "{\"intake_key\":\"k\",\"jsons\":[\"a\tb\"]}",
                "{\"intake_key\":\"k\",\"jsons\":[\"\\x\"]}",
                "{\"intake_key\":\"k\",\"jsons\":[\"\\u12g4\"]}",
                "{\"intake_key\":\"k\",\"jsons\":[\"\\ud83d\"]}",
                "{\"intake_key\":\"k\",\"jsons\":[\"a\"],\"more\":1}",
                "{\"intake_key\":\"k\",\"json\":\"a\"}",
                "{\"intake_key\":1,\"jsons\":[\"a\"]}"
            })
    void refusesBrokenJson(String body) {
        // When
        var answer = post(ReceiverClient.BATCH, body);
        // Then
        assertThat(answer.status()).isEqualTo(400);
        assertThat(received().events()).isZero();
        assertThat(client.journal().violations()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c3", "c0af", "eda080", "f4908080", "e28228", "80", "ff"})
    void refusesWhatIsNotUtf8(String bytes) {
        // Given
        var event =
                new String(java.util.HexFormat.of().parseHex(bytes), StandardCharsets.ISO_8859_1);
        var body = "{\"intake_key\":\"sim-intake-key\",\"jsons\":[\"abcdefghij" + event + "\"]}";
        // When
        var answer =
                client.post(
                        ReceiverClient.BATCH,
                        "application/json",
                        body.getBytes(StandardCharsets.ISO_8859_1),
                        Map.of());
        // Then
        assertThat(answer.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"sim-intake-key, 200", "other, 403", "new, 422"})
    void looksAtTheKey(String key, int status) {
        // Given
        client.receivers()
                .settings(
                        ReceiverSettings.DEFAULT.withIntakeKeys(
                                Set.of("sim-intake-key"), Set.of("new")));
        // When
        var answer =
                client.post(
                        ReceiverClient.BATCH,
                        "application/json",
                        ReceiverClient.keyed(key, events(0, 1)),
                        Map.of());
        // Then
        assertThat(answer.status()).isEqualTo(status);
        assertThat(received().events()).isEqualTo(status == 200 ? 1 : 0);
    }

    @Test
    void wantsAKeyAtAll() {
        // When
        var answer = post(ReceiverClient.BATCH, "{\"jsons\": [\"a\"]}");
        // Then
        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void takesAnEventOfTheLimitAndRefusesOneByteMore() {
        // When
        var fits = client.batch(List.of("é".repeat(LIMIT / 2)));
        var tooLarge = client.batch(List.of("é".repeat(LIMIT / 2) + "x"));
        // Then
        assertThat(fits.status()).isEqualTo(200);
        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(received().refused()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Rejection.class)
    void refusesALargeEventOfABatchAlone(Rejection rejection) {
        // Given
        client.receivers().settings(ReceiverSettings.DEFAULT.withRejection(rejection));
        var large = "x".repeat(LIMIT + 1);
        // When
        var answer = client.batch(List.of(truth.text("0", 0), large, truth.text("0", 1)));
        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(ReceiverClient.ids(answer)).isEqualTo(2);
        assertThat(ReceiverClient.json(answer).path("statuses").toString())
                .isEqualTo(rejection == Rejection.STATUSES ? "[200,413,200]" : "");
        assertThat(received().unique()).isEqualTo(2);
        assertThat(received().refused()).isEqualTo(1);
    }

    @Test
    void refusesARequestAboveTenMebibytesPackedOrNot() {
        // Given
        var body =
                ReceiverClient.keyed(
                        "sim-intake-key",
                        IntStream.range(0, 53).mapToObj(_ -> "x".repeat(200_000)).toList());
        // When
        var bare = client.post(ReceiverClient.BATCH, "application/json", body, Map.of());
        var packed =
                client.post(
                        ReceiverClient.BATCH,
                        "application/json",
                        ReceiverClient.gzip(body),
                        Map.of("content-encoding", "gzip"));
        // Then
        assertThat(List.of(bare.status(), packed.status())).containsExactly(413, 413);
        assertThat(received().events()).isZero();
    }

    @Test
    void refusesTheSameEventsAtEachAttempt() {
        // Given
        client.arm(FaultRule.always("/receivers/*", new Fault.PartialRejection(10, 400)));
        client.receivers().settings(ReceiverSettings.DEFAULT.withRejection(Rejection.STATUSES));
        var first = ReceiverClient.json(client.batch(events(0, 200))).get("statuses");
        // When
        var second = ReceiverClient.json(client.batch(events(0, 200))).get("statuses");
        // Then
        assertThat(second).isEqualTo(first);
        assertThat(first.valueStream().filter(status -> status.asInt() == 400).count())
                .isBetween(5L, 50L);
    }

    @Test
    void forgetsOnRequestAndRefusesOtherPaths() {
        // Given
        client.batch(events(0, 5));
        // When
        client.receivers().forget("sekoia");
        var unknown = post("/receivers/sekoia/other", "{}");
        // Then
        assertThat(received().events()).isZero();
        assertThat(unknown.status()).isEqualTo(404);
    }
}
