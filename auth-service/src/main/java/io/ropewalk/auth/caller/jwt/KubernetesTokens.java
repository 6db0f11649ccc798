package io.ropewalk.auth.caller.jwt;

import static org.jose4j.jws.AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256;
import static org.jose4j.jws.AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384;
import static org.jose4j.jws.AlgorithmIdentifiers.RSA_USING_SHA256;
import static org.jose4j.jws.AlgorithmIdentifiers.RSA_USING_SHA384;
import static org.jose4j.jws.AlgorithmIdentifiers.RSA_USING_SHA512;

import io.ropewalk.auth.caller.AssertionVerifier;
import io.ropewalk.auth.caller.ServiceAccount;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Verifies service-account tokens against the cluster's key set: signature, issuer, audience,
 * expiry, subject. A token signed with a key not seen yet makes it read the set again, at most once
 * in the given time. Verified tokens are remembered (by SHA-256) for a minute, so a busy caller
 * costs one check.
 */
public final class KubernetesTokens implements AssertionVerifier {
    private static final Logger LOG = LoggerFactory.getLogger(KubernetesTokens.class);
    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int MOST_REMEMBERED = 1000;
    private static final int CLOCK_SKEW_SECONDS = 10;
    private static final long CACHE_SECONDS = 600;
    private static final long OLD_KEYS_SECONDS = 24 * 3600;

    private record Remembered(ServiceAccount account, Instant until) {}

    private final Map<ByteBuffer, Remembered> remembered = new ConcurrentHashMap<>();
    private final JwtConsumer consumer;
    private final Executor executor;
    private final Clock clock;

    /**
     * @param rereadEvery the key set is read again for an unknown key at most this often
     * @param executor runs verifications, which may block on the key set
     */
    public KubernetesTokens(
            String issuer,
            String audience,
            JwksSource keys,
            Duration rereadEvery,
            Executor executor,
            Clock clock) {
        var jwks = new HttpsJwks(keys.uri().toString());
        jwks.setSimpleHttpGet(keys);
        jwks.setDefaultCacheDuration(CACHE_SECONDS);
        jwks.setRetainCacheOnErrorDuration(OLD_KEYS_SECONDS);
        jwks.setRefreshReprieveThreshold(rereadEvery.toMillis());
        this.consumer =
                new JwtConsumerBuilder()
                        .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(jwks))
                        .setJwsAlgorithmConstraints(
                                AlgorithmConstraints.ConstraintType.PERMIT,
                                RSA_USING_SHA256,
                                RSA_USING_SHA384,
                                RSA_USING_SHA512,
                                ECDSA_USING_P256_CURVE_AND_SHA256,
                                ECDSA_USING_P384_CURVE_AND_SHA384)
                        .setExpectedIssuer(issuer)
                        .setExpectedAudience(audience)
                        .setRequireExpirationTime()
                        .setRequireSubject()
                        .setAllowedClockSkewInSeconds(CLOCK_SKEW_SECONDS)
                        .build();
        this.executor = executor;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Proof> verify(String token) {
        ByteBuffer key = digest(token);
        Remembered known = remembered.get(key);
        if (known != null && clock.instant().isBefore(known.until())) {
            return CompletableFuture.completedFuture(new Proof.Account(known.account()));
        }
        try {
            return CompletableFuture.supplyAsync(() -> check(token, key), executor);
        } catch (RejectedExecutionException _) {
            return CompletableFuture.completedFuture(new Proof.Undecided());
        }
    }

    private Proof check(String token, ByteBuffer key) {
        try {
            var claims = consumer.processToClaims(token);
            var account = ServiceAccount.ofSubject(claims.getSubject());
            if (account.isEmpty()) {
                return new Proof.Worthless();
            }
            Instant expires = Instant.ofEpochSecond(claims.getExpirationTime().getValue());
            remember(key, account.get(), expires);
            return new Proof.Account(account.get());
        } catch (InvalidJwtException e) {
            // The exception's text holds the claims: never logged.
            return isCausedByIo(e) ? unreachable() : new Proof.Worthless();
        } catch (MalformedClaimException _) {
            return new Proof.Worthless();
        } catch (RuntimeException e) {
            try (var _ = MDC.putCloseable("error", e.getClass().getName())) {
                LOG.error("a service-account token could not be judged");
            }
            return new Proof.Worthless();
        }
    }

    private static Proof unreachable() {
        try (var _ = MDC.putCloseable("category", "network")) {
            LOG.warn("the key set of the Kubernetes issuer cannot be read");
        }
        return new Proof.Undecided();
    }

    private void remember(ByteBuffer key, ServiceAccount account, Instant expires) {
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
        Instant soon = clock.instant().plus(REMEMBERED);
        remembered.put(key, new Remembered(account, expires.isBefore(soon) ? expires : soon));
    }

    private static boolean isCausedByIo(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            if (cause instanceof IOException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static ByteBuffer digest(String token) {
        try {
            byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
