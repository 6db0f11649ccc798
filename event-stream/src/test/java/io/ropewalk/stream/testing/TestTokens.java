package io.ropewalk.stream.testing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import org.eclipse.microprofile.config.ConfigProvider;

/** Signs bearer tokens as an issuer would. */
public final class TestTokens {
    private TestTokens() {}

    static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A token of somebody in this group. */
    public static String of(String group) {
        long now = Instant.now().getEpochSecond();
        String head = part("{\"alg\":\"RS256\",\"typ\":\"JWT\"}");
        String body =
                part(
                        "{\"sub\":\"tester\",\"iss\":\"test\",\"groups\":[\"%s\"],\"iat\":%d,\"exp\":%d}"
                                .formatted(group, now, now + 600));
        return head + "." + body + "." + signature(head + "." + body);
    }

    private static String signature(String text) {
        try {
            String key = ConfigProvider.getConfig().getValue("test.private-key", String.class);
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(
                    KeyFactory.getInstance("RSA")
                            .generatePrivate(
                                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key))));
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String part(String json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
