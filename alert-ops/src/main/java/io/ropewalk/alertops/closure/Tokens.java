package io.ropewalk.alertops.closure;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Confirmation tokens: random, and kept only as a hash over the token and all it is good for. So a
 * token fits no other closure, customer, caller, selection or count, and nobody who reads the state
 * can confirm anything.
 */
final class Tokens {
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Tokens() {}

    static String fresh() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String hash(String token, String id, String tenant, String by, Closure.Frozen frozen) {
        return digest(
                String.join("\n", token, id, tenant, by, frozen.digest(), "" + frozen.total()));
    }

    static boolean fits(String token, Closure closure) {
        String hash =
                hash(token, closure.id(), closure.tenant(), closure.asked().by(), closure.frozen());
        return MessageDigest.isEqual(bytes(hash), bytes(closure.pass().hash()));
    }

    /** SHA-256, hex. */
    static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(text)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
