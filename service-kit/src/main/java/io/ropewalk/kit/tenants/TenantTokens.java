package io.ropewalk.kit.tenants;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.OidcClientConfigBuilder;
import io.quarkus.oidc.client.OidcClientException;
import io.quarkus.oidc.client.OidcClients;
import io.quarkus.oidc.client.Tokens;
import io.quarkus.oidc.client.runtime.OidcClientConfig;
import io.quarkus.oidc.common.runtime.config.OidcClientCommonConfig.Credentials.Jwt;
import io.quarkus.oidc.common.runtime.config.OidcClientCommonConfig.Credentials.Secret;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tokens from auth-service, by Quarkus' own OIDC client. Keeps the last token of each tenant until
 * shortly before it ends. Calls block.
 */
public final class TenantTokens {
    /**
     * Ask again when less than this is left: auth-service renews at five minutes, so a newer one is
     * there.
     */
    private static final Duration MARGIN = Duration.ofMinutes(2);

    /** What the client says, without a cause, when it got no answer at all. */
    private static final String NO_ANSWER = "OIDC Server is not available";

    /** The error of auth-service that has a {@code category} beside it. */
    private static final String UNAVAILABLE = "temporarily_unavailable";

    private static final String REFUSED = "auth";
    private static final Set<String> PASSING =
            Set.of("network", "timeout", "vendor-down", "throttled", "bug");

    private static final int LONGEST = 300;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final OidcClients clients;
    private final AuthClientConfig config;
    private final Clock clock;
    private final Map<String, Held> held = new ConcurrentHashMap<>();

    public TenantTokens(OidcClients clients, AuthClientConfig config, Clock clock) {
        this.clients = clients;
        this.config = config;
        this.clock = clock;
    }

    /** The token to use now for this tenant. */
    public TokenOutcome current(String tenant) {
        return held(tenant).current();
    }

    /** Says that Falcon refused this token: auth-service drops it, and the next one is another. */
    public void reject(String tenant, TenantToken dead) {
        held(tenant).reject(dead);
    }

    private Held held(String tenant) {
        return held.computeIfAbsent(tenant, Held::new);
    }

    /** One tenant's client and last token. Its lock makes many askers wait for one call. */
    private final class Held {
        private final String tenant;
        private OidcClient client;
        private TenantToken last;

        Held(String tenant) {
            this.tenant = tenant;
        }

        synchronized TokenOutcome current() {
            if (last != null && clock.instant().plus(MARGIN).isBefore(last.expiresAt())) {
                return new TokenOutcome.Granted(last);
            }
            try {
                last = read(client().getTokens(proof()).await().atMost(PATIENCE));
                return new TokenOutcome.Granted(last);
            } catch (RuntimeException e) {
                if (last != null && clock.instant().isBefore(last.expiresAt())) {
                    return new TokenOutcome.Granted(last);
                }
                return refused(tenant, e);
            }
        }

        synchronized void reject(TenantToken dead) {
            if (last != null && last.value().equals(dead.value())) {
                last = null;
            }
            try {
                client().revokeAccessToken(dead.value(), proof()).await().atMost(PATIENCE);
            } catch (RuntimeException _) {
                // auth-service is away; the next current() says so with its category.
                last = null;
            }
        }

        private OidcClient client() {
            if (client == null) {
                client = clients.newClient(clientConfig(tenant)).await().atMost(PATIENCE);
            }
            return client;
        }
    }

    /**
     * Read anew for each call, because the client would keep a token until it ends: one that the
     * cluster replaced before that, with its signing key, is worth nothing any more.
     */
    private Map<String, String> proof() {
        if (config.tokenFile().isEmpty()) {
            return Map.of();
        }
        try {
            return Map.of("client_assertion", Files.readString(config.tokenFile().get()).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("the service account's token cannot be read", e);
        }
    }

    private TenantToken read(Tokens tokens) {
        String base = tokens.get("falcon_base_url");
        if (base == null || tokens.getAccessTokenExpiresAt() == null) {
            throw new OidcClientException("The token answer lacks falcon_base_url or expires_in");
        }
        return new TenantToken(
                tokens.getAccessToken(),
                URI.create(base),
                Instant.ofEpochSecond(tokens.getAccessTokenExpiresAt()),
                Optional.ofNullable(tokens.get("cid")));
    }

    /**
     * The client's message is auth-service's answer as it came, which holds an error of RFC 6749
     * 5.2, never a token or secret.
     */
    private static TokenOutcome refused(String tenant, RuntimeException e) {
        boolean answered = e instanceof OidcClientException && !NO_ANSWER.equals(e.getMessage());
        // A wait that ran out has no message.
        String text = Optional.ofNullable(e.getMessage()).orElse("it did not answer.").strip();
        String category = answered ? REFUSED : "network";
        String reason;
        if (!text.startsWith("{")) {
            reason = text.isEmpty() ? "no reason given" : text.lines().findFirst().get();
        } else {
            try {
                JsonObject answer = new JsonObject(text);
                category = answered ? category(answer) : category;
                reason = reason(answer);
            } catch (DecodeException | ClassCastException unreadable) {
                reason = "its answer cannot be read.";
            }
        }
        return new TokenOutcome.Refused(
                category,
                "auth-service gave no token for tenant " + tenant + ": " + shortened(reason));
    }

    /**
     * What stands behind an answer without a token. Only the kinds that pass are taken as they are:
     * whatever else Falcon objected to is a matter of the API client, and no fault of a request.
     */
    private static String category(JsonObject answer) {
        String told = answer.getString("category", "");
        return UNAVAILABLE.equals(answer.getString("error")) && PASSING.contains(told)
                ? told
                : REFUSED;
    }

    private static String reason(JsonObject answer) {
        String error = answer.getString("error", "no error named");
        String description = answer.getString("error_description", "").strip();
        return description.isEmpty()
                ? error + "."
                : description.replaceAll("\\.$", "") + " (" + error + ").";
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    private OidcClientConfig clientConfig(String tenant) {
        String base = config.url().map(URI::toString).orElseThrow().replaceAll("/+$", "");
        var builder =
                new OidcClientConfigBuilder()
                        .id("ropewalk-" + tenant)
                        .authServerUrl(base)
                        .discoveryEnabled(false)
                        .tokenPath("/oauth2/token")
                        .revokePath("/oauth2/revoke")
                        .clientId(config.caller().orElseThrow())
                        .scopes("tenant:" + tenant)
                        .earlyTokensAcquisition(false);
        if (config.tokenFile().isPresent()) {
            return builder.credentials().jwt().source(Jwt.Source.BEARER).endCredentials().build();
        }
        return builder.credentials()
                .clientSecret(config.secret().orElseThrow(), Secret.Method.BASIC)
                .end()
                .build();
    }
}
