package io.ropewalk.inventory.groups;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.falcon.hostgroups.HostGroup;
import io.ropewalk.inventory.shape.Of;
import io.ropewalk.inventory.shape.Shaped;
import io.ropewalk.inventory.testing.Records;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GroupShapeTest {
    private final GroupShape shape = new GroupShape("acme");

    @Test
    void aGroupKeepsTheVendorsNames() {
        // When
        Shaped shaped =
                shape.shape(
                        group(
                                """
                                {'id': 'g1', 'name': 'Servers', 'description': 'All of them', 'group_type': 'dynamic',
                                 'assignment_rule': 'product_type_desc:[Server]', 'created_by': 'a@example.com',
                                 'created_timestamp': '2026-01-01T00:00:00Z', 'modified_by': 'b@example.com',
                                 'modified_timestamp': '2026-02-02T00:00:00Z'}
                                """));
        // Then
        assertThat(Records.properties(GroupShape.TYPE, shaped))
                .isEqualTo(
                        Map.of(
                                "name", "Servers",
                                "description", "All of them",
                                "group_type", "dynamic",
                                "assignment_rule", "product_type_desc:[Server]",
                                "created_by", "a@example.com",
                                "created_timestamp", "2026-01-01T00:00:00Z",
                                "modified_by", "b@example.com",
                                "modified_timestamp", "2026-02-02T00:00:00Z"));
        assertThat(Records.row(shaped).id()).isEqualTo("g1");
        assertThat(Records.row(shaped).cid()).isEqualTo("c1");
    }

    @Test
    void aGroupWithoutAnIdIsRefused() {
        assertThat(shape.shape(group("{'name': 'Servers'}"))).isInstanceOf(Shaped.Refused.class);
    }

    private static Of<HostGroup> group(String json) {
        return new Of<>("c1", Records.of(HostGroup.class, json));
    }
}
