package io.ropewalk.inventory.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.inventory.testing.FakeFalcon;
import io.ropewalk.inventory.testing.HostBuilder;
import io.ropewalk.inventory.testing.TestGraph;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HostSyncTest {
    private TestGraph graph;
    private FakeFalcon falcon;
    private SyncHarness harness;

    @BeforeEach
    void emptyGraph() {
        graph = TestGraph.empty();
        falcon = new FakeFalcon().estate("acme", "c1", 45);
        harness = SyncHarness.over(falcon, graph.hosts());
    }

    @Test
    void writesEveryHostWithItsTenantAndEdge() {
        // When
        var outcome = harness.sync("acme");
        // Then
        assertThat(outcome).isEqualTo(new SyncOutcome.Succeeded());
        assertThat(harness.tally.counts()).isEqualTo(new Counts(45, 45, 0, 0, 0, 0, 0, 0));
        assertThat(
                        graph.number(
                                "MATCH (t:CrowdstrikeTenant:Tenant {id: 'c1'})-[:RESOURCE]->(h:CrowdstrikeHost) RETURN count(h)"))
                .isEqualTo(45);
    }

    @Test
    void everyNodeSaysWhoseItIsAndWhoMadeIt() {
        // When
        harness.sync("acme");
        // Then
        var node =
                graph.query("MATCH (h:CrowdstrikeHost {hostname: 'host-7'}) RETURN h")
                        .getFirst()
                        .get("h")
                        .asNode();
        assertThat(node.asMap())
                .containsEntry("id", FakeFalcon.id("c1", 7))
                .containsEntry("cid", "c1")
                .containsEntry("ropewalk_tenant", "acme")
                .containsEntry("lastupdated", harness.tag)
                .containsEntry("_module_name", "ropewalk:inventory-sync")
                .containsEntry("_module_version", "test")
                .containsKeys("firstseen", "ropewalk_hash");
    }

    @Test
    void anUnchangedSecondRunMovesLastupdatedOnEveryNodeAndNothingElse() {
        // Given
        harness.sync("acme");
        var firstSeen = firstSeen();
        // When
        harness.sync("acme");
        // Then
        assertThat(harness.tally.counts()).isEqualTo(new Counts(45, 0, 0, 45, 0, 0, 0, 0));
        assertThat(
                        graph.number(
                                "MATCH (n) WHERE n.lastupdated <> %d RETURN count(n)"
                                        .formatted(harness.tag)))
                .isZero();
        assertThat(firstSeen()).isEqualTo(firstSeen);
    }

    @Test
    void aChangedHostIsWrittenWholeAndAValueThatWentAwayGoesAway() {
        // Given
        harness.sync("acme");
        graph.query(
                "MATCH (h:CrowdstrikeHost {hostname: 'host-7'}) SET h.noted_by_a_person = true");
        falcon.hosts("acme")
                .set(
                        7,
                        HostBuilder.host(FakeFalcon.id("c1", 7), "c1")
                                .with("hostname", "renamed")
                                .build());
        // When
        harness.sync("acme");
        // Then
        var node =
                graph.query("MATCH (h:CrowdstrikeHost {hostname: 'renamed'}) RETURN h")
                        .getFirst()
                        .get("h")
                        .asNode();
        assertThat(harness.tally.counts()).isEqualTo(new Counts(45, 0, 1, 44, 0, 0, 0, 0));
        assertThat(node.containsKey("agent_version")).isFalse();
        assertThat(node.get("noted_by_a_person").asBoolean()).isTrue();
    }

    @Test
    void aRunThatLagsBehindALaterOneNeitherLowersItsMarksNorDeletes() {
        // Given
        harness.tag = 2_000;
        harness.sync("acme");
        falcon.hosts("acme").remove(3);
        harness.tag = 1_500;
        // When
        var outcome = harness.sync("acme");
        // Then
        assertThat(outcome).isInstanceOf(SyncOutcome.Incomplete.class);
        assertThat(graph.number("MATCH (h:CrowdstrikeHost) RETURN min(h.lastupdated)"))
                .isEqualTo(2_001);
        assertThat(graph.hostCount()).isEqualTo(45);
    }

    @Test
    void aHostThatIsNoLongerListedIsRetiredWithItsEdges() {
        // Given
        harness.sync("acme");
        falcon.hosts("acme").remove(3);
        // When
        var outcome = harness.sync("acme");
        // Then
        assertThat(outcome).isEqualTo(new SyncOutcome.Succeeded());
        assertThat(harness.tally.counts()).isEqualTo(new Counts(44, 0, 0, 44, 1, 0, 0, 0));
        assertThat(graph.hostCount()).isEqualTo(44);
    }

    @Test
    void aHostWithMoreEdgesThanATransactionMayDeleteIsRetired() {
        // Given
        harness.sync("acme");
        graph.query(
                "MATCH (h:CrowdstrikeHost {hostname: 'host-3'}) UNWIND range(1, 1700) AS i CREATE (h)-[:HAS_VULNERABILITY]->(:Finding)");
        falcon.hosts("acme").remove(3);
        // When
        harness.sync("acme");
        // Then
        assertThat(graph.number("MATCH (h:CrowdstrikeHost {hostname: 'host-3'}) RETURN count(h)"))
                .isZero();
        assertThat(graph.number("MATCH (f:Finding) RETURN count(f)")).isEqualTo(1700);
    }

    @Test
    void aLargerShareThanAllowedStopsAndAsks() {
        // Given
        harness.sync("acme");
        falcon.hosts("acme").subList(0, 20).clear();
        // When
        var outcome = harness.sync("acme");
        // Then
        assertThat(outcome).isInstanceOf(SyncOutcome.Incomplete.class);
        assertThat(((SyncOutcome.Incomplete) outcome).why().message())
                .contains("20 of the tenant's 45 hosts (44 %)", "\"retireMaxShare\":0.45");
        assertThat(graph.hostCount()).isEqualTo(45);
    }

    @Test
    void theShareCanBeRaisedForOneRun() {
        // Given
        harness.sync("acme");
        falcon.hosts("acme").subList(0, 20).clear();
        harness.share = 0.45;
        // When
        var outcome = harness.sync("acme");
        // Then
        assertThat(outcome).isEqualTo(new SyncOutcome.Succeeded());
        assertThat(graph.hostCount()).isEqualTo(25);
    }

    @Test
    void anEmptyEstateDeletesNothing() {
        // Given
        harness.sync("acme");
        falcon.hosts("acme").clear();
        // When
        var outcome = harness.sync("acme");
        // Then
        assertThat(outcome).isInstanceOf(SyncOutcome.Incomplete.class);
        assertThat(graph.hostCount()).isEqualTo(45);
    }

    @Test
    void aDryRunCountsAndWritesNothing() {
        // Given
        harness.sync("acme");
        long before = harness.tag;
        falcon.hosts("acme").subList(0, 2).clear();
        falcon.hosts("acme").set(0, HostBuilder.host(FakeFalcon.id("c1", 2), "c1").build());
        falcon.hosts("acme").add(FakeFalcon.host("c1", 99));
        harness.dryRun = true;
        // When
        var outcome = harness.sync("acme");
        // Then
        assertThat(outcome).isEqualTo(new SyncOutcome.Succeeded());
        assertThat(harness.tally.counts()).isEqualTo(new Counts(44, 1, 1, 42, 2, 0, 0, 0));
        assertThat(
                        graph.number(
                                "MATCH (n) WHERE n.lastupdated = %d RETURN count(n)"
                                        .formatted(before)))
                .isEqualTo(46);
    }

    @Test
    void aRunThatIsStoppedFinishesItsBatchesAndDeletesNothing() {
        // Given
        harness.sync("acme");
        falcon.hosts("acme").remove(0);
        falcon.beforePage(page -> harness.stop.compareAndSet(false, page == 2));
        // When
        var outcome = harness.sync("acme");
        // Then
        assertThat(outcome).isEqualTo(new SyncOutcome.Cancelled());
        assertThat(graph.hostCount()).isEqualTo(45);
    }

    @Test
    void aProcessThatLostTheRightToWriteDeletesNothing() {
        // Given
        harness.sync("acme");
        falcon.hosts("acme").remove(0);
        harness.owner.set(false);
        // When
        var outcome = harness.sync("acme");
        // Then
        assertThat(outcome).isEqualTo(new SyncOutcome.Cancelled());
        assertThat(graph.hostCount()).isEqualTo(45);
    }

    @Test
    void twoTenantsInOneGraphNeverTouchEachOthersNodes() {
        // Given
        falcon.estate("globex", "c2", 30);
        harness.others = Set.of("globex");
        harness.sync("acme");
        harness.others = Set.of("acme");
        harness.sync("globex");
        var before = properties("acme");
        falcon.hosts("globex").remove(0);
        // When
        var outcome = harness.sync("globex");
        // Then
        assertThat(outcome).isEqualTo(new SyncOutcome.Succeeded());
        assertThat(harness.tally.counts().retired()).isEqualTo(1);
        assertThat(properties("acme")).isEqualTo(before);
    }

    @Test
    void hostsThatAnotherTenantHoldsAreLeftAloneAndCounted() {
        // Given a parent that lists its child's hosts too
        falcon.estate("parent", "p1", 5);
        falcon.hosts("parent").addAll(0, falcon.hosts("acme"));
        harness.others = Set.of("parent");
        harness.sync("acme");
        var before = properties("acme");
        harness.others = Set.of("acme");
        // When
        var outcome = harness.sync("parent");
        // Then
        assertThat(outcome).isEqualTo(new SyncOutcome.Succeeded());
        assertThat(harness.tally.counts()).isEqualTo(new Counts(50, 5, 0, 0, 0, 0, 45, 0));
        assertThat(properties("acme")).isEqualTo(before);
    }

    @Test
    void aHostThatMovesToAnotherCustomerHangsUnderItsNewTenantOnly() {
        // Given
        harness.sync("acme");
        falcon.hosts("acme").set(0, HostBuilder.host(FakeFalcon.id("c1", 0), "child").build());
        // When
        harness.sync("acme");
        // Then
        assertThat(
                        graph
                                .query(
                                        "MATCH (t:CrowdstrikeTenant)-[:RESOURCE]->(:CrowdstrikeHost {id: 'c100000000'}) RETURN t.id AS id")
                                .stream()
                                .map(found -> found.get("id").asString()))
                .containsExactly("child");
    }

    @Test
    void nodesThatCartographyMadeAreAdoptedWhenSeenAndLeftAloneWhenNot() {
        // Given
        graph.query(
                """
                CREATE (t:CrowdstrikeTenant:Tenant {id: 'c1', lastupdated: 5})
                CREATE (t)-[:RESOURCE]->(:CrowdstrikeHost {id: 'c100000001', firstseen: 77, lastupdated: 5})
                CREATE (t)-[:RESOURCE]->(:CrowdstrikeHost {id: 'unlisted', firstseen: 78, lastupdated: 5})
                """);
        // When
        harness.sync("acme");
        // Then
        assertThat(harness.tally.counts()).isEqualTo(new Counts(45, 44, 1, 0, 0, 0, 0, 0));
        assertThat(
                        graph.number(
                                "MATCH (h:CrowdstrikeHost {id: 'c100000001', ropewalk_tenant: 'acme'}) RETURN h.firstseen"))
                .isEqualTo(77);
        assertThat(graph.number("MATCH (h:CrowdstrikeHost {id: 'unlisted'}) RETURN h.lastupdated"))
                .isEqualTo(5);
        assertThat(
                        graph.number(
                                "MATCH (:CrowdstrikeTenant)-[r:RESOURCE]->(:CrowdstrikeHost {id: 'c100000001'}) RETURN count(r)"))
                .isEqualTo(1);
    }

    @Test
    void aHostWithoutACustomerIsRefusedAndNothingIsRetired() {
        // Given
        harness.sync("acme");
        falcon.hosts("acme").set(0, HostBuilder.host(FakeFalcon.id("c1", 0), "").build());
        // When
        var outcome = harness.sync("acme");
        // Then
        assertThat(outcome).isInstanceOf(SyncOutcome.Incomplete.class);
        assertThat(harness.tally.counts().refused()).isEqualTo(1);
        assertThat(graph.hostCount()).isEqualTo(45);
    }

    private List<Object> firstSeen() {
        return graph
                .query("MATCH (h:CrowdstrikeHost) RETURN h.id AS id, h.firstseen AS f ORDER BY id")
                .stream()
                .map(found -> (Object) found.asMap())
                .toList();
    }

    private List<Object> properties(String tenant) {
        return graph
                .query(
                        "MATCH (h:CrowdstrikeHost {ropewalk_tenant: '%s'})<-[r]-(t) RETURN properties(h) AS h, properties(r) AS r ORDER BY h.id"
                                .formatted(tenant))
                .stream()
                .map(found -> (Object) found.asMap())
                .toList();
    }
}
