package io.ropewalk.local;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * The secrets of one run, made when it starts and never shown: one for each service that calls
 * auth-service, and a key pair that signs the token with which a person calls them.
 */
final class Credentials {
    static final String ISSUER = "ropewalk-local";

    /** Life of a token. A run that stays up makes a new one every hour. */
    static final Duration TOKEN_LIFE = Duration.ofHours(12);

    private final String inventorySecret;
    private final String streamSecret;
    private final String iocSecret;
    private final String alertsSecret;
    private final KeyPair keys;

    private Credentials(
            String inventorySecret,
            String streamSecret,
            String iocSecret,
            String alertsSecret,
            KeyPair keys) {
        this.inventorySecret = inventorySecret;
        this.streamSecret = streamSecret;
        this.iocSecret = iocSecret;
        this.alertsSecret = alertsSecret;
        this.keys = keys;
    }

    static Credentials fresh() {
        var random = new SecureRandom();
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return new Credentials(
                    secret(random),
                    secret(random),
                    secret(random),
                    secret(random),
                    generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
    }

    private static String secret(SecureRandom random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return base64Url(bytes);
    }

    /** The secret inventory-sync shows auth-service. */
    String inventorySecret() {
        return inventorySecret;
    }

    /** The secret event-stream shows auth-service. */
    String streamSecret() {
        return streamSecret;
    }

    /** The secret ioc-sync shows auth-service. */
    String iocSecret() {
        return iocSecret;
    }

    /** The secret alert-ops shows auth-service. */
    String alertsSecret() {
        return alertsSecret;
    }

    /** The public key as {@code quarkus.oidc.public-key} takes it. */
    String publicKey() {
        return Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    }

    /** A token with all three roles, signed with RS256. */
    String operatorToken(Instant now) {
        String header =
                base64Url("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));
        String claims =
                "{\"iss\":\""
                        + ISSUER
                        + "\",\"sub\":\"operator\",\"upn\":\"operator\",\"groups\":[\"viewer\",\"responder\",\"admin\"],\"iat\":"
                        + now.getEpochSecond()
                        + ",\"exp\":"
                        + now.plus(TOKEN_LIFE).getEpochSecond()
                        + "}";
        String signed = header + "." + base64Url(claims.getBytes(StandardCharsets.UTF_8));
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + base64Url(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA256withRSA", e);
        }
    }

    private static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "Credentials[***]";
    }
}
