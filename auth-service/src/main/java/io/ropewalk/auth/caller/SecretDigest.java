package io.ropewalk.auth.caller;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A caller's secret, kept as SHA-256 only. Compares in constant time whatever the lengths. */
public final class SecretDigest {
    private final byte[] digest;

    private SecretDigest(byte[] digest) {
        this.digest = digest;
    }

    /** The digest of this secret. */
    public static SecretDigest of(String secret) {
        return new SecretDigest(sha256(secret));
    }

    boolean matches(String candidate) {
        return MessageDigest.isEqual(digest, sha256(candidate));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "SecretDigest[***]";
    }
}
