package io.ropewalk.system.run;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;

/** A key of an issuer, RSA or of the curve P-256. */
record SigningKey(String id, KeyPair pair) {
    private static final int COORDINATE = 32;

    static SigningKey rsa(String id) {
        return of(id, "RSA", 2048);
    }

    static SigningKey ec(String id) {
        return of(id, "EC", 256);
    }

    private static SigningKey of(String id, String algorithm, int bits) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return new SigningKey(id, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    /** The public half as RFC 7517 has it. */
    String jwk() {
        String head = "{\"use\":\"sig\",\"kid\":\"" + id + "\",\"alg\":\"" + algorithm() + "\",";
        return switch (pair.getPublic()) {
            case RSAPublicKey key ->
                    head
                            + "\"kty\":\"RSA\",\"n\":\"%s\",\"e\":\"%s\"}"
                                    .formatted(
                                            number(key.getModulus(), 0),
                                            number(key.getPublicExponent(), 0));
            case ECPublicKey key ->
                    head
                            + "\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"%s\",\"y\":\"%s\"}"
                                    .formatted(
                                            number(key.getW().getAffineX(), COORDINATE),
                                            number(key.getW().getAffineY(), COORDINATE));
            default -> throw new IllegalStateException("neither RSA nor EC");
        };
    }

    /** A compact JWS (RFC 7515) of these claims. */
    String sign(String claims) {
        String header = "{\"alg\":\"" + algorithm() + "\",\"kid\":\"" + id + "\"}";
        String body = base64(utf8(header)) + "." + base64(utf8(claims));
        try {
            var signature =
                    Signature.getInstance(
                            isRsa() ? "SHA256withRSA" : "SHA256withECDSAinP1363Format");
            signature.initSign(pair.getPrivate());
            signature.update(utf8(body));
            return body + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK signs", e);
        }
    }

    /** The same claims under a header that asks for no check. */
    static String unsigned(String claims) {
        return base64(utf8("{\"alg\":\"none\"}")) + "." + base64(utf8(claims)) + ".";
    }

    private String algorithm() {
        return isRsa() ? "RS256" : "ES256";
    }

    private boolean isRsa() {
        return pair.getPublic() instanceof RSAPublicKey;
    }

    /** Big-endian without a sign, at least so many bytes. */
    private static String number(BigInteger number, int least) {
        byte[] bytes = number.toByteArray();
        int start = bytes[0] == 0 ? 1 : 0;
        byte[] unsigned = Arrays.copyOfRange(bytes, start, bytes.length);
        byte[] padded = new byte[Math.max(least, unsigned.length)];
        System.arraycopy(unsigned, 0, padded, padded.length - unsigned.length, unsigned.length);
        return base64(padded);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
