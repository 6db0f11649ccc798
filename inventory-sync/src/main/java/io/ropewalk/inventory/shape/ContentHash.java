package io.ropewalk.inventory.shape;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A stable hash of named values: the same names and values give the same text, in any process. */
final class ContentHash {
    private static final int KEPT_BYTES = 16;
    private static final byte NAME = 1;
    private static final byte VALUE = 2;
    private static final byte ITEM = 3;

    private final MessageDigest digest = sha256();

    ContentHash(String salt) {
        add(NAME, salt);
    }

    /** Takes a value: text, a list of texts, or null, which does not count. */
    void add(String name, Object value) {
        switch (value) {
            case null -> {}
            case List<?> list -> {
                add(NAME, name);
                list.forEach(item -> add(ITEM, item.toString()));
            }
            default -> {
                add(NAME, name);
                add(VALUE, value.toString());
            }
        }
    }

    /** The hash of all that was added. */
    String text() {
        return HexFormat.of().formatHex(digest.digest(), 0, KEPT_BYTES);
    }

    // The mark and the length keep "a","bc" apart from "ab","c".
    private void add(byte mark, String text) {
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
