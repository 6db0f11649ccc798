package io.ropewalk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cases, the audit of remote shells, and what is left of incidents. */
class CaseTest {
    private static final String CASES = "/cases/queries/cases/v1";
    private static final String ENTITIES = "/cases/entities/cases/v2";
    private static final String SESSIONS = "/real-time-response-audit/combined/sessions/v1";

    private final Contract contract = new Contract();
    private Simulator simulator;
    private SimClient client;

    @BeforeEach
    void start() {
        simulator = Simulator.start(Scenario.ofHosts(10));
        client = SimClient.of(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void casesKeepWhatIsPublished() {
        // When
        var listed = client.get(CASES + "?limit=5");
        var id = SimClient.json(listed).at("/resources/0").asText();
        var found = client.post(ENTITIES, "{\"ids\": [\"" + id + "\"]}");
        var stranger = client.post(ENTITIES, "{\"ids\": [\"" + id + "\", \"x\"]}");
        // Then
        assertThat(contract.problems("queries_cases_get_v1", listed)).isEmpty();
        assertThat(SimClient.json(listed).at("/meta/pagination/total").asInt()).isEqualTo(24);
        assertThat(SimClient.json(found).at("/resources/0/id").asText()).isEqualTo(id);
        assertThat(stranger.statusCode()).isEqualTo(404);
        assertThat(SimClient.json(stranger).get("resources")).hasSize(1);
    }

    @Test
    void sessionsKeepTheContract() {
        // When
        var plain = client.get(SESSIONS + "?limit=1000");
        var whole = client.get(SESSIONS + "?limit=3&with_command_info=true&sort=created_at.asc");
        var bad = client.get(SESSIONS + "?limit=many");
        // Then
        assertThat(contract.problems("RTRAuditSessions", plain)).isEmpty();
        assertThat(contract.problems("RTRAuditSessions", whole)).isEmpty();
        assertThat(contract.problems("RTRAuditSessions", bad)).isEmpty();
        assertThat(SimClient.json(plain).get("resources")).hasSize(60);
        assertThat(SimClient.json(whole).at("/resources/0/logs")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"?limit=1001;400", "?sort=hostname;400", "?filter=hostname:;400"})
    void badQuestionsAboutSessionsAreRefused(String query, int status) {
        assertThat(client.get(SESSIONS + query).statusCode()).isEqualTo(status);
        assertThat(simulator.violations()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/incidents/queries/incidents/v1", "/incidents/queries/behaviors/v1"})
    void incidentsAreGone(String path) {
        // When
        var response = client.get(path);
        // Then
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(SimClient.message(response)).contains("decommissioned");
    }
}
