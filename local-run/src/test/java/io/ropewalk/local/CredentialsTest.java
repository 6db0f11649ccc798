package io.ropewalk.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class CredentialsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final Credentials credentials = Credentials.fresh();
    private final String[] token = credentials.operatorToken(NOW).split("\\.", -1);

    private boolean verifies(String signed, String key) throws Exception {
        var spec = new X509EncodedKeySpec(Base64.getDecoder().decode(key));
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(KeyFactory.getInstance("RSA").generatePublic(spec));
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signature.verify(Base64.getUrlDecoder().decode(token[2]));
    }

    @Test
    void signsWithTheKeyThatTheServicesAreGiven() throws Exception {
        String signed = token[0] + "." + token[1];

        assertThat(verifies(signed, credentials.publicKey())).isTrue();
        assertThat(verifies(signed + "x", credentials.publicKey())).isFalse();
        assertThat(verifies(signed, Credentials.fresh().publicKey())).isFalse();
    }

    @Test
    void claimsAllRolesForALimitedTime() throws Exception {
        JsonNode claims = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token[1]));

        assertThat(claims.path("iss").asText()).isEqualTo("ropewalk-local");
        assertThat(claims.path("sub").asText()).isNotEmpty();
        assertThat(claims.path("groups"))
                .extracting(JsonNode::asText)
                .containsExactly("viewer", "responder", "admin");
        assertThat(claims.path("iat").asLong()).isEqualTo(NOW.getEpochSecond());
        assertThat(claims.path("exp").asLong())
                .isEqualTo(NOW.plus(Credentials.TOKEN_LIFE).getEpochSecond());
    }

    @Test
    void areNewForEachRunAndDifferFromServiceToService() {
        Credentials others = Credentials.fresh();

        assertThat(
                        List.of(
                                credentials.inventorySecret(),
                                credentials.streamSecret(),
                                credentials.iocSecret(),
                                others.inventorySecret(),
                                others.streamSecret(),
                                others.iocSecret()))
                .doesNotHaveDuplicates()
                .allSatisfy(secret -> assertThat(secret).hasSizeGreaterThan(40));
    }

    @Test
    void areShownInNoText() {
        assertThat(credentials.toString())
                .doesNotContain(
                        credentials.inventorySecret(),
                        credentials.streamSecret(),
                        credentials.iocSecret());
    }
}
