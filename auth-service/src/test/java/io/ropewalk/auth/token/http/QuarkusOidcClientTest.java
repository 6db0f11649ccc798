package io.ropewalk.auth.token.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.OidcClientConfigBuilder;
import io.quarkus.oidc.client.OidcClients;
import io.quarkus.oidc.client.runtime.OidcClientConfig;
import io.quarkus.oidc.common.runtime.config.OidcClientCommonConfig.Credentials.Jwt;
import io.quarkus.oidc.common.runtime.config.OidcClientCommonConfig.Credentials.Secret;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An ordinary client library, unchanged, gets its tokens here. */
@QuarkusTest
@QuarkusTestResource(Neighbours.class)
class QuarkusOidcClientTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private final OidcClients clients;

    @Inject
    QuarkusOidcClientTest(OidcClients clients) {
        this.clients = clients;
    }

    @Test
    void withTheSecretInTheHeader() throws IOException {
        getsAToken(
                "acme",
                config("all", "acme")
                        .credentials()
                        .clientSecret(TokenEndpointTest.ALL_SECRET, Secret.Method.BASIC)
                        .end()
                        .build());
    }

    @Test
    void withTheSecretInTheForm() throws IOException {
        getsAToken(
                "acme",
                config("all", "acme")
                        .credentials()
                        .clientSecret(TokenEndpointTest.ALL_SECRET, Secret.Method.POST)
                        .end()
                        .build());
    }

    @Test
    void withAServiceAccountTokenFromAFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("token");
        Files.writeString(file, SignedTokens.valid());
        getsAToken(
                "child",
                config("pod", "child")
                        .credentials()
                        .jwt()
                        .source(Jwt.Source.BEARER)
                        .tokenPath(file)
                        .endCredentials()
                        .build());
    }

    @Test
    void revokesATokenItWasToldIsDead() throws IOException {
        var config =
                config("all", "gone")
                        .credentials()
                        .clientSecret(TokenEndpointTest.ALL_SECRET, Secret.Method.BASIC)
                        .end()
                        .build();
        try (OidcClient client = clients.newClient(config).await().atMost(PATIENCE)) {
            String token = client.getTokens().await().atMost(PATIENCE).getAccessToken();
            boolean revoked = client.revokeAccessToken(token).await().atMost(PATIENCE);
            assertThat(revoked).isTrue();
            String next = client.getTokens().await().atMost(PATIENCE).getAccessToken();
            assertThat(next).isNotEqualTo(token);
        }
    }

    private void getsAToken(String tenant, OidcClientConfig config) throws IOException {
        try (OidcClient client = clients.newClient(config).await().atMost(PATIENCE)) {
            var tokens = client.getTokens().await().atMost(PATIENCE);
            assertThat(tokens.getAccessToken()).startsWith("client-" + tenant + "-token-");
            assertThat(tokens.get("falcon_base_url")).startsWith("http://127.0.0.1:");
            assertThat(tokens.isAccessTokenExpired()).isFalse();
        }
    }

    private static OidcClientConfigBuilder config(String caller, String tenant) {
        return new OidcClientConfigBuilder()
                .id(caller + "-" + tenant + "-" + System.nanoTime())
                .authServerUrl(Http.at("").toString())
                .discoveryEnabled(false)
                .tokenPath("/oauth2/token")
                .revokePath("/oauth2/revoke")
                .clientId(caller)
                .scopes("tenant:" + tenant);
    }
}
