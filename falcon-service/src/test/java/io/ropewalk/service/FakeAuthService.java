package io.ropewalk.service;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.OidcClients;
import io.quarkus.oidc.client.Tokens;
import io.quarkus.oidc.client.runtime.OidcClientConfig;
import io.ropewalk.kit.tenants.AuthClientConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the OIDC client would answer, and the way to it. */
final class FakeAuthService implements OidcClients, OidcClient, AuthClientConfig {
    static final String FALCON = "https://falcon.test";
    static final String CID = "0123456789abcdef0123456789abcdef";

    private final List<String> revoked = new ArrayList<>();
    private final List<String> assertions = new ArrayList<>();
    private Optional<Path> tokenFile = Optional.empty();
    private Uni<Tokens> answer = Uni.createFrom().failure(new IllegalStateException("not set"));

    void grants(String token) {
        var body = new JsonObject(Map.of("falcon_base_url", FALCON, "cid", CID));
        long end = Instant.now().plusSeconds(1800).getEpochSecond();
        answer = Uni.createFrom().item(new Tokens(token, end, null, null, null, body, "test"));
    }

    void fails(RuntimeException failure) {
        answer = Uni.createFrom().failure(failure);
    }

    List<String> revoked() {
        return revoked;
    }

    /** From here on a service account's token is shown, and no secret. */
    void tokenFile(Path file) {
        tokenFile = Optional.of(file);
    }

    /** The tokens of the service account that were shown. */
    List<String> assertions() {
        return assertions;
    }

    @Override
    public Uni<Tokens> getTokens(Map<String, String> parameters) {
        assertions.addAll(parameters.values());
        return answer;
    }

    @Override
    public Uni<Boolean> revokeAccessToken(String token, Map<String, String> parameters) {
        assertions.addAll(parameters.values());
        revoked.add(token);
        return Uni.createFrom().item(true);
    }

    @Override
    public Uni<Tokens> refreshTokens(String token, Map<String, String> parameters) {
        throw new UnsupportedOperationException();
    }

    @Override
    public OidcClient getClient() {
        return this;
    }

    @Override
    public OidcClient getClient(String id) {
        return this;
    }

    @Override
    public Uni<OidcClient> newClient(OidcClientConfig config) {
        return Uni.createFrom().item(this);
    }

    @Override
    public Optional<URI> url() {
        return Optional.of(URI.create("http://auth.test"));
    }

    @Override
    public Optional<String> caller() {
        return Optional.of("test");
    }

    @Override
    public Optional<String> secret() {
        return tokenFile.isPresent() ? Optional.empty() : Optional.of("never-sent");
    }

    @Override
    public Optional<Path> tokenFile() {
        return tokenFile;
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
