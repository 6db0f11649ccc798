package io.ropewalk.simulator.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.Fault.ErrorBody;
import io.ropewalk.simulator.FaultRule;
import io.ropewalk.simulator.Scenario;
import io.ropewalk.simulator.Simulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssetConnectorTest {
    private static final String PATH =
            "/receivers/sekoia-assets/api/v2/asset-management/asset-connector/"
                    + "04716e25-c97f-4a22-925e-8b636ad9c8a4";
    private static final String DEVICE =
            "{'class_uid':5001,'activity_id':2,'type_uid':500102,'category_uid':5,'severity_id':1,"
                    + "'time':1,'metadata':{'version':'1.6.0','product':{'name':'CrowdStrike Falcon'}},"
                    + "'device':{'uid':'%s','hostname':'host','type_id':0}}";
    private static final String USER =
            "{'class_uid':5003,'activity_id':2,'type_uid':500302,'category_uid':5,'severity_id':1,"
                    + "'time':1,'metadata':{'version':'1.6.0','product':{'name':'CrowdStrike Falcon'}},"
                    + "'user':{'uid':'%s','name':'someone'}}";

    private final HttpClient http = HttpClient.newHttpClient();
    private Simulator simulator;

    @BeforeEach
    void start() {
        simulator = Simulator.start(Scenario.ofHosts(1));
    }

    @AfterEach
    void stop() {
        simulator.close();
        http.close();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(simulator.baseUri() + path))
                .header("Content-Type", "application/json");
    }

    private int push(Stream<String> items) {
        return pushBody(
                "{'version':1,'items':" + items.collect(Collectors.joining(",", "[", "]")) + "}");
    }

    private int pushBody(String body) {
        return send(to(PATH).header("Authorization", "Bearer sim-asset-key")
                        .POST(BodyPublishers.ofString(body.replace('\'', '"'))))
                .statusCode();
    }

    @Test
    void recordsWhichAssetsItTook() {
        // When
        var status =
                push(Stream.of(DEVICE.formatted("a"), DEVICE.formatted("b"), USER.formatted("a")));
        push(Stream.of(DEVICE.formatted("a")));
        // Then
        var received = simulator.assetsReceived();
        assertThat(status).isEqualTo(200);
        assertThat(received.accepted()).isEqualTo(4);
        assertThat(received.devices()).containsEntry("a", 2).containsEntry("b", 1).hasSize(2);
        assertThat(received.users()).containsOnlyKeys("a");
        assertThat(received.newest()).containsOnlyKeys("5001/a", "5001/b", "5003/a");
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void failsInTheMiddleAsTold() {
        // Given
        simulator.arm(
                FaultRule.once(
                                "/receivers/sekoia-assets/*",
                                new Fault.Status(503, ErrorBody.EMPTY, ""))
                        .after(1));
        // When
        var statuses =
                IntStream.range(0, 3)
                        .map(batch ->
                                push(
                                        IntStream.range(0, 100)
                                                .mapToObj(i -> DEVICE.formatted(batch + "-" + i))))
                        .boxed()
                        .toList();
        // Then
        assertThat(statuses).containsExactly(200, 503, 200);
        assertThat(simulator.assetsReceived().devices()).hasSize(200).doesNotContainKey("1-0");
        assertThat(simulator.assetsReceived().statuses()).containsEntry(503, 1L);
    }

    @Test
    void aDamagedAnswerDoesNotUndoWhatWasTaken() {
        // Given
        simulator.arm(FaultRule.once("/receivers/sekoia-assets/*", new Fault.EmptyBody()));
        // When
        push(Stream.of(DEVICE.formatted("a")));
        // Then
        assertThat(simulator.assetsReceived().devices()).containsOnlyKeys("a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "'class_uid':5001; 'class_uid':5002",
                "'type_uid':500102; 'type_uid':500101",
                "'time':1; 'time':'now'",
                "'category_uid':5; 'category_uid':4",
                "'hostname':'host'; 'hostname':null",
                "'hostname':'host'; 'name':'host'",
                "'uid':'b'; 'uid':''",
                "'type_id':0; 'type_id':'0'",
                "'type_id':0; 'type_id':0,'org':{'uid':'x'}",
                "'type_id':0; 'type_id':0,'model':null",
                "'version':'1.6.0'; 'version':1"
            })
    void refusesARequestWithOneMalformedAssetAsAWhole(String part, String instead) {
        // Given
        var broken = DEVICE.formatted("b").replace(part, instead);
        // When
        var status = push(Stream.of(DEVICE.formatted("a"), broken));
        // Then
        assertThat(status).isEqualTo(400);
        assertThat(simulator.assetsReceived().devices()).isEmpty();
        assertThat(simulator.assetsReceived().refused()).isEqualTo(2);
        assertThat(simulator.violations()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"[]", "{'items':[]}", "{'version':1}", "{'version':1,'items':[],'x':1}", "{"})
    void refusesOtherBodies(String body) {
        assertThat(pushBody(body)).isEqualTo(400);
    }

    @Test
    void wantsAKnownKeyAConnectorAndJson() {
        // Given
        var body = BodyPublishers.ofString("{\"version\":1,\"items\":[]}");
        // When
        var statuses =
                Stream.of(
                                to(PATH).POST(body),
                                to(PATH).header("Authorization", "Bearer x").POST(body),
                                to("/receivers/sekoia-assets/api/v2/other").POST(body),
                                to(PATH).GET(),
                                HttpRequest.newBuilder(URI.create(simulator.baseUri() + PATH))
                                        .header("Authorization", "Bearer sim-asset-key")
                                        .POST(body))
                        .map(request -> send(request).statusCode())
                        .toList();
        // Then
        assertThat(statuses).isEqualTo(List.of(401, 401, 404, 405, 415));
    }

    @Test
    void controlTellsAndForgets() {
        // Given
        push(Stream.of(DEVICE.formatted("a"), USER.formatted("b")));
        // When
        var told = send(to("/_sim/received/sekoia-assets?items=5").GET()).body();
        var forgotten = send(to("/_sim/received/sekoia-assets").DELETE()).body();
        // Then
        assertThat(told).contains("\"devices\" : 1", "\"users\" : 1", "\"items\" : [");
        assertThat(forgotten).contains("\"devices\" : 0", "\"accepted\" : 0");
    }
}
