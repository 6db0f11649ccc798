package io.ropewalk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.simulator.estate.HostRules;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Actions on hosts: what they bring about in time, and what is refused. */
class HostActionTest {
    private static final String ACTIONS = "/devices/entities/devices-actions/v2?action_name=";

    private final Contract contract = new Contract();
    private Simulator simulator;
    private SimClient client;
    private List<String> ids;

    @BeforeEach
    void start() {
        simulator = Simulator.start(Scenario.ofHosts(300));
        client = SimClient.of(simulator);
        ids =
                simulator.deviceIds("default").stream()
                        .filter(id -> status(id).equals("normal"))
                        .toList();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private HttpResponse<String> act(String action, List<String> on) {
        var list = on.stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(","));
        return client.post(ACTIONS + action, "{\"ids\": [" + list + "]}");
    }

    private String status(String id) {
        return SimClient.json(client.get(SimClient.ENTITIES + "?ids=" + id))
                .at("/resources/0/status")
                .asText();
    }

    @Test
    void aContainmentComesThroughWithTime() {
        // Given
        client.post("/_sim/hosts", "{\"rules\": {\"settle\": \"1m\", \"offlineStays\": false}}");
        client.post("/_sim/clock", "{\"frozen\": true}");
        var one = ids.subList(0, 1);
        // When
        var accepted = act("contain", one);
        var pending = status(one.getFirst());
        client.post("/_sim/clock", "{\"advance\": \"61s\"}");
        // Then
        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(contract.problems("PerformActionV2", accepted)).isEmpty();
        assertThat(pending).isEqualTo("containment_pending");
        assertThat(status(one.getFirst())).isEqualTo("contained");
        assertThat(
                        SimClient.texts(
                                SimClient.json(
                                                client.filtered(
                                                        SimClient.QUERY, "status:'contained'"))
                                        .get("resources")))
                .contains(one.getFirst());
        assertThat(act("lift_containment", one).statusCode()).isEqualTo(202);
        assertThat(status(one.getFirst())).isEqualTo("lift_containment_pending");
    }

    @ParameterizedTest
    @CsvSource({"PARTIAL,202", "PARTIAL_409,409", "WHOLE,409", "OPAQUE,409"})
    void mixedRequestsKeepTheContract(HostRules.Mixed reading, int status) {
        // Given
        simulator.hostRules(
                "default", HostRules.DEFAULT.withSettle(Duration.ZERO, false).with(reading));
        act("contain", ids.subList(0, 1));
        // When
        var response = act("contain", ids.subList(0, 3));
        // Then
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(contract.problems("PerformActionV2", response)).isEmpty();
        var partial = reading.name().startsWith("PARTIAL");
        assertThat(SimClient.json(response).get("resources")).hasSize(partial ? 2 : 0);
        assertThat(status(ids.get(2))).isEqualTo(partial ? "contained" : "normal");
    }

    @ParameterizedTest
    @CsvSource({"explode,1,400", "contain,101,400", "hide_host,101,400", "contain,0,400"})
    void badActionsAreRefused(String action, int count, int status) {
        assertThat(act(action, ids.subList(0, count)).statusCode()).isEqualTo(status);
        assertThat(simulator.violations()).hasSize(1);
    }

    @Test
    void strangersAreNotFound() {
        assertThat(act("contain", List.of("0".repeat(32))).statusCode()).isEqualTo(404);
        assertThat(client.post(ACTIONS + "contain", "{\"id\": []}").statusCode()).isEqualTo(400);
    }

    @Test
    void hidingTakesAHostOutOfTheListings() {
        // When
        act("hide_host", ids.subList(0, 5));
        // Then
        assertThat(client.walk(1000)).hasSize(295).doesNotContainAnyElementsOf(ids.subList(0, 5));
        assertThat(
                        SimClient.texts(
                                SimClient.json(client.get("/devices/queries/devices-hidden/v1"))
                                        .get("resources")))
                .containsExactlyInAnyOrderElementsOf(ids.subList(0, 5));
        assertThat(act("unhide_host", ids.subList(0, 5)).statusCode()).isEqualTo(202);
        assertThat(client.walk(1000)).hasSize(300);
    }
}
