package io.ropewalk.auth.token.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Neighbours.class)
class TenantsEndpointTest {
    @TestHTTPResource(value = "/health/ready", management = true)
    URI ready;

    @TestHTTPResource(value = "/health/live", management = true)
    URI live;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @Test
    void listsTheCallersOwnTenantsWithTheirHealth() {
        Http.token(TokenEndpointTest.ONE, "acme");
        var answer = Http.get("/v1/tenants", TokenEndpointTest.ONE);
        var items = answer.json().get("items");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(items)
                .extracting(i -> i.get("name").asText())
                .containsExactly("acme", "broken", "limited");
        assertThat(answer.json().get("next").isNull()).isTrue();
        assertThat(items.get(0).get("health").get("state").asText()).isEqualTo("steady");
        assertThat(items.get(0).get("health").has("tokenExpiresAt")).isTrue();
        assertThat(items.get(0).get("cloud").asText()).isEqualTo("custom");
        assertThat(items.get(1).get("health").get("category").asText()).isEqualTo("auth");
        assertThat(answer.raw().body())
                .doesNotContain("-token-", "secret-of", Neighbours.ACME_SECRET);
    }

    @Test
    void isClosedWithoutCredentials() {
        var answer = Http.get("/v1/tenants", "");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.raw().headers().allValues("WWW-Authenticate"))
                .containsExactlyInAnyOrder("Basic realm=\"ropewalk\"", "Bearer realm=\"ropewalk\"");
    }

    @Test
    void aRefusedCallerIsCounted() {
        double before = answers("invalid_client");
        Http.get("/v1/tenants", Http.basic("one", "wrong"));
        assertThat(answers("invalid_client")).isEqualTo(before + 1);
    }

    @Test
    void aGoodAnswerIsCounted() {
        double before = answers("ok");
        Http.get("/v1/tenants", TokenEndpointTest.ONE);
        assertThat(answers("ok")).isEqualTo(before + 1);
    }

    private double answers(String outcome) {
        String line =
                "ropewalk_auth_answers_total{endpoint=\"tenants\",outcome=\"%s\"} "
                        .formatted(outcome);
        return Http.send(HttpRequest.newBuilder(metrics))
                .raw()
                .body()
                .lines()
                .filter(it -> it.startsWith(line))
                .mapToDouble(it -> Double.parseDouble(it.substring(line.length())))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void isReadyAndAliveThoughTenantsFail() {
        var readiness = Http.send(HttpRequest.newBuilder(ready));
        assertThat(readiness.status()).isEqualTo(200);
        assertThat(readiness.raw().body()).contains("failing auth");
        assertThat(Http.send(HttpRequest.newBuilder(live)).status()).isEqualTo(200);
    }

    @Test
    void metricsTellOfTokensAndFailuresAndHoldNoSecret() {
        String token = Http.token(TokenEndpointTest.ONE, "acme").token();
        Http.token(TokenEndpointTest.ONE, "broken");
        String text = Http.send(HttpRequest.newBuilder(metrics)).raw().body();
        assertThat(text)
                .contains("ropewalk_auth_token_remaining_seconds{tenant=\"acme\"} 1")
                .contains("ropewalk_auth_token_age_seconds{tenant=\"acme\"}")
                .contains("ropewalk_auth_renewals_total{outcome=\"auth\",tenant=\"broken\"}")
                .contains(
                        "ropewalk_auth_upstream_call_seconds_count{operation=\"grant\",outcome=\"ok\",tenant=\"acme\"}")
                .contains("ropewalk_auth_answers_total{endpoint=\"token\",outcome=\"unavailable\"}")
                .doesNotContain(token, "one-secret", Neighbours.ACME_SECRET);
    }
}
