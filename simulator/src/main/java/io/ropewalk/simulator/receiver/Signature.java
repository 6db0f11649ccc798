package io.ropewalk.simulator.receiver;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * {@code X-Ropewalk-Signature: t=<unix seconds>,v1=<hex>}: HMAC-SHA256 over the seconds, a dot, and
 * the body as sent.
 */
final class Signature {
    static final String HEADER = "X-Ropewalk-Signature";

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern FORM = Pattern.compile("t=([0-9]{1,15}),v1=([0-9a-f]{64})");

    private Signature() {}

    static boolean isRight(Optional<String> header, String secret, byte[] body) {
        var parts = FORM.matcher(header.orElse(""));
        if (!parts.matches()) {
            return false;
        }
        var given = HexFormat.of().parseHex(parts.group(2));
        return MessageDigest.isEqual(given, of(parts.group(1), secret, body));
    }

    private static byte[] of(String seconds, String secret, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
