package io.ropewalk.simulator.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class IssuerTest {
    private final Issuer issuer = Issuer.withFreshKey();

    @Test
    void aTokenIsSignedByItsKeyAndNamesTheRoles() throws GeneralSecurityException {
        // When
        String token = issuer.token("viewer", "admin");
        // Then
        assertThat(isSigned(token, issuer)).isTrue();
        assertThat(claims(token)).contains("\"groups\":[\"viewer\",\"admin\"]");
    }

    @Test
    void anIssuerFromThePrivateKeyIsTheSameOne() throws GeneralSecurityException {
        // When
        Issuer same = Issuer.ofPrivateKey(issuer.privateKey());
        // Then
        assertThat(same.publicKey()).isEqualTo(issuer.publicKey());
        assertThat(isSigned(same.token("viewer"), issuer)).isTrue();
    }

    @Test
    void anotherIssuersTokenIsNotSignedByThisOne() throws GeneralSecurityException {
        assertThat(isSigned(Issuer.withFreshKey().token("viewer"), issuer)).isFalse();
    }

    @Test
    void anUnsignedTokenHasNoSignature() {
        assertThat(issuer.unsignedToken("viewer")).endsWith(".");
    }

    @Test
    void whatIsNoKeyIsRefused() {
        assertThatThrownBy(() -> Issuer.ofPrivateKey("bm8ga2V5"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String claims(String token) {
        return new String(
                Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    }

    private static boolean isSigned(String token, Issuer by) throws GeneralSecurityException {
        int dot = token.lastIndexOf('.');
        byte[] key = Base64.getDecoder().decode(by.publicKey());
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(
                KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(key)));
        signature.update(token.substring(0, dot).getBytes(StandardCharsets.UTF_8));
        return signature.verify(Base64.getUrlDecoder().decode(token.substring(dot + 1)));
    }
}
