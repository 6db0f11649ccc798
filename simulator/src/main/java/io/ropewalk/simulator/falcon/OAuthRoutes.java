package io.ropewalk.simulator.falcon;

import io.ropewalk.simulator.Scenario;
import io.ropewalk.simulator.Tenant;
import io.ropewalk.simulator.falcon.Envelope.Resources;
import io.ropewalk.simulator.falcon.Route.Access;
import io.ropewalk.simulator.http.HttpAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Tokens for API clients: 201, flat body; errors as the real endpoint words them. */
final class OAuthRoutes implements RouteGroup {
    private static final String DENIED =
            "Failed to issue access token - Client authentication failed";

    private final Supplier<Scenario> scenario;
    private final TokenStore tokens;

    OAuthRoutes(Supplier<Scenario> scenario, TokenStore tokens) {
        this.scenario = scenario;
        this.tokens = tokens;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route("oauth2AccessToken", new Access.Client(), this::token),
                new Route("oauth2RevokeToken", new Access.Client(), this::revoke));
    }

    private Reply token(Call call) {
        var clientId = call.arguments().text("client_id").orElse("");
        var tenant =
                client(clientId)
                        .orElseThrow(() ->
                                Refusal.expected(
                                        400,
                                        "Failed to generate access token for clientID="
                                                + clientId));
        var now = scenario.get();
        if (!tenant.region().equals(now.region())) {
            return redirect(call, tenant.region());
        }
        if (!tenant.clientSecret().equals(call.arguments().text("client_secret").orElse(""))) {
            throw Refusal.expected(403, DENIED);
        }
        var owner =
                call.arguments().text("member_cid").map(cid -> member(tenant, cid)).orElse(tenant);
        var token = tokens.issue(now.seed(), owner.name(), clientId, call.now());
        var answer =
                HttpAnswer.json(
                        201,
                        out -> {
                            out.raw("{\n \"access_token\": ").quoted(token);
                            out.raw(",\n \"expires_in\": ").decimal(TokenStore.LIFE.toSeconds());
                            out.raw(",\n \"token_type\": \"bearer\"\n}\n");
                        });
        return new Reply.Plain(
                call.choices().regionHeader() ? answer.with("X-Cs-Region", now.region()) : answer);
    }

    private static Tenant member(Tenant parent, String cid) {
        return parent.members().stream()
                .filter(member -> member.cid().equals(cid))
                .findFirst()
                .orElseThrow(() -> Refusal.expected(403, Gateway.ACCESS_DENIED));
    }

    private static Reply redirect(Call call, String region) {
        var base =
                Optional.ofNullable(call.choices().regionUrls().get(region))
                        .map(Object::toString)
                        .orElse("https://api." + region + ".crowdstrike.com");
        return redirect(region, base + "/oauth2/token");
    }

    static Reply redirect(String region, String location) {
        return new Reply.Plain(
                HttpAnswer.empty(308).with("Location", location).with("X-Cs-Region", region));
    }

    private Reply revoke(Call call) {
        var credentials = call.request().header("authorization").flatMap(OAuthRoutes::basic);
        var tenant =
                credentials.flatMap(pair ->
                        client(pair[0]).filter(known -> known.clientSecret().equals(pair[1])));
        if (tenant.isEmpty()) {
            throw Refusal.expected(403, Gateway.ACCESS_DENIED);
        }
        tokens.revoke(call.arguments().text("token").orElse(""), tenant.get().clientId());
        var meta = new Envelope(call.meta(), Optional.empty(), List.of(), new Resources.Absent());
        return Call.ok(meta);
    }

    private Optional<Tenant> client(String clientId) {
        return scenario.get().tenants().stream()
                .filter(tenant -> tenant.clientId().equals(clientId))
                .findFirst();
    }

    /** Id and secret of a Basic header; the scheme in any case. */
    private static Optional<String[]> basic(String header) {
        if (!header.regionMatches(true, 0, "basic ", 0, 6)) {
            return Optional.empty();
        }
        try {
            var pair =
                    new String(
                            Base64.getDecoder().decode(header.substring(6).strip()),
                            StandardCharsets.UTF_8);
            var colon = pair.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(
                            new String[] {pair.substring(0, colon), pair.substring(colon + 1)});
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
