package io.ropewalk.inventory.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.inventory.run.Run;
import io.ropewalk.inventory.run.RunService;
import io.ropewalk.inventory.run.RunState;
import io.ropewalk.inventory.testing.EveryKind;
import io.ropewalk.inventory.testing.ServiceResource;
import io.ropewalk.inventory.testing.SimulatedFalcon;
import io.ropewalk.simulator.Simulator;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.Driver;

/**
 * Two customers in one graph, and a host that goes from one to the other with all that hangs on it.
 */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class TenantsOfEveryKindTest {
    private static final String OF_THE_HOST =
            "MATCH (h:CrowdstrikeHost {id: $aid})-[:HAS_VULNERABILITY|HAS_APPLICATION|HAS_LOGIN]->(n)"
                    + " RETURN count(n)";

    private final Simulator simulator;
    private final Driver driver;
    private final RunService runs;

    @Inject
    TenantsOfEveryKindTest(Simulator simulator, Driver driver, RunService runs) {
        this.simulator = simulator;
        this.driver = driver;
        this.runs = runs;
    }

    @BeforeEach
    void anEmptyGraph() {
        simulator.clearFaults();
        simulator.scenario(SimulatedFalcon.estates(30, 20));
        driver.executableQuery("MATCH (n) DETACH DELETE n").execute();
    }

    @Test
    void neitherTouchesWhatTheOtherHas() {
        // Given
        succeed(SimulatedFalcon.ACME);
        Map<String, Long> alone = counts(SimulatedFalcon.ACME);
        // When
        succeed(SimulatedFalcon.GLOBEX);
        succeed(SimulatedFalcon.GLOBEX);
        // Then
        assertThat(counts(SimulatedFalcon.ACME)).isEqualTo(alone).doesNotContainValue(0L);
        assertThat(counts(SimulatedFalcon.GLOBEX)).doesNotContainValue(0L);
        for (var row : EveryKind.rows()) {
            assertThat(
                            found(
                                    "MATCH (t:CrowdstrikeTenant)-[:RESOURCE]->(n:%s) WITH n, count(t) AS owners WHERE owners <> 1 RETURN count(n)"
                                            .formatted(row.label()),
                                    ""))
                    .as(row.label())
                    .isZero();
        }
    }

    /** Whichever of the two is synced first. */
    @ParameterizedTest
    @ValueSource(strings = {SimulatedFalcon.ACME, SimulatedFalcon.GLOBEX})
    void aHostThatMovesTakesEverythingAlong(String syncedFirst) {
        // Given
        succeed(SimulatedFalcon.ACME);
        succeed(SimulatedFalcon.GLOBEX);
        String aid = simulator.deviceIds(SimulatedFalcon.ACME).getFirst();
        assertThat(found(OF_THE_HOST, aid)).isPositive();
        simulator.move(aid, SimulatedFalcon.ACME, SimulatedFalcon.GLOBEX);
        var order =
                syncedFirst.equals(SimulatedFalcon.ACME)
                        ? List.of(SimulatedFalcon.ACME, SimulatedFalcon.GLOBEX)
                        : List.of(SimulatedFalcon.GLOBEX, SimulatedFalcon.ACME);
        // When each is synced, and again
        for (int round = 0; round < 2; round++) {
            order.forEach(this::succeed);
        }
        // Then
        assertThat(
                        driver.executableQuery(
                                        "MATCH (h:CrowdstrikeHost {id: $aid})<-[:RESOURCE]-(t) RETURN h.ropewalk_tenant AS tenant, count(t) AS owners")
                                .withParameters(Map.of("aid", aid))
                                .execute()
                                .records())
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.get("tenant").asString()).isEqualTo(SimulatedFalcon.GLOBEX);
                    assertThat(row.get("owners").asLong()).isEqualTo(1);
                });
        assertThat(found(OF_THE_HOST, aid)).isPositive();
        assertThat(
                        found(
                                "MATCH (n) WHERE n.aid = $aid AND n.ropewalk_tenant <> 'globex' RETURN count(n)",
                                aid))
                .isZero();
        assertThat(
                        found(
                                "MATCH (n) WHERE n.aid = $aid AND NOT (:CrowdstrikeHost {id: $aid})-->(n) RETURN count(n)",
                                aid))
                .isZero();
    }

    private void succeed(String tenant) {
        Run run = EveryKind.sync(runs, tenant, EveryKind.everything());
        assertThat(run.state()).as("%s", run.failure()).isEqualTo(RunState.SUCCEEDED);
    }

    private Map<String, Long> counts(String tenant) {
        var counts = new java.util.TreeMap<String, Long>();
        for (var row : EveryKind.rows()) {
            counts.put(
                    row.label(),
                    found(
                            "MATCH (n:%s {ropewalk_tenant: '%s'}) RETURN count(n)"
                                    .formatted(row.label(), tenant),
                            ""));
        }
        return counts;
    }

    private long found(String cypher, String aid) {
        return driver.executableQuery(cypher)
                .withParameters(Map.of("aid", aid))
                .execute()
                .records()
                .getFirst()
                .get(0)
                .asLong();
    }
}
