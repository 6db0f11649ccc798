package io.ropewalk.auth.token.http;

import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** Service-account tokens as a cluster signs them. */
final class SignedTokens {

    private SignedTokens() {}

    static JwtClaims claims() {
        var claims = new JwtClaims();
        claims.setIssuer(Neighbours.ISSUER);
        claims.setAudience(Neighbours.AUDIENCE);
        claims.setSubject("system:serviceaccount:ropewalk:inventory-sync");
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(10);
        claims.setGeneratedJwtId();
        return claims;
    }

    static RsaJsonWebKey key() {
        try {
            return (RsaJsonWebKey) JsonWebKey.Factory.newJwk(Http.neighbours("/control/key"));
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    static String valid() {
        return signed(claims(), key());
    }

    static String signed(JwtClaims claims, RsaJsonWebKey key) {
        try {
            var jws = new JsonWebSignature();
            jws.setPayload(claims.toJson());
            jws.setKey(key.getPrivateKey());
            jws.setKeyIdHeaderValue(key.getKeyId());
            jws.setAlgorithmHeaderValue("RS256");
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
