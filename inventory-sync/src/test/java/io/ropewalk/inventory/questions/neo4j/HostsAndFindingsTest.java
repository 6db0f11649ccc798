package io.ropewalk.inventory.questions.neo4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.inventory.questions.Counted;
import io.ropewalk.inventory.questions.CveCount;
import io.ropewalk.inventory.questions.HostFindings;
import io.ropewalk.inventory.questions.HostLine;
import io.ropewalk.inventory.questions.HostProtection;
import io.ropewalk.inventory.questions.Hosts;
import io.ropewalk.inventory.questions.SeenKey;
import io.ropewalk.inventory.questions.SensorVersion;
import io.ropewalk.inventory.questions.Stale;
import io.ropewalk.inventory.questions.Vulnerabilities;
import io.ropewalk.inventory.testing.TestEstate;
import io.ropewalk.inventory.testing.TestGraph;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Questions about hosts and findings over a real Neo4j. */
class HostsAndFindingsTest {
    private static final Instant NOVEMBER = Instant.parse("2026-11-05T00:00:00Z");
    private static final Optional<String> ANY = Optional.empty();

    private TestGraph graph;
    private Hosts hosts;
    private Vulnerabilities vulnerabilities;

    @BeforeEach
    void estate() {
        graph = TestGraph.empty();
        TestEstate.fill(graph.driver());
        var estate = new Neo4jEstateGraph(graph.driver(), "neo4j", Duration.ofSeconds(20));
        hosts = new Hosts(estate);
        vulnerabilities = new Vulnerabilities(estate);
    }

    @Test
    void oldSensorsAreFoundByNumberAndUnknownOnesAreSaidApart() {
        // When
        var outdated = hosts.outdated("acme", version("7.20"), ANY);
        // Then
        assertThat(outdated.versions())
                .containsExactly(
                        new Counted("6.58.17212.0", 1),
                        new Counted("7.9.17000.0", 1),
                        new Counted("7.19.17500.0", 1));
        assertThat(outdated.unreadable()).isEqualTo(1);
    }

    @Test
    void hostsWithAnOldSensorComePageByPageEachOnce() {
        // Given
        var outdated = hosts.outdated("acme", version("7.20"), ANY);
        // When
        List<String> ids = new ArrayList<>();
        String after = "";
        for (var page = hosts.with("acme", outdated, ANY, after, 1);
                !page.isEmpty();
                page = hosts.with("acme", outdated, ANY, after, 1)) {
            after = page.getLast().id();
            ids.add(after);
        }
        // Then
        assertThat(ids).containsExactly("h2", "h4", "h5");
    }

    @Test
    void oldSensorsAreFoundOnOnePlatformInAnyCase() {
        var outdated = hosts.outdated("acme", version("8"), Optional.of("LINUX"));
        assertThat(outdated.versions()).containsExactly(new Counted("7.20.18000.0", 2));
        assertThat(outdated.unreadable()).isZero();
        assertThat(hosts.with("acme", outdated, Optional.of("LINUX"), "", 10))
                .extracting(HostLine::id)
                .containsExactly("h1", "h3");
        assertThat(hosts.outdated("acme", version("1"), ANY).versions()).isEmpty();
    }

    @Test
    void staleHostsComeLongestUnseenFirst() {
        // When
        var first = hosts.unseen("acme", NOVEMBER, Optional.empty(), 1);
        var second =
                hosts.unseen(
                        "acme",
                        NOVEMBER,
                        Optional.of(new SeenKey(first.getFirst().lastSeen(), "h5")),
                        5);
        // Then
        assertThat(first).extracting(HostLine::id).containsExactly("h5");
        assertThat(second)
                .containsExactly(
                        new HostLine(
                                "h2",
                                "laptop-2",
                                "Windows",
                                "7.9.17000.0",
                                "2026-11-01T10:00:00Z",
                                null,
                                null,
                                "ann"));
        assertThat(hosts.stale("acme", NOVEMBER)).isEqualTo(new Stale(2, 1));
    }

    @Test
    void aHostShowsItsGroupsPoliciesAndNewestLogin() {
        // When
        var protection = hosts.protection("acme", "h1").orElseThrow();
        // Then
        assertThat(protection.groups()).containsExactly("Servers");
        assertThat(protection.policies())
                .contains(
                        new HostProtection.Policy(
                                "prevention",
                                "pol-1",
                                "Strict",
                                true,
                                true,
                                "2026-01-01T00:00:00Z",
                                "2026-01-02T00:00:00Z"))
                .hasSize(2);
        assertThat(protection.lastLogin())
                .isEqualTo(new HostProtection.LastLogin("eve", "2026-11-20T09:30:00Z"));
        assertThat(protection.openFindings()).isEqualTo(2);
        assertThat(hosts.protection("acme", "h2").orElseThrow().lastLogin().user())
                .isEqualTo("ann");
        assertThat(hosts.protection("acme", "h7").orElseThrow().lastLogin().user()).isNull();
    }

    @Test
    void anotherTenantsHostIsNotFound() {
        assertThat(hosts.protection("acme", "g1")).isEmpty();
        assertThat(hosts.protection("globex", "g1")).isPresent();
    }

    @Test
    void openFindingsAreSummedUp() {
        // When
        var summary = vulnerabilities.summary("acme", 2);
        // Then
        assertThat(summary.open()).isEqualTo(4);
        assertThat(summary.exploited()).isEqualTo(2);
        assertThat(summary.cisaKev()).isEqualTo(2);
        assertThat(summary.urgent()).isEqualTo(4);
        assertThat(summary.severities())
                .containsExactly(new Counted("CRITICAL", 3), new Counted("HIGH", 1));
        assertThat(summary.exprtRatings()).startsWith(new Counted("MEDIUM", 2)).hasSize(3);
        assertThat(summary.exploitStatuses()).startsWith(new Counted("0", 2)).hasSize(3);
        assertThat(summary.topCves())
                .containsExactly(
                        new CveCount("CVE-2026-1", 1, "CRITICAL", 9.8, "CRITICAL", 90L, true),
                        new CveCount("CVE-2026-3", 1, "HIGH", 7.5, "HIGH", 30L, true));
        assertThat(summary.topHosts())
                .containsExactly(
                        new HostFindings("h1", "web-1", "root", 2),
                        new HostFindings("h2", "laptop-2", "ann", 2));
    }

    @Test
    void aFindingOfAnUnknownCveStillCounts() {
        graph.query(
                "CREATE (:CrowdstrikeSpotlightVulnerability {id: 'x', aid: 'h1', cve_id: 'CVE-1', status: 'open', ropewalk_tenant: 'acme'})");
        var summary = vulnerabilities.summary("acme", 10);
        assertThat(summary.open()).isEqualTo(5);
        assertThat(summary.severities()).contains(new Counted(null, 1));
    }

    @Test
    void aTenantWithoutFindingsHasNone() {
        var summary = vulnerabilities.summary("nobody", 10);
        assertThat(summary.open()).isZero();
        assertThat(summary.topHosts()).isEmpty();
    }

    private static SensorVersion version(String text) {
        return SensorVersion.read(text).orElseThrow();
    }
}
