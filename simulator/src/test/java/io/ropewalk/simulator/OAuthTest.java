package io.ropewalk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OAuthTest {
    private static final Tenant CHILD = Tenant.member("child", 7);

    private Simulator simulator;
    private SimClient client;

    @BeforeEach
    void start() {
        simulator =
                Simulator.start(
                        Scenario.ofTenants(
                                List.of(
                                        Tenant.standard(5).withMembers(List.of(CHILD)),
                                        Tenant.of("reader", "reader-id", "reader-secret", 3)
                                                .withScopes(Set.of("Host Groups:read")),
                                        Tenant.of("abroad", "eu-id", "eu-secret", 3)
                                                .withRegion("eu-1"))));
        client = SimClient.without(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void tokensComeWith201AndWithoutRegionUnlessAsked() {
        // Given
        var silent = client.token("sim-client", "sim-secret");
        simulator.scenario(
                simulator.scenario().withChoices(Choices.DEFAULT.withRegionHeader(true)));
        // When
        var telling = client.token("sim-client", "sim-secret");
        // Then
        assertThat(silent.statusCode()).isEqualTo(201);
        assertThat(SimClient.json(silent).get("expires_in").asInt()).isEqualTo(1799);
        assertThat(silent.headers().firstValue("X-Cs-Region")).isEmpty();
        assertThat(telling.headers().firstValue("X-Cs-Region")).hasValue("us-1");
    }

    @Test
    void unknownClientsAndWrongSecretsAreToldApart() {
        // When
        var unknown = client.token("nobody", "sim-secret");
        var wrong = client.token("sim-client", "wrong");
        // Then
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(SimClient.message(unknown))
                .isEqualTo("Failed to generate access token for clientID=nobody");
        assertThat(wrong.statusCode()).isEqualTo(403);
        assertThat(SimClient.message(wrong))
                .startsWith("Failed to issue access token - Client authentication");
    }

    @Test
    void tokensDieAfterTheirLifeByTheSimulatorsClock() {
        // Given
        var bearer = SimClient.of(simulator);
        simulator.clock().advance(Duration.ofSeconds(1790));
        var alive = bearer.get(SimClient.COMBINED);
        simulator.clock().advance(Duration.ofSeconds(10));
        // When
        var dead = bearer.get(SimClient.COMBINED);
        // Then
        assertThat(alive.statusCode()).isEqualTo(200);
        assertThat(dead.statusCode()).isEqualTo(401);
        assertThat(SimClient.message(dead)).isEqualTo("access denied, invalid bearer token");
        assertThat(dead.headers().firstValue("X-Ratelimit-Limit")).hasValue("15");
    }

    @Test
    void revokedTokensAreDead() {
        // Given
        var bearer = SimClient.of(simulator);
        var pair =
                Base64.getEncoder()
                        .encodeToString("sim-client:sim-secret".getBytes(StandardCharsets.UTF_8));
        var request =
                HttpRequest.newBuilder(URI.create(simulator.baseUri() + "/oauth2/revoke"))
                        .header("Authorization", "basic " + pair)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("token=" + bearer.bearer()));
        // When
        var revoked = client.send(request);
        // Then
        assertThat(revoked.statusCode()).isEqualTo(200);
        assertThat(bearer.get(SimClient.COMBINED).statusCode()).isEqualTo(401);
    }

    @Test
    void aMemberCidActsForTheChildOnly() {
        // Given
        var form = "client_id=sim-client&client_secret=sim-secret&member_cid=";
        var token =
                SimClient.json(client.form(SimClient.TOKEN, form + CHILD.cid()))
                        .get("access_token")
                        .asText();
        // When
        var hosts = SimClient.json(client.bearing(token).get(SimClient.COMBINED)).get("resources");
        var stranger = client.form(SimClient.TOKEN, form + "00000000000000000000000000000000");
        // Then
        assertThat(hosts)
                .hasSize(7)
                .allSatisfy(host -> assertThat(host.get("cid").asText()).isEqualTo(CHILD.cid()));
        assertThat(stranger.statusCode()).isEqualTo(403);
    }

    @Test
    void clientsOfAnotherRegionAreSentThere() {
        // Given
        var elsewhere = URI.create("http://127.0.0.1:9");
        simulator.scenario(
                simulator
                        .scenario()
                        .withChoices(Choices.DEFAULT.withRegionUrls(Map.of("eu-1", elsewhere))));
        // When
        var redirect = client.token("eu-id", "eu-secret");
        // Then
        assertThat(redirect.statusCode()).isEqualTo(308);
        assertThat(redirect.body()).isEmpty();
        assertThat(redirect.headers().firstValue("Location")).hasValue(elsewhere + "/oauth2/token");
        assertThat(redirect.headers().firstValue("X-Cs-Region")).hasValue("eu-1");
    }

    @Test
    void aMissingScopeIs403() {
        // Given
        var reader = SimClient.of(simulator, "reader-id", "reader-secret");
        // When
        var refused = reader.get(SimClient.COMBINED);
        // Then
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(SimClient.message(refused)).isEqualTo("access denied, authorization failed");
        assertThat(reader.get("/devices/queries/host-groups/v1").statusCode()).isEqualTo(200);
    }

    @Test
    void tokensSurviveANewScenarioOfTheSameTenant() {
        // Given
        var bearer = SimClient.of(simulator);
        // When
        simulator.scenario(Scenario.ofHosts(9));
        // Then
        assertThat(SimClient.json(bearer.get(SimClient.COMBINED)).get("resources")).hasSize(9);
    }

    @Test
    void secretsAndTokensStayOutOfTextsAndRecords() {
        // Given
        var bearer = SimClient.of(simulator);
        bearer.get(SimClient.COMBINED);
        // When
        var texts = simulator.requests().toString() + simulator.scenario();
        // Then
        assertThat(texts).doesNotContain("sim-secret", bearer.bearer()).contains("Bearer ***");
    }
}
