package io.ropewalk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prevention policies made, changed, switched and deleted. */
class PolicyWriteTest {
    private static final String ENTITIES = "/policy/entities/prevention/v1";
    private static final String COMBINED = "/policy/combined/prevention/v1";
    private static final String ACTIONS = "/policy/entities/prevention-actions/v1?action_name=";

    private final Contract contract = new Contract();
    private Simulator simulator;
    private SimClient client;

    @BeforeEach
    void start() {
        simulator = Simulator.start(Scenario.ofHosts(100));
        client = SimClient.of(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private HttpResponse<String> patch(String item) {
        return client.send(
                client.authorized(ENTITIES)
                        .header("Content-Type", "application/json")
                        .method(
                                "PATCH",
                                BodyPublishers.ofString("{\"resources\":[" + item + "]}")));
    }

    private JsonNode policy(String name) {
        return SimClient.json(client.filtered(COMBINED, "name:'" + name + "'")).at("/resources/0");
    }

    private String id(String name) {
        return policy(name).get("id").asText();
    }

    @Test
    void answersKeepTheContract() {
        // Given
        var strict = id("Strict Windows");
        // When
        var made =
                client.post(
                        ENTITIES,
                        "{\"resources\":[{\"name\":\"n\",\"platform_name\":\"Mac\",\"clone_id\":\"%s\"}]}"
                                .formatted(strict));
        var changed = patch("{\"id\":\"%s\",\"settings\":[]}".formatted(strict));
        var on = client.post(ACTIONS + "disable", "{\"ids\":[\"%s\"]}".formatted(strict));
        var rules =
                client.post(
                        ACTIONS + "add-rule-group",
                        "{\"ids\":[\"%s\"],\"action_parameters\":[{\"name\":\"group_id\",\"value\":\"r\"}]}"
                                .formatted(strict));
        var deleted = client.method("DELETE", ENTITIES + "?ids=" + strict);
        // Then
        assertThat(List.of(made, changed, on, rules, deleted))
                .extracting(HttpResponse::statusCode)
                .containsExactly(201, 200, 200, 200, 200);
        assertThat(contract.problems("createPreventionPolicies", made)).isEmpty();
        assertThat(contract.problems("updatePreventionPolicies", changed)).isEmpty();
        assertThat(contract.problems("performPreventionPoliciesAction", on)).isEmpty();
        assertThat(contract.problems("performPreventionPoliciesAction", rules)).isEmpty();
        assertThat(contract.problems("deletePreventionPolicies", deleted)).isEmpty();
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void aNewPolicyComesBeforeTheDefaultAndIsOff() {
        // When
        client.post(
                ENTITIES, "{\"resources\":[{\"name\":\"mine\",\"platform_name\":\"Windows\"}]}");
        // Then
        assertThat(policy("mine").get("enabled").asBoolean()).isFalse();
        var listed =
                client.get(
                        COMBINED
                                + "?sort=precedence.asc&filter="
                                + SimClient.encoded("platform_name:'Windows'"));
        var order =
                SimClient.json(listed)
                        .get("resources")
                        .valueStream()
                        .map(policy -> policy.get("name").asText())
                        .toList();
        assertThat(order).contains("mine").endsWith("platform_default");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"settings\":[{\"id\":\"Nothing\",\"value\":{\"enabled\":true}}]};400",
                "{\"settings\":[{\"id\":\"CloudAntiMalware\",\"value\":{\"enabled\":true}}]};400",
                "{\"settings\":[{\"id\":\"CloudAntiMalware\",\"value\":{\"detection\":\"moderate\",\"prevention\":\"DISABLED\"}}]};400",
                "{\"settings\":[{\"id\":\"CloudAntiMalware\",\"value\":{\"detection\":\"AGGRESSIVE\",\"prevention\":\"DISABLED\"}}]};200"
            })
    void settingsAreReadStrictly(String item, int status) {
        var full = item.replaceFirst("\\{", "{\"id\":\"" + id("Strict Mac") + "\",");
        assertThat(patch(full).statusCode()).isEqualTo(status);
    }

    @Test
    void strangersAreNotFoundAndBadBodiesRefused() {
        assertThat(patch("{\"id\":\"x\",\"settings\":[]}").statusCode()).isEqualTo(404);
        assertThat(client.method("DELETE", ENTITIES + "?ids=x").statusCode()).isEqualTo(404);
        assertThat(client.post(ENTITIES, "{\"name\":\"n\"}").statusCode()).isEqualTo(400);
        assertThat(client.post(ACTIONS + "explode", "{\"ids\":[\"x\"]}").statusCode())
                .isEqualTo(400);
        assertThat(client.post(ACTIONS + "enable", "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void aDescriptionIsTakenAwayByNull() {
        // Given
        var strict = id("Strict Mac");
        patch("{\"id\":\"%s\",\"description\":\"mine\",\"settings\":[]}".formatted(strict));
        var described = policy("Strict Mac").get("description").asText();
        // When
        patch("{\"id\":\"%s\",\"description\":null,\"settings\":[]}".formatted(strict));
        // Then
        assertThat(described).isEqualTo("mine");
        assertThat(policy("Strict Mac").get("description").asText()).isNotEqualTo("mine");
    }
}
