package io.ropewalk.inventory.hosts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A stable hash of a property map: the same names and values give the same text, in any process.
 */
final class ContentHash {
    private static final int KEPT_BYTES = 16;
    private static final byte NAME = 1;
    private static final byte VALUE = 2;
    private static final byte ITEM = 3;

    private ContentHash() {}

    /**
     * @param properties in an order that is the same each time; null values do not count
     */
    static String of(String salt, Map<String, Object> properties) {
        MessageDigest digest = sha256();
        add(digest, NAME, salt);
        properties.forEach((name, value) -> add(digest, name, value));
        return HexFormat.of().formatHex(digest.digest(), 0, KEPT_BYTES);
    }

    private static void add(MessageDigest digest, String name, Object value) {
        switch (value) {
            case null -> {}
            case List<?> list -> {
                add(digest, NAME, name);
                list.forEach(item -> add(digest, ITEM, item.toString()));
            }
            default -> {
                add(digest, NAME, name);
                add(digest, VALUE, value.toString());
            }
        }
    }

    // The mark and the length keep "a","bc" apart from "ab","c".
    private static void add(MessageDigest digest, byte mark, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(mark);
        digest.update((byte) (bytes.length >>> 16));
        digest.update((byte) (bytes.length >>> 8));
        digest.update((byte) bytes.length);
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256.", impossible);
        }
    }
}
