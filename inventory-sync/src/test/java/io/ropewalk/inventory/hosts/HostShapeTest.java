package io.ropewalk.inventory.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.falcon.hosts.Host;
import io.ropewalk.inventory.graph.Row;
import io.ropewalk.inventory.shape.Shaped;
import io.ropewalk.inventory.testing.HostBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostShapeTest {
    private final HostShape shape = new HostShape("acme");

    /**
     * The properties that queries written for Cartography's graph read, from fields of the same
     * name.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "email",
                "instance_id",
                "serial_number",
                "status",
                "hostname",
                "machine_domain",
                "local_ip",
                "external_ip",
                "cpu_signature",
                "bios_manufacturer",
                "bios_version",
                "mac_address",
                "os_version",
                "os_build",
                "platform_id",
                "platform_name",
                "service_provider",
                "service_provider_account_id",
                "agent_version",
                "system_manufacturer",
                "system_product_name",
                "product_type",
                "product_type_desc",
                "provision_status",
                "reduced_functionality_mode",
                "kernel_version",
                "major_version",
                "minor_version",
                "modified_timestamp",
                "first_seen",
                "last_seen"
            })
    void aFieldBecomesThePropertyOfItsName(String field) {
        // When
        var row = row(HostBuilder.host("aid", "cid").with(field, "value").build());
        // Then
        assertThat(properties(row)).containsEntry(field, "value");
    }

    @Test
    void bothNamesOfTheTimesASensorWasSeenAreThere() {
        // When
        var row =
                row(
                        HostBuilder.host("aid", "cid")
                                .with("first_seen", "2026-01-01T00:00:00Z")
                                .with("last_seen", "2026-02-02T00:00:00Z")
                                .build());
        // Then
        assertThat(properties(row))
                .containsEntry("crowdstrike_first_seen", "2026-01-01T00:00:00Z")
                .containsEntry("crowdstrike_last_seen", "2026-02-02T00:00:00Z");
    }

    @Test
    void tagsStayAList() {
        // When
        var row = row(HostBuilder.host("aid", "cid").with("tags", List.of("a", "b")).build());
        // Then
        assertThat(properties(row)).containsEntry("tags", List.of("a", "b"));
    }

    @Test
    void theHashIsTheSameForTheSameHostInAnyProcess() {
        // When
        var row = row(HostBuilder.host("aid", "cid").with("hostname", "web-1").build());
        // Then
        assertThat(row.hash()).isEqualTo("f1d18d585bdff7024df5e40f2b3a9942");
    }

    @Test
    void theHashChangesWithAnyValueListOrTenant() {
        // Given
        Host host = HostBuilder.host("aid", "cid").with("tags", List.of("ab", "c")).build();
        Host otherList = HostBuilder.host("aid", "cid").with("tags", List.of("a", "bc")).build();
        Host otherField = HostBuilder.host("aid", "cid").with("hostname", "x").build();
        Host swapped = HostBuilder.host("aid", "cid").with("local_ip", "x").build();
        // When
        var hashes =
                List.of(
                        row(host).hash(),
                        row(otherList).hash(),
                        row(otherField).hash(),
                        row(swapped).hash(),
                        ((Shaped.Ready) new HostShape("globex").shape(host)).row().hash());
        // Then
        assertThat(hashes).doesNotHaveDuplicates();
    }

    @Test
    void aHostWithoutAnIdOrACustomerIsRefused() {
        assertThat(shape.shape(HostBuilder.host("", "cid").build()))
                .isInstanceOf(Shaped.Refused.class);
        assertThat(shape.shape(HostBuilder.host("aid", " ").build()))
                .isInstanceOf(Shaped.Refused.class);
    }

    private static Map<String, Object> properties(Row row) {
        Map<String, Object> named = new HashMap<>();
        for (int i = 0; i < HostShape.TYPE.properties().size(); i++) {
            named.put(HostShape.TYPE.properties().get(i), row.values().get(i));
        }
        return named;
    }

    private Row row(Host host) {
        return ((Shaped.Ready) shape.shape(host)).row();
    }
}
