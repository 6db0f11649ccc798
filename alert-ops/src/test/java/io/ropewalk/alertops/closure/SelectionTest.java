package io.ropewalk.alertops.closure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.alertops.alert.AlertEdit;
import io.ropewalk.alertops.closure.ClosureRequest.Which;
import io.ropewalk.alertops.guard.HostGuard;
import io.ropewalk.alertops.work.Caller;
import io.ropewalk.alertops.work.Order;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.alertops.work.Refused.Why;
import io.ropewalk.alertops.work.Role;
import io.ropewalk.falcon.Members;
import io.ropewalk.falcon.alerts.AlertRecord;
import io.ropewalk.falcon.alerts.AlertStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whose alerts a closure is about, where Falcon lists those of several customers. */
class SelectionTest {
    private static final String OWN = "a1".repeat(16);
    private static final String CHILD = "b2".repeat(16);
    private static final String HASH = "cd".repeat(32);
    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

    static Stream<Which> whiches() {
        return Stream.of(
                new Which.ByHash(List.of(HASH), List.of()),
                new Which.ByCriteria(Map.of("days", List.of("3"), "status", List.of("new"))));
    }

    /** With the id of one customer, and said to be of another. */
    private static AlertRecord alert(String cidOfId, String cidSaid, int number) {
        String id = "%s:ind:%s:%d-1-2".formatted(cidOfId, "ef".repeat(16), number);
        return new AlertRecord(
                id,
                new Members(
                        Map.of(
                                "composite_id", id,
                                "cid", cidSaid,
                                "status", "new",
                                "product", "epp",
                                "severity_name", "Low",
                                "created_timestamp", "2026-11-19T08:00:00Z",
                                "sha256", HASH)));
    }

    private static Selected find(Which which, Optional<String> cid, AlertRecord... alerts) {
        AlertEdit edit =
                new AlertEdit(
                        Optional.of(AlertStatus.CLOSED),
                        Optional.empty(),
                        Optional.of("benign"),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Optional.empty());
        HostGuard hosts =
                new HostGuard(new HostGuard.Protected(Set.of(), Set.of(), Set.of(), Set.of()));
        Order order =
                new Order(
                        "acme",
                        new Caller("ann", Set.of(Role.RESPONDER), "http"),
                        false,
                        Optional.of("why"),
                        Set.of(),
                        "m");
        return new Selection(
                        new ListedAlerts(List.of(alerts)),
                        new Screen(edit, Set.of(), "ann", cid, hosts, Duration.ZERO, NOW),
                        order,
                        100,
                        Set.of())
                .find(which);
    }

    private static Map<String, Integer> excluded(Selected selected) {
        return selected.frozen(selected.items(), "").excluded();
    }

    @ParameterizedTest
    @MethodSource("whiches")
    void alertsOfAChildAreLeftOutWhereTheOwnCidIsKnown(Which which) {
        // given
        AlertRecord own = alert(OWN, OWN, 1);
        // when
        Selected found =
                find(which, Optional.of(OWN), own, alert(CHILD, CHILD, 2), alert(OWN, CHILD, 3));
        // then
        assertThat(found.ids()).containsExactly(own.compositeId());
        assertThat(excluded(found)).isEqualTo(Map.of("other-customer", 2));
    }

    @ParameterizedTest
    @MethodSource("whiches")
    void alertsOfTwoCustomersAreRefusedWhereTheOwnCidIsNotKnown(Which which) {
        assertThatThrownBy(() ->
                        find(which, Optional.empty(), alert(OWN, OWN, 1), alert(CHILD, CHILD, 2)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        it -> {
                            assertThat(it.why()).isInstanceOf(Why.Guard.class);
                            assertThat(((Why.Guard) it.why()).rule().name())
                                    .isEqualTo("cross-tenant");
                            assertThat(it.why().message()).contains("ropewalk.tenants.<name>.cid");
                        });
    }

    @ParameterizedTest
    @MethodSource("whiches")
    void alertsOfOneCustomerAreTakenWhereTheOwnCidIsNotKnown(Which which) {
        // given, in whichever case Falcon writes it
        AlertRecord one = alert(OWN, OWN, 1);
        AlertRecord other = alert(OWN.toUpperCase(Locale.ROOT), "", 2);
        // when
        Selected found = find(which, Optional.empty(), one, other, alert(OWN, CHILD, 3));
        // then
        assertThat(found.ids()).containsExactlyInAnyOrder(one.compositeId(), other.compositeId());
        assertThat(excluded(found)).isEqualTo(Map.of("other-customer", 1));
    }
}
