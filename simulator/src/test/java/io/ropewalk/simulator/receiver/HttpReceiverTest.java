package io.ropewalk.simulator.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.FaultRule;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpReceiverTest {
    private static final String SIEM = "/receivers/http/siem";

    private final Lines truth = new Lines(100, 300);
    private final ReceiverClient client = new ReceiverClient(truth);
    private final List<String> events = List.of(truth.text("0", 0), truth.text("0", 1));

    private static String signature(String seconds, String secret, byte[] body) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
        return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac.doFinal(body));
    }

    private int sendSigned(String signature, byte[] body, Map<String, String> more) {
        var headers = new java.util.HashMap<>(more);
        headers.put("x-ropewalk-signature", signature);
        return client.post(SIEM, "application/x-ndjson", body, headers).status();
    }

    @Test
    void keepsReceiversApart() {
        // Given
        client.lines(SIEM + "/", events, Map.of());
        // When
        client.lines(events);
        // Then
        assertThat(client.receivers().names()).containsExactly("http", "http/siem");
        assertThat(client.receivers().received("http/siem").unique()).isEqualTo(2);
        assertThat(client.receivers().received("http").unique()).isEqualTo(2);
        assertThat(client.receivers().received("http").duplicates()).isZero();
    }

    @Test
    void answersAnyGoodStatus() {
        // Given
        client.receivers().settings(ReceiverSettings.DEFAULT.withAcceptedStatus(204));
        // When
        var answer = client.lines(events);
        // Then
        assertThat(answer.status()).isEqualTo(204);
        assertThat(client.receivers().received("http").statuses()).containsEntry(204, 1L);
    }

    @Test
    void takesWhatIsSignedAsSent() throws Exception {
        // Given
        client.receivers()
                .settings(ReceiverSettings.DEFAULT.withSecrets(Map.of("http/siem", "s3cret")));
        var body = ReceiverClient.gzip(ReceiverClient.joined(events));
        // When
        var status =
                sendSigned(
                        signature("1767261600", "s3cret", body),
                        body,
                        Map.of("content-encoding", "gzip"));
        // Then
        assertThat(status).isEqualTo(200);
        assertThat(client.receivers().received("http/siem").unique()).isEqualTo(2);
    }

    @Test
    void refusesWrongSignatures() throws Exception {
        // Given
        client.receivers()
                .settings(ReceiverSettings.DEFAULT.withSecrets(Map.of("http/siem", "s3cret")));
        var body = ReceiverClient.joined(events);
        var right = signature("1767261600", "s3cret", body);
        var wrong =
                List.of(
                        signature("1767261600", "other", body),
                        right.replace("t=1767261600", "t=1767261601"),
                        right.replace("v1=", "v0="),
                        right.substring(0, right.length() - 2),
                        "");
        // When
        var statuses =
                wrong.stream().map(signature -> sendSigned(signature, body, Map.of())).toList();
        // Then
        assertThat(statuses).containsOnly(401);
        assertThat(client.receivers().received("http/siem").events()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain", ""})
    void wantsNdjson(String type) {
        // When
        var answer = client.post("/receivers/http", type, new byte[] {'{', '}'}, Map.of());
        // Then
        assertThat(answer.status()).isEqualTo(415);
        assertThat(client.journal().violations()).hasSize(1);
    }

    @Test
    void notesBatchesAndTheirRepetition() {
        // Given
        var headers = Map.of("x-ropewalk-batch", "b-1", "x-ropewalk-tenant", "acme");
        client.lines("/receivers/http", events, headers);
        // When
        client.lines("/receivers/http", events, headers);
        // Then
        var received = client.receivers().received("http");
        assertThat(received.repeatedBatches()).isEqualTo(1);
        assertThat(received.deliveries())
                .hasSize(2)
                .allSatisfy(delivery -> {
                    assertThat(delivery.batch()).isEqualTo("b-1");
                    assertThat(delivery.tenant()).isEqualTo("acme");
                    assertThat(delivery.events()).isEqualTo(2);
                });
        assertThat(received.partitions().getFirst().repeated())
                .containsExactly(new Received.Range(0, 1));
    }

    @Test
    void refusesABatchAsAWholeForOneEvent() {
        // Given
        client.arm(FaultRule.once("/receivers/http", new Fault.PartialRejection(1, 422)));
        // When
        var refused = client.lines(events);
        var taken = client.lines(events);
        // Then
        assertThat(List.of(refused.status(), taken.status())).containsExactly(422, 200);
        assertThat(client.receivers().received("http").unique()).isEqualTo(2);
        assertThat(client.receivers().received("http").duplicates()).isZero();
    }
}
