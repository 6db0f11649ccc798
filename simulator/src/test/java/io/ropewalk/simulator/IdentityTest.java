package io.ropewalk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Users of Identity Protection: complete, the same each time, and for nobody who asks wrongly. */
class IdentityTest {
    private static final String PATH = "/identity-protection/combined/graphql/v1";
    private static final String OPERATION = "api.preempt.proxy.post.graphql";
    private static final String NODES =
            "{ nodes { entityId ... on UserEntity { primaryDisplayName emailAddresses roles { type } accounts {"
                    + " enabled ... on ActiveDirectoryAccountDescriptor { domain samAccountName } } } }"
                    + " pageInfo { hasNextPage endCursor } } }";
    private static final String ONE =
            "{ entities(types: [USER], first: 1) { nodes { entityId } } }";

    private final Contract contract = new Contract();
    private Simulator simulator = start(Tenant.standard(250));
    private SimClient client = SimClient.of(simulator);

    private static Simulator start(Tenant tenant) {
        return Simulator.start(Scenario.ofTenants(List.of(tenant)));
    }

    private void restart(Tenant tenant) {
        simulator.close();
        simulator = start(tenant);
        client = SimClient.of(simulator);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    private HttpResponse<String> ask(String query) {
        try {
            return client.post(PATH, new JsonMapper().writeValueAsString(Map.of("query", query)));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode page(int first, String after) {
        String from = after.isEmpty() ? "" : ", after: \"" + after + "\"";
        var response = ask("{ entities(types: [USER], first: " + first + from + ") " + NODES);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(contract.problems(OPERATION, response)).isEmpty();
        return SimClient.json(response).at("/data/entities");
    }

    private List<JsonNode> walk(int first) {
        List<JsonNode> users = new ArrayList<>();
        String after = "";
        JsonNode page;
        do {
            page = page(first, after);
            page.path("nodes").forEach(users::add);
            after = page.at("/pageInfo/endCursor").asText("");
        } while (page.at("/pageInfo/hasNextPage").asBoolean());
        return users;
    }

    @Test
    void listsThreeUsersForFiveHostsOnceEachByName() {
        List<JsonNode> users = walk(50);
        assertThat(users).hasSize(150);
        assertThat(users)
                .extracting(user -> user.path("entityId").asText())
                .doesNotHaveDuplicates();
        assertThat(users).extracting(user -> user.path("primaryDisplayName").asText()).isSorted();
        assertThat(walk(37)).isEqualTo(users);
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void givesOnlyWhatIsSelected() {
        JsonNode user = page(1, "").at("/nodes/0");
        assertThat(user.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "entityId", "primaryDisplayName", "emailAddresses", "roles", "accounts");
        for (JsonNode account : page(100, "").findValues("accounts")) {
            account.forEach(it -> assertThat(it.has("enabled")).isTrue());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ entities(types: [USER], first: 1001) { nodes { entityId } } }",
                "{ entities(types: [USER], first: 0) { nodes { entityId } } }",
                "{ entities(types: [USER], after: \"nonsense\") { nodes { entityId } } }",
                "{ entities(types: [USER]) { nodes { entityId riskscore } } }",
                "{ entities(types: [USER]) { nodes { emailAddresses } } }",
                "{ entities(types: [USER]) { nodes { accounts } } }",
                "{ entities(types: [USER]) { nodes { entityId { x } } } }",
                "{ entities(types: [USER], limit: 5) { nodes { entityId } } }",
                "{ entities(first: 5) { nodes { entityId } } }",
                "{ entities(types: [USER]) { totalCount } }",
                "{ users { id } }",
                "{ entities(types: [USER]) { nodes { ... on AccountDescriptor { enabled } } } }",
                "{ entities(types: [USER]) { nodes { entityId } }",
                "{ entities(types: [USER]) { nodes { } } }",
                "mutation { x }"
            })
    void aWrongQueryIsAnErrorInsideA200(String query) {
        var response = ask(query);
        assertThat(response.statusCode()).isEqualTo(200);
        JsonNode body = SimClient.json(response);
        assertThat(body.at("/errors/0/message").asText()).isNotBlank();
        assertThat(body.has("data")).isFalse();
        assertThat(simulator.violations()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"query\": 5}", "{\"query\": \"{a}\", \"operation\": 1}"})
    void aBodyThatIsNoQueryIsRefused(String body) {
        assertThat(client.post(PATH, body).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Identity Protection GraphQL:write", "Identity Protection Entities:read"})
    void oneScopeAloneIsNotEnough(String scope) {
        restart(Tenant.standard(10).withScopes(Set.of(scope)));
        assertThat(ask(ONE).statusCode()).isEqualTo(403);
    }

    @Test
    void bothScopesAreEnough() {
        restart(
                Tenant.standard(10)
                        .withScopes(
                                Set.of(
                                        "Identity Protection GraphQL:write",
                                        "Identity Protection Entities:read")));
        assertThat(ask(ONE).statusCode()).isEqualTo(200);
    }

    @Test
    void pagesCanBeDamaged() {
        List<JsonNode> whole = walk(50);
        simulator.arm(FaultRule.once(PATH, new Fault.ShortPage(7, true)));
        assertThat(walk(50)).hasSize(143);
        simulator.arm(FaultRule.once(PATH, new Fault.EmptyPage(true)));
        assertThat(page(50, "").path("nodes")).isEmpty();
        simulator.arm(FaultRule.once(PATH, new Fault.OmitField("entityId")));
        assertThat(page(50, "").at("/nodes/0/entityId").isNull()).isTrue();
        assertThat(walk(50)).isEqualTo(whole);
    }
}
