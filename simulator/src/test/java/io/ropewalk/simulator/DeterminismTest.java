package io.ropewalk.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.simulator.estate.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeterminismTest {
    private static final int HOSTS = 2000;

    private static List<String> transcript(Scenario scenario) {
        try (var simulator = Simulator.start(scenario)) {
            simulator.clock().freeze(true);
            simulator.clock().set(Instant.parse("2026-11-20T00:00:00Z"));
            var transcript = new ArrayList<String>();
            var client = SimClient.of(simulator);
            transcript.add(client.bearer());
            for (var path :
                    List.of(SimClient.COMBINED + "?limit=500", SimClient.SCROLL, "/nowhere")) {
                var response = client.get(path);
                transcript.add(response.headers().map() + response.body());
            }
            return transcript;
        }
    }

    @Test
    void sameSeedSameBytes() {
        assertThat(transcript(Scenario.ofHosts(HOSTS)))
                .isEqualTo(transcript(Scenario.ofHosts(HOSTS)));
    }

    @Test
    void anotherSeedGivesOtherHosts() {
        // Given
        var one = Scenario.ofHosts(HOSTS);
        try (var first = Simulator.start(one);
                var second = Simulator.start(one.withSeed(43))) {
            // When, Then
            assertThat(first.deviceIds("default"))
                    .doesNotContainAnyElementsOf(second.deviceIds("default"));
        }
    }

    @Test
    void changesTouchTheShareTheyName() {
        try (var simulator = Simulator.start(Scenario.ofHosts(HOSTS))) {
            // Given
            var before = simulator.deviceIds("default");
            var records =
                    before.stream()
                            .map(id -> simulator.hostJson("default", id).orElseThrow())
                            .toList();
            var doomed = new HashSet<>(before.subList(0, 3));
            // When
            simulator.change("default", Change.changed(0.1));
            simulator.change("default", Change.removedIds(doomed));
            simulator.change("default", Change.added(50));
            // Then
            var after = simulator.deviceIds("default");
            assertThat(after)
                    .hasSize(HOSTS - 3 + 50)
                    .isSorted()
                    .doesNotContainAnyElementsOf(doomed);
            assertThat(after).containsAll(before.subList(3, HOSTS));
            var changed = 0;
            for (var i = 3; i < HOSTS; i++) {
                if (!simulator
                        .hostJson("default", before.get(i))
                        .orElseThrow()
                        .equals(records.get(i))) {
                    changed++;
                }
            }
            assertThat(changed).isBetween(150, 250);
        }
    }

    @Test
    void tenantsOfOneSeedHaveDifferentHosts() {
        var tenants = List.of(Tenant.of("a", "a", "a", 500), Tenant.of("b", "b", "b", 500));
        try (var simulator = Simulator.start(Scenario.ofTenants(tenants))) {
            assertThat(simulator.deviceIds("a"))
                    .doesNotContainAnyElementsOf(simulator.deviceIds("b"));
        }
    }
}
