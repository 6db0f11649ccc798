package io.ropewalk.auth.token.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.function.Consumer;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Neighbours.class)
class ServiceAccountTest {
    private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    @Test
    void aServiceAccountTokenIsEnough() {
        assertThat(ask(SignedTokens.valid()).status()).isEqualTo(200);
    }

    @Test
    void clientIdMustNameTheSameCaller() {
        assertThat(ask(SignedTokens.valid(), "pod").status()).isEqualTo(200);
        assertThat(ask(SignedTokens.valid(), "all").status()).isEqualTo(401);
    }

    @Test
    void listsTenantsWithTheTokenAsBearer() {
        var answer = Http.get("/v1/tenants", "Bearer " + SignedTokens.valid());
        assertThat(answer.json().get("items"))
                .extracting(i -> i.get("name").asText())
                .containsExactly("child");
    }

    @Test
    void refusesATokenOfAnotherAccount() {
        refuses(c -> c.setSubject("system:serviceaccount:other:inventory-sync"));
        refuses(c -> c.setSubject("inventory-sync"));
    }

    @Test
    void refusesATokenForAnotherAudience() {
        refuses(c -> c.setAudience("https://kubernetes.default.svc"));
    }

    @Test
    void refusesATokenOfAnotherIssuer() {
        refuses(c -> c.setIssuer("https://evil.test"));
    }

    @Test
    void refusesAnExpiredTokenAndOneThatNeverExpires() {
        refuses(c -> c.setExpirationTimeMinutesInTheFuture(-1));
        refuses(c -> c.unsetClaim("exp"));
    }

    @Test
    void refusesASignatureByAnotherKey() throws JoseException {
        RsaJsonWebKey other = org.jose4j.jwk.RsaJwkGenerator.generateJwk(2048);
        other.setKeyId(SignedTokens.key().getKeyId());
        assertThat(ask(SignedTokens.signed(SignedTokens.claims(), other)).status()).isEqualTo(401);
    }

    @Test
    void refusesAnUnsignedTokenAndRubbish() {
        String[] parts = SignedTokens.valid().split("\\.", -1);
        String none = "eyJhbGciOiJub25lIn0." + parts[1] + ".";
        assertThat(ask(none).status()).isEqualTo(401);
        assertThat(ask("rubbish").status()).isEqualTo(401);
    }

    @Test
    void refusesAnotherAssertionType() {
        var answer =
                Http.post(
                        "/oauth2/token",
                        "",
                        Http.form(
                                Map.of(
                                        "grant_type", "client_credentials",
                                        "scope", "tenant:child",
                                        "client_assertion_type",
                                                "urn:ietf:params:oauth:client-assertion-type:saml2-bearer",
                                        "client_assertion", "x")));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.error()).isEqualTo("invalid_client");
    }

    private static void refuses(Consumer<JwtClaims> change) {
        var claims = SignedTokens.claims();
        change.accept(claims);
        var answer = ask(SignedTokens.signed(claims, SignedTokens.key()));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.error()).isEqualTo("invalid_client");
        assertThat(answer.header("WWW-Authenticate")).isNotEmpty();
    }

    private static Http.Answer ask(String assertion) {
        return ask(assertion, "");
    }

    private static Http.Answer ask(String assertion, String clientId) {
        return Http.post(
                "/oauth2/token",
                "",
                Http.form(
                        Map.of(
                                "grant_type", "client_credentials",
                                "scope", "tenant:child",
                                "client_id", clientId,
                                "client_assertion_type", TYPE,
                                "client_assertion", assertion)));
    }
}
