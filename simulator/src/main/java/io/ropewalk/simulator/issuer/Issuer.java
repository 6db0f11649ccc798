package io.ropewalk.simulator.issuer;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Signs the bearer tokens with which the services' own APIs are called, in place of an identity
 * provider: RS256, subject {@code tester}, the roles in the claim {@code groups}.
 */
public final class Issuer {
    private static final Duration LIFE = Duration.ofHours(1);

    private final KeyPair keys;

    private Issuer(KeyPair keys) {
        this.keys = keys;
    }

    public static Issuer withFreshKey() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return new Issuer(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
    }

    /** The one whose {@link #privateKey()} this is: a test may have to hand it on as text. */
    public static Issuer ofPrivateKey(String text) {
        try {
            var factory = KeyFactory.getInstance("RSA");
            var spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(text));
            var key = (RSAPrivateCrtKey) factory.generatePrivate(spec);
            var open = new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent());
            return new Issuer(new KeyPair(factory.generatePublic(open), key));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("this is no private RSA key", e);
        }
    }

    /** As {@code quarkus.oidc.public-key} takes it. */
    public String publicKey() {
        return Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    }

    /** PKCS #8, Base64. */
    public String privateKey() {
        return Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded());
    }

    public String token(String... roles) {
        return signed("RS256", Instant.now().plus(LIFE), List.of(roles));
    }

    /** Of another subject, made for one audience. */
    public String tokenOf(String subject, String audience, String... roles) {
        return signed("RS256", Instant.now().plus(LIFE), List.of(roles), subject, audience);
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
        return signed(algorithm, expiry, roles, "tester", "");
    }

    private String signed(
            String algorithm, Instant expiry, List<String> roles, String subject, String audience) {
        String groups =
                roles.stream().map(role -> '"' + role + '"').collect(Collectors.joining(","));
        long issued = expiry.minus(LIFE).getEpochSecond() - 1;
        String header = "{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}";
        String claims =
                "{\"iss\":\"simulated\",\"sub\":\"%1$s\",\"upn\":\"%1$s\",%2$s\"groups\":["
                                .formatted(subject, audienceClaim(audience))
                        + groups
                        + "],\"iat\":"
                        + issued
                        + ",\"exp\":"
                        + expiry.getEpochSecond()
                        + "}";
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

    private static String audienceClaim(String audience) {
        return audience.isEmpty() ? "" : "\"aud\":\"" + audience + "\",";
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
