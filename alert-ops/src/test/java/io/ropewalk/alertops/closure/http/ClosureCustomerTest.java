package io.ropewalk.alertops.closure.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.testing.ServiceResource;
import io.ropewalk.simulator.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alerts whose record names another customer than their id. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class ClosureCustomerTest {
    private static final String FOREIGN = "f0".repeat(16);
    private static final String BY_HASH = "\"hashes\":[\"" + Closing.HASH + "\"]";
    private static final String BY_CRITERIA = "\"criteria\":{\"days\":3,\"status\":[\"new\"]}";

    private static String cid(String tenant) {
        return Tenant.of(tenant, "", "", 1).cid();
    }

    /** An alert with an id of the customer, which says that it is of this one. */
    private static String put(String tenant, String cidSaid, int number) {
        String id = "%s:ind:%s:%d-1-2".formatted(cid(tenant), "0123456789abcdef".repeat(2), number);
        String alert =
                ("{\"composite_id\":\"%s\",\"cid\":\"%s\",\"status\":\"new\",\"show_in_ui\":true,"
                                + "\"tags\":[],\"product\":\"epp\",\"severity\":30,"
                                + "\"severity_name\":\"Low\",\"created_timestamp\":\"%s\","
                                + "\"linked_case_ids\":[],\"device\":{\"hostname\":\"h\","
                                + "\"product_type_desc\":\"Workstation\"},\"sha256\":\"%s\"}")
                        .formatted(
                                id, cidSaid, Instant.now().minus(Duration.ofDays(1)), Closing.HASH);
        Api.sim("/_sim/alerts", "{\"tenant\":\"%s\",\"put\":[%s]}".formatted(tenant, alert))
                .statusCode(200);
        return id;
    }

    private static Closing emptied(String tenant) {
        Closing closing = new Closing(tenant);
        closing.seed(0, 0);
        return closing;
    }

    private static String body(String which) {
        return "{%s,\"include\":[\"recently-updated\"],\"action\":{\"comment\":\"benign\"},\"reason\":\"CHG-7\"}"
                .formatted(which);
    }

    /**
     * auth-service says whose ids are the first one's, of the second one a host does, and of the
     * third one nobody.
     */
    @ParameterizedTest
    @CsvSource({
        "other, hash",
        "other, criteria",
        "untold, hash",
        "untold, criteria",
        "untoldhostless, hash",
        "untoldhostless, criteria"
    })
    void alertsThatSayTheyAreAnothersAreLeftOut(String tenant, String by) {
        // Given
        Closing closing = emptied(tenant);
        String which = by.equals("hash") ? BY_HASH : BY_CRITERIA;
        String own = put(tenant, cid(tenant), 1);
        String upper = put(tenant, cid(tenant).toUpperCase(Locale.ROOT), 2);
        String silent = put(tenant, "", 3);
        put(tenant, FOREIGN, 4);
        // When
        JsonPath preview = closing.preview(body(which));
        String id = closing.started(body(which));
        closing.once(id, "succeeded", "failed", "incomplete");
        // Then
        assertThat(preview.<String>getList("excluded.reason")).containsExactly("other-customer");
        assertThat(preview.<Integer>getList("excluded.count")).containsExactly(1);
        assertThat(closing.items(id, "closed").<String>getList("items.compositeId"))
                .containsExactlyInAnyOrder(own, upper, silent);
        assertThat(closing.alerts(1).getMap("written")).isEqualTo(Map.of("1", 3));
    }
}
