package io.ropewalk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.simulator.estate.Edits.Edit;
import io.ropewalk.simulator.estate.InventorySpec;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserRoutesTest {
    private static final String QUERY = "/user-management/queries/users/v1";
    private static final String ENTITIES = "/user-management/entities/users/GET/v1";
    private static final String GRANTS = "/user-management/combined/user-roles/v2";
    private static final String ROLES = "/user-management/queries/roles/v1";

    private final Contract contract = new Contract();
    private Simulator simulator;
    private SimClient client;

    @BeforeEach
    void start() {
        var tenant = Tenant.standard(5).withInventory(InventorySpec.DEFAULT.withUsers(150));
        simulator = Simulator.start(Scenario.ofTenants(List.of(tenant)));
        client = SimClient.of(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private List<String> ids(String query) {
        return SimClient.texts(SimClient.json(client.get(QUERY + query)).get("resources"));
    }

    private static String body(Stream<String> ids) {
        return ids.collect(Collectors.joining("\",\"", "{\"ids\": [\"", "\"]}"));
    }

    private List<JsonNode> users(Stream<String> ids) {
        return SimClient.json(client.post(ENTITIES, body(ids)))
                .get("resources")
                .valueStream()
                .toList();
    }

    @Test
    void pagesGiveEveryUserOnce() {
        // When
        var found =
                Stream.of("?limit=100", "?limit=100&offset=100")
                        .flatMap(query -> ids(query).stream());
        // Then
        assertThat(found).hasSize(150).doesNotHaveDuplicates();
    }

    @Test
    void sortsAsTheContractWritesIt() {
        // When
        var up = ids("?limit=500&sort=uid%7Casc");
        var down = ids("?limit=500&sort=uid%7Cdesc");
        // Then
        assertThat(up).hasSize(150).isEqualTo(down.reversed());
        assertThat(client.get(QUERY + "?sort=uid%7Cup").statusCode()).isEqualTo(400);
    }

    @Test
    void usersHaveWhatTheirFiltersSay() {
        // When
        var inactive = users(ids("?limit=500&filter=status:'inactive'").stream());
        // Then
        assertThat(inactive)
                .isNotEmpty()
                .allMatch(user -> user.get("status").asText().equals("inactive"));
    }

    @Test
    void aRemovedUserIsGoneAndAChangedOneIsUpdated() {
        // Given
        var ids = ids("?limit=500");
        var before = users(Stream.of(ids.get(1))).getFirst();
        // When
        simulator.edit("default", new Edit.Delete(ids.get(0)));
        simulator.edit("default", new Edit.Rename(ids.get(1), "Newname"));
        // Then
        assertThat(ids("?limit=500")).hasSize(149).doesNotContain(ids.get(0));
        var after = users(Stream.of(ids.get(0), ids.get(1)));
        assertThat(after).hasSize(1);
        assertThat(after.getFirst().get("last_name").asText()).isEqualTo("Newname");
        assertThat(after.getFirst().get("updated_at").asText())
                .isGreaterThan(before.get("updated_at").asText());
    }

    @Test
    void grantsNameRolesThatExist() {
        // Given
        var uuid = ids("").getFirst();
        // When
        var grants = SimClient.json(client.get(GRANTS + "?user_uuid=" + uuid)).get("resources");
        var granted = SimClient.json(client.get(ROLES + "?user_uuid=" + uuid)).get("resources");
        var all = SimClient.texts(SimClient.json(client.get(ROLES)).get("resources"));
        // Then
        var roles = grants.valueStream().map(grant -> grant.get("role_id").asText()).toList();
        assertThat(all).containsAll(roles);
        assertThat(SimClient.texts(granted)).containsExactlyInAnyOrderElementsOf(roles);
    }

    @Test
    void answersKeepTheContract() {
        // Given
        var uuid = ids("").getFirst();
        // When
        var queried = client.get(QUERY + "?sort=" + SimClient.encoded("last_login_at|desc"));
        var users = client.post(ENTITIES, body(ids("?limit=500").stream()));
        var grants = client.get(GRANTS + "?user_uuid=" + uuid);
        var roles = client.get(ROLES);
        var role = client.get("/user-management/entities/roles/v1?ids=falconhost_admin");
        var posted =
                client.post(
                        "/user-management/entities/roles/GET/v2",
                        body(Stream.of("falconhost_admin", "nothing")));
        // Then
        assertThat(SimClient.json(users).get("resources")).hasSize(150);
        assertThat(contract.problems("queryUserV1", queried)).isEmpty();
        assertThat(contract.problems("retrieveUsersGETV1", users)).isEmpty();
        assertThat(contract.problems("CombinedUserRolesV2", grants)).isEmpty();
        assertThat(contract.problems("queriesRolesV1", roles)).isEmpty();
        assertThat(contract.problems("entitiesRolesV1", role)).isEmpty();
        assertThat(posted.statusCode()).isEqualTo(404);
        assertThat(contract.problems("entitiesRolesGETV2", posted)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "queryUserV1, " + QUERY + "?limit=501",
        "queryUserV1, " + QUERY + "?sort=age",
        "queryUserV1, " + QUERY + "?filter=status",
        "CombinedUserRolesV2, " + GRANTS,
        "CombinedUserRolesV2, " + GRANTS + "?user_uuid=nobody"
    })
    void refusesBadParameters(String operation, String path) {
        // When
        var refused = client.get(path);
        // Then
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(SimClient.json(refused).has("resources")).isFalse();
        assertThat(contract.problems(operation, refused)).isEmpty();
    }

    @Test
    void refusesWhoeverLacksTheScope() {
        // Given
        var tenant = Tenant.standard(5).withScopes(Set.of("Hosts:read"));
        simulator.scenario(Scenario.ofTenants(List.of(tenant)));
        // When
        var refused = client.get(QUERY);
        // Then
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(contract.problems("queryUserV1", refused)).isEmpty();
    }
}
