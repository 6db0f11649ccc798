package io.ropewalk.ioc.ledger.jdbc;

import io.ropewalk.ioc.value.IocValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids of what is set aside, the same for the same thing. */
final class Ids {
    private static final int LENGTH = 32;

    private Ids() {}

    static String of(String tenant, IocValue value) {
        try {
            byte[] sum =
                    MessageDigest.getInstance("SHA-256")
                            .digest(
                                    "%s\n%s\n%s"
                                            .formatted(tenant, value.type().word(), value.value())
                                            .getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
