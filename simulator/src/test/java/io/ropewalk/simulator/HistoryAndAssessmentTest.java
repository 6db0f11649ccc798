package io.ropewalk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.simulator.falcon.Holdings.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryAndAssessmentTest {
    private static final String LOGINS = "/devices/combined/devices/login-history/v1";
    private static final String LIMITED = "/devices/combined/devices/login-history/v2";
    private static final String ADDRESSES = "/devices/combined/devices/network-address-history/v1";
    private static final String SCORES = "/zero-trust-assessment/queries/assessments/v1";
    private static final String ASSESSMENTS = "/zero-trust-assessment/entities/assessments/v1";

    private final Contract contract = new Contract();
    private Simulator simulator;
    private SimClient client;

    @BeforeEach
    void start() {
        simulator = Simulator.start(Scenario.ofHosts(600));
        simulator.clock().set(Instant.parse("2026-11-20T00:00:00Z"));
        client = SimClient.of(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private static String body(Stream<String> ids) {
        return ids.collect(Collectors.joining("\",\"", "{\"ids\": [\"", "\"]}"));
    }

    private JsonNode host(String id) {
        return SimClient.json(simulator.hostJson("default", id).orElseThrow());
    }

    @Test
    void historiesBeginWithWhatTheHostTells() {
        // Given
        var ids = simulator.deviceIds("default").subList(0, 100);
        // When
        var logins = client.post(LOGINS, body(ids.stream()));
        var addresses = client.post(ADDRESSES, body(Stream.concat(ids.stream(), Stream.of("x"))));
        // Then
        for (var device : SimClient.json(logins).get("resources")) {
            var host = host(device.get("device_id").asText());
            assertThat(device.at("/recent_logins/0/user_name").asText())
                    .isEqualTo(host.path("last_login_user").asText());
            assertThat(device.at("/recent_logins/0/login_time").asText())
                    .isEqualTo(host.path("last_login_timestamp").asText());
        }
        for (var device : SimClient.json(addresses).get("resources")) {
            assertThat(device.at("/history/0/ip_address"))
                    .isEqualTo(host(device.get("device_id").asText()).get("local_ip"));
        }
        assertThat(SimClient.json(addresses).get("resources")).hasSize(100);
        assertThat(contract.problems("QueryDeviceLoginHistory", logins)).isEmpty();
        assertThat(contract.problems("QueryGetNetworkAddressHistoryV1", addresses)).isEmpty();
    }

    @Test
    void theSecondVersionLimitsLoginsByNumberAndTime() {
        // Given
        var used =
                simulator.deviceIds("default").stream()
                        .filter(id -> host(id).has("last_login_user"))
                        .limit(10)
                        .toList();
        // When
        var one = client.post(LIMITED + "?limit=1&from=now-60d", body(used.stream()));
        var none = client.post(LIMITED + "?from=now-60d&to=now-50d", body(used.stream()));
        // Then
        assertThat(SimClient.json(one).get("resources").valueStream())
                .hasSize(10)
                .allMatch(device -> device.get("recent_logins").size() == 1);
        assertThat(SimClient.json(none).get("resources").valueStream())
                .allMatch(device -> device.get("recent_logins").isEmpty());
        assertThat(contract.problems("QueryDeviceLoginHistoryV2", one)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        LOGINS + ", 501",
        LIMITED + ", 11",
        LIMITED + "?limit=101, 1",
        LIMITED + "?from=then, 1"
    })
    void historiesHaveLimits(String path, int ids) {
        assertThat(client.post(path, body(Stream.generate(() -> "x").limit(ids))).statusCode())
                .isEqualTo(400);
    }

    @Test
    void scoresWalkInTheirOrder() {
        // Given
        var found = new ArrayList<Integer>();
        var after = "";
        // When
        do {
            var page =
                    SimClient.json(
                            client.get(
                                    SCORES
                                            + "?filter=score:%3C=50&limit=40"
                                            + (after.isEmpty() ? "" : "&after=" + after)));
            page.get("resources").forEach(one -> found.add(one.get("score").asInt()));
            after = page.at("/meta/pagination/after").asText();
        } while (!after.isEmpty());
        // Then
        assertThat(found)
                .hasSameSizeAs(simulator.ids("default", Kind.ASSESSMENTS, "score:<=50"))
                .isSorted()
                .allMatch(score -> score <= 50);
    }

    @Test
    void assessmentsKeepTheContract() {
        // Given
        var ids = simulator.ids("default", Kind.ASSESSMENTS, "").subList(0, 20);
        // When
        var scores = client.get(SCORES + "?filter=score:%3E0");
        var details = client.get(ASSESSMENTS + "?ids=x&ids=" + String.join("&ids=", ids));
        // Then
        assertThat(SimClient.json(details).get("resources")).hasSize(20);
        assertThat(contract.problems("getAssessmentsByScoreV1", scores)).isEmpty();
        assertThat(contract.problems("getAssessmentV1", details)).isEmpty();
        assertThat(
                        List.of(
                                client.get(SCORES).statusCode(),
                                client.get(SCORES + "?filter=score:%3E0&limit=1001").statusCode()))
                .containsOnly(400);
    }
}
