package io.ropewalk.falcon.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.call.CallObserver;
import io.ropewalk.falcon.oauth2.ClientCredentials;
import io.ropewalk.falcon.oauth2.OAuth2Api;
import io.ropewalk.falcon.oauth2.OAuth2Api.Granted;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OAuth2OverTheWireTest {

    private static final String SECRET = "s3+c&r=e t%41/ü";
    private static final ClientCredentials CLIENT = new ClientCredentials("id", SECRET);
    private static final String TOKEN =
            "{\"access_token\":\"abc\",\"expires_in\":1799,\"token_type\":\"bearer\"}";

    private final RawServer server = new RawServer();
    private final List<CallObserver.Attempt> attempts = new ArrayList<>();
    private FalconHttp http;
    private OAuth2Api oauth2;

    @BeforeEach
    void opens() {
        opens(FalconHttpOptions.defaults());
    }

    private void opens(FalconHttpOptions options) {
        http =
                new FalconHttp(
                        options,
                        new CallObserver() {
                            @Override
                            public void attempted(Attempt attempt) {
                                attempts.add(attempt);
                            }

                            @Override
                            public void waited(Wait wait) {}
                        },
                        Clock.systemUTC());
        oauth2 = http.oauth2();
    }

    @AfterEach
    void closes() {
        http.close();
        server.close();
    }

    private FalconResult<Granted> grant() {
        return oauth2.grant(server.base(), CLIENT, Optional.empty());
    }

    private static Optional<FailureCategory> category(FalconResult<?> result) {
        return result.failure().map(FalconFailure::category);
    }

    @Test
    void aCreatedTokenIsAGrant() {
        // Given
        server.repliesJson(201, TOKEN, "X-Cs-Region: eu-1", "X-Cs-Traceid: t");
        // When
        FalconResult<Granted> result = grant();
        // Then
        assertThat(result)
                .isEqualTo(
                        FalconResult.ok(new Granted.Token("abc", 1799, Optional.of("eu-1")), "t"));
        assertThat(attempts).hasSize(1);
        assertThat(attempts.getFirst().status()).isEqualTo(201);
        assertThat(attempts.toString()).doesNotContain("abc").doesNotContain(SECRET);
    }

    @Test
    void credentialsArriveUnchangedInTheForm() {
        // Given
        server.repliesJson(201, TOKEN);
        // When
        oauth2.grant(server.base(), CLIENT, Optional.of("child"));
        // Then
        String request = server.requests().getFirst();
        assertThat(request)
                .startsWith("POST /oauth2/token HTTP/1.1\r\n")
                .contains("ontent-Type: application/x-www-form-urlencoded")
                .doesNotContain("uthorization:");
        String form = request.substring(request.indexOf("\r\n\r\n") + 4);
        assertThat(List.of(form.replace("&", " & ").split(" & ", -1)))
                .extracting(pair -> URLDecoder.decode(pair, StandardCharsets.UTF_8))
                .containsExactlyInAnyOrder(
                        "client_id=id", "client_secret=" + SECRET, "member_cid=child");
    }

    @Test
    void anotherRegionIsSaidAndNotFollowed() {
        // Given
        server.replies(
                "308 Permanent Redirect",
                "text/plain",
                "",
                "Location: https://api.us-2.crowdstrike.com/oauth2/token",
                "X-Cs-Region: us-2");
        // When, Then
        assertThat(grant())
                .isEqualTo(
                        FalconResult.ok(
                                new Granted.ElsewhereRegion(
                                        URI.create("https://api.us-2.crowdstrike.com/oauth2/token"),
                                        Optional.of("us-2")),
                                ""));
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aRedirectWithoutALocationIsResolvedByItsRegionOrRefused() {
        server.replies("308 X", "text/plain", "", "X-Cs-Region: eu-1");
        assertThat(grant())
                .isEqualTo(
                        FalconResult.ok(
                                new Granted.ElsewhereRegion(
                                        URI.create("https://api.eu-1.crowdstrike.com/oauth2/token"),
                                        Optional.of("eu-1")),
                                ""));
        server.replies("308 X", "text/plain", "");
        assertThat(category(grant())).contains(FailureCategory.VENDOR_DOWN);
        server.replies("308 X", "text/plain", "", "Location: ht tp://::");
        assertThat(category(grant())).contains(FailureCategory.VENDOR_DOWN);
    }

    @Test
    void refusalsSayWhatToCheckAndRepeatNothing() {
        for (int status : List.of(400, 401, 403)) {
            server.repliesJson(
                    status, "{\"errors\":[{\"code\":1,\"message\":\"for clientID=id\"}]}");
            FalconFailure why = grant().failure().orElseThrow();
            assertThat(why.category()).isEqualTo(FailureCategory.AUTH);
            assertThat(why.message()).contains("check").doesNotContain("clientID");
        }
    }

    @Test
    void aThrottledGrantSaysHowLongToWait() {
        server.repliesJson(429, "{}", "Retry-After: 7");
        assertThat(grant()).isEqualTo(new FalconResult.Throttled<>(Duration.ofSeconds(7), ""));
    }

    @Test
    void aBrokenTokenEndpointIsTheVendorsFault() {
        server.repliesJson(500, "oops");
        assertThat(category(grant())).contains(FailureCategory.VENDOR_DOWN);
    }

    @Test
    void aConnectionThatBreaksBeforeTheGrantIsANetworkFailureAndSentOnce() {
        server.repliesRaw("");
        assertThat(category(grant())).contains(FailureCategory.NETWORK);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aTokenEndpointThatFallsSilentIsATimeout() {
        // Given
        http.close();
        opens(
                FalconHttpOptions.defaults()
                        .withTimeouts(Duration.ofSeconds(10), Duration.ofMillis(700)));
        server.repliesThenFallsSilent("");
        // When, Then
        assertThat(category(grant())).contains(FailureCategory.TIMEOUT);
    }

    @Test
    void anAnswerWithoutAUsableTokenIsTheVendorsFault() {
        for (String body :
                List.of(
                        "",
                        "{}",
                        "not json",
                        "[]",
                        "{\"access_token\":null,\"expires_in\":1799}",
                        "{\"access_token\":\" \",\"expires_in\":1799}",
                        "{\"access_token\":\"a\"}",
                        "{\"access_token\":\"a\",\"expires_in\":0}",
                        "{\"access_token\":\"a\",\"expires_in\":-5}",
                        "{\"access_token\":\"a\",\"expires_in\":\"soon\"}")) {
            server.repliesJson(201, body);
            assertThat(category(grant())).as(body).contains(FailureCategory.VENDOR_DOWN);
        }
    }

    @Test
    void revokingSendsTheTokenWithBasicAuthentication() {
        // Given
        server.repliesJson(200, "{\"meta\":{\"trace_id\":\"r\"},\"errors\":null}");
        // When
        FalconResult<Boolean> result = oauth2.revoke(server.base(), CLIENT, "a+b/c=");
        // Then
        assertThat(result).isEqualTo(FalconResult.ok(true, "r"));
        String basic =
                Base64.getEncoder()
                        .encodeToString(("id:" + SECRET).getBytes(StandardCharsets.UTF_8));
        assertThat(server.requests().getFirst())
                .startsWith("POST /oauth2/revoke ")
                .contains("uthorization: Basic " + basic)
                .contains("token=a%2Bb%2Fc%3D");
    }
}
