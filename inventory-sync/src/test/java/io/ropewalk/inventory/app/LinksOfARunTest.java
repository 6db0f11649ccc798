package io.ropewalk.inventory.app;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.inventory.links.LinkCounts.Tally;
import io.ropewalk.inventory.run.Kind;
import io.ropewalk.inventory.run.Mode;
import io.ropewalk.inventory.run.Run;
import io.ropewalk.inventory.run.RunRequest;
import io.ropewalk.inventory.run.RunService;
import io.ropewalk.inventory.run.RunState;
import io.ropewalk.inventory.run.Submission;
import io.ropewalk.inventory.testing.ServiceResource;
import io.ropewalk.inventory.testing.SimulatedFalcon;
import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.FaultRule;
import io.ropewalk.simulator.Simulator;
import io.ropewalk.simulator.estate.Change;
import io.ropewalk.simulator.issuer.Issuer;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumSet;
import java.util.OptionalDouble;
import java.util.Set;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;

/** What a run ties its hosts to, from the wire to the answer. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class LinksOfARunTest {
    private static final String ACME = "/v1/tenants/acme";
    private static final String HOSTS = "/devices/combined/devices/v1";

    private final Simulator simulator;
    private final Driver driver;
    private final RunService runs;

    @Inject
    LinksOfARunTest(Simulator simulator, Driver driver, RunService runs) {
        this.simulator = simulator;
        this.driver = driver;
        this.runs = runs;
    }

    @BeforeEach
    void anEmptyGraph() {
        simulator.clearFaults();
        simulator.scenario(SimulatedFalcon.estates(200, 1));
        write("MATCH (n) DETACH DELETE n");
    }

    @AfterEach
    void noTrapIsLeft() {
        write("DROP CONSTRAINT trap IF EXISTS");
    }

    @Test
    void theInstancesInProductionWithoutASensorAreKnownAfterARun() {
        // Given what Cartography knows: the tenant's instances, and two that bear no sensor
        sync(Set.of(Kind.HOSTS));
        cloud();
        long known = found("MATCH (i:EC2Instance) RETURN count(i)") - 2;
        // When
        Run run = sync(Set.of(Kind.HOSTS));
        // Then
        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(known).isPositive();
        assertThat(run.work().links().orElseThrow().counts().instances())
                .isEqualTo(new Tally(known, 0));
        viewer().get(ACME + "/coverage?provider=aws&tag=env=production")
                .then()
                .statusCode(200)
                .body("cloud.withoutSensor", equalTo(2))
                .body("items.id", contains("i-naked"));
        viewer().get(ACME + "/syncs/" + run.id())
                .then()
                .body("links.state", equalTo("succeeded"))
                .body("links.hosts", equalTo(200))
                .body("links.instances.made", equalTo((int) known))
                .body("outcomes.hosts.state", equalTo("succeeded"));
    }

    @Test
    void aGatewaysAddressIsSharedByItsHostsAndJoinsNone() {
        // When
        Run run = sync(Set.of(Kind.HOSTS));
        // Then
        assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(
                        found(
                                "MATCH (p:PublicIP) WHERE COUNT { (p)<-[:EGRESSES_THROUGH]-() } > 3 RETURN count(p)"))
                .isPositive();
        assertThat(
                        found(
                                "MATCH (p:PublicIP) WHERE COUNT { (p)-[:POINTS_TO]->() } > 1 RETURN count(p)"))
                .isZero();
        assertThat(
                        found(
                                "MATCH (d:Device) WHERE COUNT { (d)-[:OBSERVED_AS]->() } <> 1 RETURN count(d)"))
                .isZero();
        assertThat(found("MATCH (:Device)-[r:OBSERVED_AS]->() RETURN count(r)")).isPositive();
    }

    @Test
    void theDevicesThatAVulnerabilityAffectsAreKnownInTheSameRun() {
        Run run = sync(EnumSet.of(Kind.HOSTS, Kind.VULNERABILITIES));
        assertThat(run.work().links().orElseThrow().counts().findings().made())
                .isEqualTo(
                        found(
                                "MATCH (d:Device)-[:OBSERVED_AS]->()-[:HAS_VULNERABILITY]->()-[:HAS_CVE]->(f) WITH DISTINCT d, f RETURN count(*)"))
                .isPositive();
    }

    @Test
    void anUnchangedRunMakesAndRemovesNothing() {
        sync(EnumSet.of(Kind.HOSTS, Kind.VULNERABILITIES));
        Run again = sync(EnumSet.of(Kind.HOSTS, Kind.VULNERABILITIES));
        var counts = again.work().links().orElseThrow().counts();
        assertThat(
                        counts.instances()
                                .plus(counts.devices())
                                .plus(counts.addresses())
                                .plus(counts.findings()))
                .isEqualTo(Tally.NONE);
    }

    @Test
    void aListingThatBrokeOffRemovesNoLinks() {
        // Given
        sync(Set.of(Kind.HOSTS));
        cloud();
        sync(Set.of(Kind.HOSTS));
        long before = edges();
        // When
        simulator.arm(FaultRule.always(HOSTS, new Fault.ShortPage(1, true)));
        Run broken = sync(Set.of(Kind.HOSTS));
        // Then
        assertThat(broken.state()).isEqualTo(RunState.INCOMPLETE);
        assertThat(broken.work().links()).isEmpty();
        assertThat(edges()).isEqualTo(before);
    }

    @Test
    void aHostThatIsRetiredLeavesNoDeviceBehind() {
        // Given
        sync(EnumSet.of(Kind.HOSTS, Kind.VULNERABILITIES));
        long before = found("MATCH (d:Device) RETURN count(d)");
        // When
        simulator.change(SimulatedFalcon.ACME, Change.removed(0.1));
        Run run = sync(EnumSet.of(Kind.HOSTS, Kind.VULNERABILITIES));
        // Then
        assertThat(run.work().counts(Kind.HOSTS).retired()).isPositive();
        assertThat(found("MATCH (d:Device) RETURN count(d)"))
                .isPositive()
                .isLessThan(before)
                .isEqualTo(found("MATCH (d:Device)-[:OBSERVED_AS]->(h) RETURN count(h)"));
    }

    @Test
    void aDryRunTiesNothing() {
        sync(Set.of(Kind.HOSTS));
        cloud();
        long before = edges();
        Run dry = sync(Set.of(Kind.HOSTS), true);
        assertThat(dry.work().links()).isEmpty();
        assertThat(edges()).isEqualTo(before);
    }

    @Test
    void aGraphThatRefusesLinksIsToldAndFailsNoKind() {
        // Given a rule of somebody else by which only one address may be ours
        write("CREATE CONSTRAINT trap FOR (p:PublicIP) REQUIRE p._module_name IS UNIQUE");
        // When
        Run broken = sync(Set.of(Kind.HOSTS));
        // Then
        assertThat(broken.state()).isEqualTo(RunState.INCOMPLETE);
        assertThat(broken.failure().orElseThrow().message())
                .startsWith("links: ")
                .contains("ConstraintValidationFailed");
        assertThat(broken.work().links().orElseThrow().failure().orElseThrow().category())
                .isEqualTo(FailureCategory.BUG);
        assertThat(broken.succeeded(Kind.HOSTS)).isTrue();
        assertThat(found("MATCH (h:CrowdstrikeHost) RETURN count(h)")).isEqualTo(200);
        // When
        write("DROP CONSTRAINT trap");
        // Then
        assertThat(sync(Set.of(Kind.HOSTS)).state()).isEqualTo(RunState.SUCCEEDED);
    }

    /** An instance for every host of an EC2 account, and two of which Falcon knows nothing. */
    private void cloud() {
        write(
                """
                MATCH (h:CrowdstrikeHost {service_provider: 'AWS_EC2_V2'})
                MERGE (a:AWSAccount {id: h.service_provider_account_id})
                MERGE (t:AWSTag {id: 'env:production', key: 'env', value: 'production'})
                CREATE (a)-[:RESOURCE]->(i:EC2Instance:AWSEC2Instance {id: h.instance_id, instanceid: h.instance_id,
                    region: 'eu-west-1', state: 'running'}), (i)-[:TAGGED]->(t)
                """);
        write(
                """
                MATCH (a:AWSAccount) WITH a ORDER BY a.id LIMIT 1
                MATCH (t:AWSTag {id: 'env:production'})
                CREATE (a)-[:RESOURCE]->(i:EC2Instance:AWSEC2Instance {id: 'i-naked', instanceid: 'i-naked', region: 'eu-west-1',
                        state: 'running'}), (i)-[:TAGGED]->(t),
                    (a)-[:RESOURCE]->(:EC2Instance:AWSEC2Instance {id: 'i-test', instanceid: 'i-test', region: 'eu-west-1',
                        state: 'running'})
                """);
    }

    private Run sync(Set<Kind> kinds) {
        return sync(kinds, false);
    }

    private Run sync(Set<Kind> kinds, boolean dry) {
        var request =
                new RunRequest(SimulatedFalcon.ACME, kinds, Mode.FULL, dry, OptionalDouble.empty());
        var queued = (Submission.Queued) runs.submit(request);
        return await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> runs.find(SimulatedFalcon.ACME, queued.run().id()).orElseThrow(),
                        run -> run.state().isEnd());
    }

    private long edges() {
        return found(
                "MATCH ()-[r:IS_INSTANCE|OBSERVED_AS|EGRESSES_THROUGH|POINTS_TO]->() RETURN count(r)");
    }

    private long found(String cypher) {
        return driver.executableQuery(cypher).execute().records().getFirst().get(0).asLong();
    }

    private void write(String cypher) {
        driver.executableQuery(cypher).execute();
    }

    private static RequestSpecification viewer() {
        String key = ConfigProvider.getConfig().getValue("test.private-key", String.class);
        return given().urlEncodingEnabled(false)
                .auth()
                .oauth2(Issuer.ofPrivateKey(key).token("viewer"));
    }
}
