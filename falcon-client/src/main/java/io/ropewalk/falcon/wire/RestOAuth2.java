package io.ropewalk.falcon.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.falcon.call.Texts;
import io.ropewalk.falcon.call.TransportException;
import io.ropewalk.falcon.oauth2.ClientCredentials;
import io.ropewalk.falcon.oauth2.OAuth2Transport;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** The token endpoint over its REST client. */
final class RestOAuth2 implements OAuth2Transport {

    private final OAuth2Rest rest;
    private final Wire wire;
    private final FalconJson json;

    RestOAuth2(OAuth2Rest rest, Wire wire, FalconJson json) {
        this.rest = Objects.requireNonNull(rest, "rest");
        this.wire = Objects.requireNonNull(wire, "wire");
        this.json = Objects.requireNonNull(json, "json");
    }

    @Override
    public TokenAnswer token(URI base, ClientCredentials credentials, Optional<String> memberCid)
            throws TransportException {
        return answer(() ->
                rest.token(
                        base,
                        credentials.clientId(),
                        credentials.clientSecret(),
                        memberCid.orElse(null)));
    }

    @Override
    public TokenAnswer revoke(URI base, ClientCredentials credentials, String token)
            throws TransportException {
        String pair = credentials.clientId() + ":" + credentials.clientSecret();
        String basic =
                "Basic "
                        + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return answer(() -> rest.revoke(base, basic, credentials.clientId(), token));
    }

    private TokenAnswer answer(Supplier<Response> request) throws TransportException {
        Wire.Received<JsonNode> received =
                wire.receive(request, body -> json.mapper().readTree(body));
        JsonNode body = received.body().orElseGet(json.mapper()::createObjectNode);
        return new TokenAnswer(
                received.status(),
                received.headers(),
                Optional.of(body.path("access_token").asText("")).filter(text -> !text.isBlank()),
                seconds(body.path("expires_in")),
                Texts.shown(body.path("meta").path("trace_id").asText("")));
    }

    private static OptionalLong seconds(JsonNode value) {
        long seconds = value.asLong(-1);
        return seconds < 0 ? OptionalLong.empty() : OptionalLong.of(seconds);
    }
}
