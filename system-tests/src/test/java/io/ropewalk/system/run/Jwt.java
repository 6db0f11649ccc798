package io.ropewalk.system.run;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/** Signs the tokens with which a test calls the services, by a key of its own. */
public final class Jwt {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final String KEY = "test";

    private final KeyPair keys;

    private Jwt(KeyPair keys) {
        this.keys = keys;
    }

    public static Jwt withFreshKey() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return new Jwt(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
    }

    /** As {@code QUARKUS_OIDC_PUBLIC_KEY} takes it. */
    public String publicKey() {
        return Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    }

    public String token(String... roles) {
        return tokenOf("tester", roles);
    }

    /** A token of somebody by name. */
    public String tokenOf(String person, String... roles) {
        return signed(
                "RS256",
                claims(Instant.now().plus(LIFE), person, List.of(roles), "system-tests", ""));
    }

    /**
     * A token as an issuer of OpenID Connect signs it.
     *
     * @param more further claims as they stand in JSON, each with a comma before it
     */
    public String identity(String issuer, String person, String more, String... roles) {
        return signed(
                "RS256", claims(Instant.now().plus(LIFE), person, List.of(roles), issuer, more));
    }

    /** The public key as RFC 7517 has it. */
    String keySet() {
        var key = (RSAPublicKey) keys.getPublic();
        return """
        {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"%s","n":"%s","e":"%s"}]}\
        """
                .formatted(KEY, unsigned(key.getModulus()), unsigned(key.getPublicExponent()));
    }

    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int start = bytes[0] == 0 ? 1 : 0;
        return base64(Arrays.copyOfRange(bytes, start, bytes.length));
    }

    public String expiredToken(String... roles) {
        return signed("RS256", Instant.now().minus(LIFE), List.of(roles));
    }

    /** A token that claims to need no signature. */
    public String unsignedToken(String... roles) {
        String whole = signed("none", Instant.now().plus(LIFE), List.of(roles));
        return whole.substring(0, whole.lastIndexOf('.') + 1);
    }

    private String signed(String algorithm, Instant expiry, List<String> roles) {
        return signed(algorithm, claims(expiry, "tester", roles, "system-tests", ""));
    }

    private static String claims(
            Instant expiry, String person, List<String> roles, String issuer, String more) {
        String groups =
                roles.stream().map(role -> '"' + role + '"').collect(Collectors.joining(","));
        long issued = expiry.minus(LIFE).getEpochSecond() - 1;
        return """
        {"iss":"%s","sub":"%s","upn":"%s","groups":[%s],"iat":%d,"exp":%d%s}\
        """
                .formatted(issuer, person, person, groups, issued, expiry.getEpochSecond(), more);
    }

    private String signed(String algorithm, String claims) {
        String header = "{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\",\"kid\":\"" + KEY + "\"}";
        String body = base64(utf8(header)) + "." + base64(utf8(claims));
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(utf8(body));
            return body + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs by RSA", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
