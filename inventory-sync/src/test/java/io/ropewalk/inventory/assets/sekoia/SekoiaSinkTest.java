package io.ropewalk.inventory.assets.sekoia;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.inventory.assets.AssetBatch;
import io.ropewalk.inventory.assets.AssetEvent;
import io.ropewalk.inventory.assets.AssetKind;
import io.ropewalk.inventory.assets.SinkAnswer;
import io.ropewalk.inventory.assets.SinkAnswer.Halted;
import io.ropewalk.inventory.assets.SinkAnswer.Refused;
import io.ropewalk.inventory.assets.SinkAnswer.Unavailable;
import io.ropewalk.inventory.assets.sekoia.FakeSekoia.Fault;
import io.ropewalk.inventory.ocsf.DeviceAssets;
import io.ropewalk.inventory.testing.HostBuilder;
import io.ropewalk.inventory.testing.MovedClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SekoiaSinkTest {
    private final FakeSekoia sekoia = FakeSekoia.start();
    private final MovedClock clock = new MovedClock();

    @AfterEach
    void close() {
        sekoia.close();
    }

    private static SekoiaSettings settings(URI url, String key, Duration timeout) {
        return new SekoiaSettings(
                "siem", url, FakeSekoia.CONNECTOR, key, false, Duration.ofSeconds(5), timeout);
    }

    private SinkAnswer deliver(SekoiaSettings settings, AssetBatch batch)
            throws InterruptedException {
        try (var sink = new SekoiaSink(settings, clock)) {
            return sink.deliver(batch);
        }
    }

    private SinkAnswer deliver(int assets) throws InterruptedException {
        return deliver(
                settings(sekoia.url(), FakeSekoia.KEY, SekoiaSettings.TIMEOUT), batch(assets));
    }

    private static AssetBatch batch(int assets) {
        var devices = new DeviceAssets(Map.of());
        return new AssetBatch(
                "acme",
                AssetKind.DEVICES,
                IntStream.range(0, assets)
                        .mapToObj(i -> HostBuilder.host("aid-" + i, "cid").build())
                        .map(host -> devices.device(host, Instant.EPOCH))
                        .map(asset -> new AssetEvent(asset.uid(), asset.event()))
                        .toList());
    }

    @Test
    void postsABatchAsTheApiWantsIt() throws Exception {
        assertThat(deliver(100)).isInstanceOf(SinkAnswer.Accepted.class);
        assertThat(sekoia.accepted())
                .hasSize(100)
                .extracting(item -> item.at("/device/uid").asText())
                .startsWith("aid-0", "aid-1");
    }

    @Test
    void keepsThePathOfTheUrl() {
        var settings =
                settings(
                        URI.create("https://proxy.example/sekoia/"), "key", SekoiaSettings.TIMEOUT);
        assertThat(settings.endpoint())
                .hasToString(
                        "https://proxy.example/sekoia/api/v2/asset-management/asset-connector/"
                                + FakeSekoia.CONNECTOR);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 409, 413, 422})
    void aRefusalIsAboutTheBatch(int status) throws Exception {
        sekoia.failing(_ -> Fault.of(status));
        assertThat(deliver(1)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "408, TIMEOUT",
        "425, THROTTLED",
        "429, THROTTLED",
        "500, VENDOR_DOWN",
        "502, VENDOR_DOWN",
        "503, VENDOR_DOWN"
    })
    void whatMayPassIsTriedAgain(int status, FailureCategory category) throws Exception {
        sekoia.failing(_ -> Fault.of(status));
        SinkAnswer answer = deliver(1);
        assertThat(answer).isInstanceOf(Unavailable.class);
        assertThat(((Unavailable) answer).category()).isEqualTo(category);
    }

    @ParameterizedTest
    @CsvSource({
        "401, AUTH, api-key",
        "403, AUTH, api-key",
        "404, NOT_FOUND, connector-uuid",
        "405, NOT_FOUND, url",
        "302, BAD_REQUEST, url"
    })
    void whatAPersonMustMendSaysHow(int status, FailureCategory category, String advice)
            throws Exception {
        sekoia.failing(_ -> Fault.of(status));
        SinkAnswer answer = deliver(1);
        assertThat(answer).isInstanceOf(Halted.class);
        assertThat(((Halted) answer).category()).isEqualTo(category);
        assertThat(((Halted) answer).reason()).contains(advice);
    }

    @Test
    void readsHowLongItIsToWait() throws Exception {
        assertThat(retryAfter("37")).contains(Duration.ofSeconds(37));
        assertThat(retryAfter("Fri, 20 Nov 2026 10:01:00 GMT")).contains(Duration.ofMinutes(1));
        assertThat(retryAfter("999999999")).contains(Duration.ofMinutes(10));
        assertThat(retryAfter("soon")).isEmpty();
        assertThat(retryAfter("0")).isEmpty();
    }

    private Optional<Duration> retryAfter(String value) throws InterruptedException {
        sekoia.failing(_ -> new Fault(429, Map.of("Retry-After", value)));
        return ((Unavailable) deliver(1)).retryAfter();
    }

    @Test
    void aWrongKeyIsToldWithoutIt() throws Exception {
        SinkAnswer answer =
                deliver(settings(sekoia.url(), "wr0ng-key", SekoiaSettings.TIMEOUT), batch(1));
        assertThat(answer).isInstanceOf(Halted.class);
        assertThat(answer.toString()).doesNotContain("wr0ng-key").doesNotContain("aid-0");
    }

    @Test
    void aReceiverThatIsNotThereIsTriedAgain() throws Exception {
        URI nobody;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        SinkAnswer answer = deliver(settings(nobody, "key", SekoiaSettings.TIMEOUT), batch(1));
        assertThat(answer).isInstanceOf(Unavailable.class);
        assertThat(((Unavailable) answer).category()).isEqualTo(FailureCategory.NETWORK);
    }

    @Test
    void aReceiverThatNeverAnswersIsGivenUp() throws IOException, InterruptedException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI url = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            SinkAnswer answer = deliver(settings(url, "key", Duration.ofMillis(200)), batch(1));
            assertThat(answer).isInstanceOf(Unavailable.class);
            assertThat(((Unavailable) answer).category()).isEqualTo(FailureCategory.TIMEOUT);
        }
    }

    @Test
    void refusesSettingsThatCannotWorkAndTellsNoSecret() {
        URI url = sekoia.url();
        for (var wrong :
                List.of(
                        List.of("http://api.example", FakeSekoia.CONNECTOR, "key", "https"),
                        List.of("https://u:p@api.example", FakeSekoia.CONNECTOR, "key", "url"),
                        List.of(url.toString(), "my-connector", "key", "connector-uuid"),
                        List.of(url.toString(), FakeSekoia.CONNECTOR, "s3cret key", "api-key"))) {
            assertThatThrownBy(() ->
                            new SekoiaSettings(
                                    "siem",
                                    URI.create(wrong.get(0)),
                                    wrong.get(1),
                                    wrong.get(2),
                                    false,
                                    SekoiaSettings.CONNECT_TIMEOUT,
                                    SekoiaSettings.TIMEOUT))
                    .hasMessageContaining(wrong.get(3))
                    .hasMessageNotContaining("s3cret");
        }
        assertThat(settings(url, "s3cret", SekoiaSettings.TIMEOUT).toString())
                .doesNotContain("s3cret");
    }
}
