package io.ropewalk.alertops.mcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkiverse.mcp.server.ToolResponse;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.testing.Assistant;
import io.ropewalk.alertops.testing.ServiceResource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Alerts by hash for an assistant, beside the same over HTTP. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class HashSummaryToolTest {
    private static final String TOOL = "get_hash_summary";
    private static final String COMBINED = "/alerts/combined/*";
    private static final int MOST_BYTES = 32_768;

    private Assistant assistant;

    @BeforeEach
    void begin() {
        seed("acme", 300);
        seed("other", 40);
        assistant = Assistant.of("viewer");
    }

    @AfterEach
    void end() {
        assistant.close();
        Api.noFaults();
    }

    private static void seed(String tenant, int count) {
        seed(tenant, count, 40);
    }

    private static void seed(String tenant, int count, int hashes) {
        Api.sim(
                        "/_sim/alerts",
                        "{\"tenant\":\"%s\",\"clear\":true,\"seed\":{\"count\":%d,\"hashes\":%d}}"
                                .formatted(tenant, count, hashes))
                .statusCode(200);
    }

    private static JsonNode overHttp(String tenants, String query) {
        return Assistant.json(
                Api.as("viewer")
                        .accept("application/json")
                        .urlEncodingEnabled(false)
                        .get(Api.of(tenants) + "/reports/hashes?" + query)
                        .asString());
    }

    @Test
    void itAnswersWhatHttpDoesAndAsItsSchemaSays() {
        // when
        ToolResponse response =
                assistant.call(
                        TOOL, Map.of("tenant", "acme", "days", 3650, "status", "new", "limit", 5));
        // then
        assertThat(response.isError()).as(Assistant.text(response)).isFalse();
        JsonNode answer = Assistant.json(Assistant.text(response));
        JsonNode http = overHttp("acme", "days=3650&status=new&limit=5");
        assertThat(Assistant.errors(assistant.tool(TOOL).outputSchema().encode(), answer))
                .isEmpty();
        assertThat(answer.path("items")).hasSize(5).isEqualTo(http.path("items"));
        assertThat(answer.path("rest")).isEqualTo(http.path("rest"));
        assertThat(answer.path("summary")).isEqualTo(http.path("summary"));
        assertThat(answer.path("filterUsed").asText()).contains("status:'new'");
        assertThat(answer.path("state").asText()).isEqualTo("succeeded");
        assertThat(answer.at("/coverage/complete").asBoolean()).isTrue();
        assertThat(answer.at("/page/total").asInt()).isEqualTo(5 + http.at("/rest/hashes").asInt());
        assertThat(answer.path("failures")).isEmpty();
    }

    @Test
    void whatDoesNotFitIsSummedUpAndSaid() {
        // given
        seed("acme", 2_000, 300);
        // when
        ToolResponse response =
                assistant.call(TOOL, Map.of("tenant", "acme", "days", 3650, "limit", 100));
        // then
        JsonNode answer = Assistant.json(Assistant.text(response));
        JsonNode all = overHttp("acme", "days=3650&limit=1000");
        int shown = answer.path("items").size();
        assertThat(Assistant.text(response).getBytes(StandardCharsets.UTF_8).length)
                .isLessThanOrEqualTo(MOST_BYTES);
        assertThat(all.path("items")).hasSizeGreaterThan(100);
        assertThat(shown).isLessThan(100);
        assertThat(answer.path("truncated").asBoolean()).isTrue();
        assertThat(answer.path("warnings").toString())
                .contains("Only the first %d of 100 hashes".formatted(shown));
        assertThat(shown + answer.at("/rest/hashes").asInt()).isEqualTo(all.path("items").size());
        assertThat(totals(answer) + answer.at("/rest/total").asLong()).isEqualTo(totals(all));
    }

    private static long totals(JsonNode answer) {
        return answer.path("items").valueStream().mapToLong(it -> it.path("total").asLong()).sum();
    }

    @Test
    void aCustomerThatFailsIsNamedAndNotFatal() {
        // given
        Api.fault("other", COMBINED, "\"forever\"", "{\"type\":\"status\",\"status\":403}");
        // when
        JsonNode answer =
                assistant.answer(TOOL, Map.of("tenant", "acme,other", "days", 3650, "limit", 3));
        // then
        assertThat(Assistant.errors(assistant.tool(TOOL).outputSchema().encode(), answer))
                .isEmpty();
        assertThat(answer.path("state").asText()).isEqualTo("incomplete");
        assertThat(answer.at("/coverage/examined").asInt()).isEqualTo(300);
        assertThat(answer.at("/coverage/complete").asBoolean()).isFalse();
        assertThat(answer.path("warnings").toString()).contains("Not everything was read");
        assertThat(answer.at("/failures/0/tenant").asText()).isEqualTo("other");
        assertThat(answer.at("/failures/0/category").asText()).isEqualTo("scope-missing");
        // and
        JsonNode why = assistant.failure(TOOL, Map.of("tenant", "other", "days", 3650));
        assertThat(why.path("category").asText()).isEqualTo("scope-missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "acme | limit | 101 | limit is a whole number from 1 to 100",
                "acme | sort | oldest | an argument this tool does not have",
                "acme' +x:' | status | new | tenant is a name",
                "acme,*,x y | status | new | tenant is a name",
                "acme,,other | status | new | Name customers with commas between",
                "acme | status | open | status is one of",
                "acme | from | yesterday | A value of from is not taken"
            })
    void wrongArgumentsAreErrorsThatSayWhatIsRight(
            String tenant, String name, String value, String words) {
        Object typed = value.equals("101") ? Integer.valueOf(101) : value;
        JsonNode why = assistant.failure(TOOL, Map.of("tenant", tenant, name, typed));
        assertThat(why.path("category").asText()).isEqualTo("bad-request");
        assertThat(why.path("message").asText()).contains(words);
    }

    @Test
    void whereThereAreSeveralCustomersOneHasToBeNamed() {
        JsonNode why = assistant.failure(TOOL, Map.of("status", List.of("new")));
        assertThat(why.path("message").asText()).contains("tenant must be given");
    }

    @Test
    void theAuditNamesTheAssistant() {
        assistant.answer(TOOL, Map.of("tenant", "acme", "days", 3650, "limit", 1));
        assertThat(Audits.last("acme").via()).isEqualTo("mcp:" + Assistant.NAME);
    }
}
