package io.ropewalk.auth.token.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(Neighbours.class)
class TokenEndpointTest {
    static final String ONE = Http.basic("one", "one-secret-0123456789");
    static final String ALL_SECRET = "p@ss:w+rd %41ü&=";

    @Test
    void givesATokenAsTheStandardSaysAndWhereItIsGood() {
        var answer = Http.token(ONE, "acme");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Pragma")).isEqualTo("no-cache");
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        var body = answer.json();
        assertThat(body.get("access_token").asText()).startsWith("client-acme-token-");
        assertThat(body.get("token_type").asText()).isEqualTo("bearer");
        assertThat(body.get("expires_in").asLong()).isBetween(1500L, 1799L);
        assertThat(body.get("scope").asText()).isEqualTo("tenant:acme");
        assertThat(body.get("falcon_base_url").asText())
                .startsWith("http://127.0.0.1:")
                .doesNotEndWith("/");
        assertThat(body.get("cid").asText()).isEqualTo("0123456789abcdef0123456789abcdef");
    }

    @Test
    void leavesOutACidThatIsNotKnown() {
        var answer = Http.token(Http.basic("all", ALL_SECRET), "plain");
        assertThat(answer.json().has("cid")).isFalse();
    }

    @Test
    void aFlightControlChildIsItsOwnCid() {
        var answer = Http.token(Http.basic("all", ALL_SECRET), "child");
        assertThat(answer.json().get("cid").asText()).isEqualTo("fedcba98765432100123456789abcdef");
    }

    @Test
    void takesBasicFormEncodedAndAsManyClientsSendIt() {
        assertThat(Http.token(Http.basic("all", ALL_SECRET), "acme").status()).isEqualTo(200);
        assertThat(Http.token(Http.rawBasic("all", ALL_SECRET), "acme").status()).isEqualTo(200);
    }

    @Test
    void takesTheSecretInTheForm() {
        var answer =
                Http.post(
                        "/oauth2/token",
                        "",
                        Http.form(
                                Map.of(
                                        "grant_type", "client_credentials",
                                        "scope", "tenant:acme",
                                        "client_id", "all",
                                        "client_secret", ALL_SECRET)));
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void aWrongSecretAndAnUnknownCallerGetTheSameAnswer() {
        var wrong = Http.token(Http.basic("one", "wrong"), "acme");
        var unknown = Http.token(Http.basic("nobody", "wrong"), "acme");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.header("WWW-Authenticate")).startsWith("Basic ");
        assertThat(wrong.error()).isEqualTo("invalid_client");
        assertThat(unknown.raw().body()).isEqualTo(wrong.raw().body());
    }

    @Test
    void aCallerWithoutASecretCannotUseAnEmptyOne() {
        assertThat(Http.token(Http.rawBasic("pod", ""), "child").error())
                .isEqualTo("invalid_client");
    }

    @Test
    void aForeignTenantLooksLikeNone() {
        var foreign = Http.token(ONE, "child");
        var none = Http.token(ONE, "no-such-tenant");
        assertThat(foreign.status()).isEqualTo(400);
        assertThat(foreign.error()).isEqualTo("invalid_scope");
        assertThat(none.raw().body()).isEqualTo(foreign.raw().body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "grant_type=client_credentials | invalid_scope",
                "grant_type=client_credentials&scope= | invalid_scope",
                "grant_type=client_credentials&scope=acme | invalid_scope",
                "grant_type=client_credentials&scope=tenant:acme+tenant:broken | invalid_scope",
                "scope=tenant:acme | invalid_request",
                "grant_type=password&scope=tenant:acme | unsupported_grant_type",
                "grant_type=client_credentials&scope=tenant:acme&scope=tenant:acme | invalid_request",
                "grant_type=client_credentials&grant_type=&scope=tenant:acme | invalid_request",
                "grant_type=client_credentials&scope=%zz | invalid_request",
                "grant_type=client_credentials&scope=tenant:acme&client_id=all | invalid_request",
                "grant_type=client_credentials&scope=tenant:acme&client_id=one&client_secret=one-secret-0123456789 | invalid_request",
                "grant_type=client_credentials&scope=tenant:acme&client_assertion=x | invalid_request"
            })
    void refusesWhatTheStandardRefuses(String body, String error) {
        var answer = Http.post("/oauth2/token", ONE, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo(error);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Bearer abc | 401 | invalid_client",
                "Basic | 401 | invalid_client",
                "Basic !!! | 401 | invalid_client",
                "Basic b25l | 401 | invalid_client"
            })
    void refusesAHeaderItCannotRead(String header, int status, String error) {
        var answer = Http.token(header, "acme");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.error()).isEqualTo(error);
    }

    @Test
    void refusesARequestWithoutCredentials() {
        var answer = Http.token("", "acme");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.error()).isEqualTo("invalid_client");
    }

    @Test
    void refusesABodyThatIsNotAForm() {
        var answer =
                Http.send(
                        HttpRequest.newBuilder(Http.at("/oauth2/token"))
                                .header("Content-Type", "application/json")
                                .header("Authorization", ONE)
                                .POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("invalid_request");
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        // Refused by its length alone: a client that sends at once may lose the answer to the
        // connection's reset.
        var answer =
                Http.send(
                        HttpRequest.newBuilder(Http.at("/oauth2/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header("Authorization", ONE)
                                .expectContinue(true)
                                .POST(
                                        HttpRequest.BodyPublishers.ofString(
                                                "x=" + "y".repeat(20_000))));
        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void saysWhyThereIsNoTokenAndNeverMakesOneUp() {
        var answer = Http.token(ONE, "broken");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.error()).isEqualTo("temporarily_unavailable");
        assertThat(answer.json().get("category").asText()).isEqualTo("auth");
        assertThat(answer.json().get("trace_id").asText()).isEqualTo("trace-of-refusal");
        assertThat(answer.json().has("access_token")).isFalse();
        assertThat(Long.parseLong(answer.header("Retry-After"))).isBetween(1L, 720L);
    }

    @Test
    void passesOnHowLongTheVendorWantsToBeLeftAlone() {
        var answer = Http.token(ONE, "limited");
        assertThat(answer.json().get("category").asText()).isEqualTo("throttled");
        assertThat(Long.parseLong(answer.header("Retry-After"))).isBetween(30L, 101L);
    }

    @Test
    void asksFalconOnceHoweverManyAskHere() {
        for (int i = 0; i < 50; i++) {
            assertThat(Http.token(Http.basic("all", ALL_SECRET), "once").status()).isEqualTo(200);
        }
        assertThat(Http.neighbours("/control/grants?client-once")).isEqualTo("1");
    }
}
