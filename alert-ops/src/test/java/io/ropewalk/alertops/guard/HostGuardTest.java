package io.ropewalk.alertops.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.alertops.work.Caller;
import io.ropewalk.alertops.work.Order;
import io.ropewalk.alertops.work.Role;
import io.ropewalk.alertops.work.Rule;
import io.ropewalk.falcon.hosts.Host;
import io.ropewalk.falcon.wire.FalconJson;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostGuardTest {
    private static final String ID = "a1".repeat(16);
    private static final String GROUP = "b2".repeat(16);

    private final HostGuard guard =
            new HostGuard(
                    new HostGuard.Protected(
                            Set.of(ID.toUpperCase(java.util.Locale.ROOT)),
                            Set.of("crown-jewel", "SensorGroupingTags/vip"),
                            Set.of(GROUP),
                            Set.of("Domain Controller")));

    private static Host host(String id, String more) {
        return new FalconJson()
                .host(
                        "{\"device_id\":\"%s\",\"cid\":\"%s\"%s}"
                                .formatted(id, "c3".repeat(16), more));
    }

    private static Order order(String... past) {
        return new Order(
                "acme",
                new Caller("ann", Set.of(Role.ADMIN), "http"),
                false,
                Optional.of("why"),
                Set.of(past),
                "m");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | ",
                ",\"tags\":[\"FalconGroupingTags/Crown-Jewel\"] | protected-tags",
                ",\"tags\":[\"SensorGroupingTags/vip\"] | protected-tags",
                ",\"tags\":[\"FalconGroupingTags/vip\"] | ",
                ",\"groups\":[\"b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2\"] | protected-groups",
                ",\"product_type_desc\":\"domain controller\" | protected-products",
                ",\"product_type\":\"2\" | protected-products",
                ",\"product_type\":\"3\",\"product_type_desc\":\"Server\" | "
            })
    void aHostMeetsTheRuleItsRecordSays(String more, String rule) {
        Optional<String> met = guard.met(host("d4".repeat(16), more), order()).map(Rule::name);
        assertThat(met).isEqualTo(Optional.ofNullable(rule));
    }

    @Test
    void everyRuleAHostMeetsMustBeNamed() {
        Host host = host(ID, ",\"product_type_desc\":\"Domain Controller\"");
        assertThat(guard.met(host, order()).map(Rule::name)).contains("protected-hosts");
        assertThat(guard.met(host, order("protected-hosts")).map(Rule::name))
                .contains("protected-products");
        assertThat(guard.met(host, order("protected-hosts", "protected-products"))).isEmpty();
    }

    @Test
    void anIdOfAnotherCustomerMeetsARuleWhereTheOwnIsKnown() {
        Optional<String> own = Optional.of("a".repeat(32));
        assertThat(TenantGuard.met("A".repeat(32), own, order())).isEmpty();
        assertThat(TenantGuard.met("b".repeat(32), own, order()).map(Rule::name))
                .contains("cross-tenant");
        assertThat(TenantGuard.met("b".repeat(32), own, order("cross-tenant"))).isEmpty();
        assertThat(TenantGuard.met("b".repeat(32), Optional.empty(), order())).isEmpty();
    }
}
