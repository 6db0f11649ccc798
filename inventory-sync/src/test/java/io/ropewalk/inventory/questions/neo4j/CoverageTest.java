package io.ropewalk.inventory.questions.neo4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ropewalk.inventory.questions.CloudGroup;
import io.ropewalk.inventory.questions.CloudInstance;
import io.ropewalk.inventory.questions.Counted;
import io.ropewalk.inventory.questions.Coverage;
import io.ropewalk.inventory.questions.Coverage.Asked;
import io.ropewalk.inventory.questions.InstanceFilter;
import io.ropewalk.inventory.questions.InstanceKey;
import io.ropewalk.inventory.questions.PolicyCoverage;
import io.ropewalk.inventory.testing.TestEstate;
import io.ropewalk.inventory.testing.TestGraph;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Coverage over a real Neo4j. */
class CoverageTest {
    private static final Asked ACME = new Asked("acme", false);

    private TestGraph graph;
    private Coverage coverage;

    @BeforeEach
    void estate() {
        graph = TestGraph.empty();
        TestEstate.fill(graph.driver());
        coverage =
                new Coverage(new Neo4jEstateGraph(graph.driver(), "neo4j", Duration.ofSeconds(20)));
    }

    @Test
    void instancesAreCountedByProviderAccountAndRegion() {
        // When
        var cloud = coverage.cloud(ACME);
        // Then
        assertThat(cloud.groups())
                .containsExactlyInAnyOrder(
                        new CloudGroup("aws", "111111111111", "eu-west-1", 2, 1),
                        new CloudGroup("aws", "111111111111", "us-east-1", 1, 1),
                        new CloudGroup("gcp", "shop", "europe-west1", 1, 1),
                        new CloudGroup("azure", "sub-1", "westeurope", 1, 1));
        assertThat(cloud.instances()).isEqualTo(5);
        assertThat(cloud.withoutSensor()).isEqualTo(4);
    }

    @Test
    void amongSeveralTenantsAnAccountThatNobodyNamesIsSaidApart() {
        assertThat(coverage.cloud(ACME).unclaimed()).isEqualTo(1);
        assertThat(ids(ACME)).doesNotContain("i-6", "i-5");
    }

    @Test
    void whereThereIsOneTenantAnAccountThatNobodyNamesIsIts() {
        // Given
        var only = new Asked("acme", true);
        graph.query("CREATE (:EC2Instance {id: 'i-0', region: 'eu-west-1'})");
        // When
        var cloud = coverage.cloud(only);
        // Then
        assertThat(cloud.unclaimed()).isZero();
        assertThat(cloud.groups())
                .contains(
                        new CloudGroup("aws", "333333333333", "eu-west-1", 1, 1),
                        new CloudGroup("aws", null, "eu-west-1", 1, 1));
        assertThat(ids(only)).contains("i-6", "i-0").doesNotContain("i-5");
    }

    @Test
    void instancesWithoutSensorComePageByPageEachOnce() {
        // When
        var first = coverage.withoutSensor(ACME, InstanceFilter.NONE, Optional.empty(), 3);
        var last = first.getLast();
        var second =
                coverage.withoutSensor(
                        ACME,
                        InstanceFilter.NONE,
                        Optional.of(new InstanceKey(last.provider(), last.id())),
                        3);
        // Then
        assertThat(first)
                .extracting(CloudInstance::provider, CloudInstance::id)
                .containsExactly(
                        tuple("aws", "i-2"),
                        tuple("aws", "i-3"),
                        tuple("azure", "/subscriptions/sub-1/vm/az-1"));
        assertThat(second)
                .containsExactly(
                        new CloudInstance(
                                "gcp",
                                "shop",
                                "europe-west1",
                                "projects/shop/zones/europe-west1-b/instances/vm-1",
                                "vm-1",
                                "RUNNING",
                                "10.1.0.1",
                                null));
        assertThat(first.getFirst())
                .isEqualTo(
                        new CloudInstance(
                                "aws",
                                "111111111111",
                                "eu-west-1",
                                "i-2",
                                "web-2",
                                "running",
                                "10.0.0.2",
                                null));
    }

    @Test
    void instancesAreFilteredByTagProviderAccountAndRegion() {
        assertThat(ids(tagged("environment", "PRODUCTION"))).containsExactly("i-2");
        assertThat(ids(tagged("environment", "test"))).isEmpty();
        assertThat(ids(filter("gcp", null, null))).hasSize(1);
        assertThat(ids(filter(null, "111111111111", "us-east-1"))).containsExactly("i-3");
        assertThat(ids(filter(null, "222222222222", null))).isEmpty();
    }

    @Test
    void hostsAreCountedByPlatformVersionModeAndPolicy() {
        // When
        var hosts = coverage.hosts("acme");
        // Then
        assertThat(hosts.total()).isEqualTo(7);
        assertThat(hosts.platforms())
                .containsExactlyInAnyOrder(
                        new Counted("Windows", 3),
                        new Counted("Linux", 2),
                        new Counted("iOS", 1),
                        new Counted("Mac", 1))
                .startsWith(new Counted("Windows", 3), new Counted("Linux", 2));
        assertThat(hosts.sensorVersions())
                .containsExactly(
                        new Counted("7.20.18100.0", 1),
                        new Counted("7.20.18000.0", 2),
                        new Counted("7.19.17500.0", 1),
                        new Counted("7.9.17000.0", 1),
                        new Counted("6.58.17212.0", 1),
                        new Counted(null, 1));
        assertThat(hosts.reducedFunctionality()).isEqualTo(1);
        assertThat(hosts.policies())
                .containsExactly(
                        new PolicyCoverage("prevention", 2, 1),
                        new PolicyCoverage("sensor_update", 1, 1));
    }

    @Test
    void aTenantWithoutHostsHasNothing() {
        assertThat(coverage.hosts("nobody").total()).isZero();
        assertThat(ids(new Asked("nobody", false))).isEmpty();
    }

    private List<String> ids(Asked asked) {
        return coverage.withoutSensor(asked, InstanceFilter.NONE, Optional.empty(), 100).stream()
                .map(CloudInstance::id)
                .toList();
    }

    private List<String> ids(InstanceFilter filter) {
        return coverage.withoutSensor(ACME, filter, Optional.empty(), 100).stream()
                .map(CloudInstance::id)
                .toList();
    }

    private static InstanceFilter tagged(String key, String value) {
        return new InstanceFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new InstanceFilter.Tag(key, value)));
    }

    private static InstanceFilter filter(String provider, String account, String region) {
        return new InstanceFilter(
                Optional.ofNullable(provider),
                Optional.ofNullable(account),
                Optional.ofNullable(region),
                Optional.empty());
    }
}
