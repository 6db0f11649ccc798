package io.ropewalk.auth.caller.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.ropewalk.auth.caller.AssertionVerifier.Proof;
import io.ropewalk.auth.caller.ServiceAccount;
import io.ropewalk.auth.token.MutableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubernetesTokensTest {
    private static final Proof GOOD = new Proof.Account(new ServiceAccount("ns", "name"));

    @TempDir Path folder;
    private final List<String> reads = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private RsaJsonWebKey key;
    private volatile int status = 200;

    @BeforeEach
    void startIssuer() throws IOException, JoseException {
        key = newKey("first");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/keys",
                x -> {
                    reads.add(String.valueOf(x.getRequestHeaders().getFirst("Authorization")));
                    String set = new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY);
                    byte[] body = set.getBytes(StandardCharsets.UTF_8);
                    x.sendResponseHeaders(status, body.length);
                    x.getResponseBody().write(body);
                    x.close();
                });
        server.start();
    }

    @AfterEach
    void stopIssuer() {
        server.stop(0);
    }

    @Test
    void readsTheKeySetOnceForManyTokens() throws JoseException {
        // Given
        var verifier = verifier(Duration.ZERO, Optional.empty(), Clock.systemUTC());
        // When
        var first = verifier.verify(token(key)).join();
        var second = verifier.verify(token(key)).join();
        // Then
        assertThat(List.of(first, second)).containsOnly(GOOD);
        assertThat(reads).containsExactly("null");
    }

    @Test
    void learnsANewKeyWhenATokenIsSignedWithIt() throws JoseException {
        // Given
        var verifier = verifier(Duration.ZERO, Optional.empty(), Clock.systemUTC());
        verifier.verify(token(key)).join();
        key = newKey("second");
        // When
        var proof = verifier.verify(token(key)).join();
        // Then
        assertThat(proof).isEqualTo(GOOD);
        assertThat(reads).hasSize(2);
    }

    @Test
    void tokensWithInventedKeysDoNotMakeItReadTheSetAgainAndAgain() throws JoseException {
        // Given
        var verifier = verifier(Duration.ofMinutes(1), Optional.empty(), Clock.systemUTC());
        var invented = newKey("invented");
        // When
        for (int i = 0; i < 5; i++) {
            assertThat(verifier.verify(token(invented)).join()).isEqualTo(new Proof.Worthless());
        }
        // Then
        assertThat(reads).hasSize(1);
    }

    @Test
    void cannotJudgeWhileTheKeySetIsOutOfReach() throws JoseException {
        // Given
        status = 500;
        var verifier = verifier(Duration.ZERO, Optional.empty(), Clock.systemUTC());
        // When
        var proof = verifier.verify(token(key)).join();
        status = 200;
        var later = verifier.verify(token(key)).join();
        // Then
        assertThat(proof).isEqualTo(new Proof.Undecided());
        assertThat(later).isEqualTo(GOOD);
    }

    @Test
    void showsItsOwnTokenToTheCluster() throws IOException, JoseException {
        // Given
        Path file = folder.resolve("own");
        Files.writeString(file, "own-token\n");
        var verifier = verifier(Duration.ZERO, Optional.of(file), Clock.systemUTC());
        // When
        verifier.verify(token(key)).join();
        // Then
        assertThat(reads).containsExactly("Bearer own-token");
    }

    @Test
    void remembersAVerifiedTokenForAMinuteOnly() throws JoseException {
        // Given: a key set that has lost the key since
        var clock = new MutableClock();
        var verifier = verifier(Duration.ZERO, Optional.empty(), clock);
        String token = token(key);
        verifier.verify(token).join();
        key = newKey("second");
        verifier.verify(token(key)).join();
        // When
        var soon = verifier.verify(token).join();
        clock.advance(Duration.ofMinutes(1));
        var later = verifier.verify(token).join();
        // Then
        assertThat(soon).isEqualTo(GOOD);
        assertThat(later).isEqualTo(new Proof.Worthless());
    }

    private KubernetesTokens verifier(Duration reread, Optional<Path> tokenFile, Clock clock) {
        var uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys");
        var source = new JwksSource(uri, Optional.empty(), tokenFile);
        return new KubernetesTokens(
                "https://issuer.test", "ropewalk", source, reread, Runnable::run, clock);
    }

    private static RsaJsonWebKey newKey(String id) throws JoseException {
        var made = RsaJwkGenerator.generateJwk(2048);
        made.setKeyId(id);
        return made;
    }

    private static String token(RsaJsonWebKey key) throws JoseException {
        var claims = new JwtClaims();
        claims.setIssuer("https://issuer.test");
        claims.setAudience("ropewalk");
        claims.setSubject("system:serviceaccount:ns:name");
        claims.setExpirationTimeMinutesInTheFuture(1_000_000);
        claims.setGeneratedJwtId();
        var jws = new JsonWebSignature();
        jws.setPayload(claims.toJson());
        jws.setKey(key.getPrivateKey());
        jws.setKeyIdHeaderValue(key.getKeyId());
        jws.setAlgorithmHeaderValue("RS256");
        return jws.getCompactSerialization();
    }
}
