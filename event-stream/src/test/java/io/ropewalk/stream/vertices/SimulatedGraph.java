package io.ropewalk.stream.vertices;

import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.FalconToken;
import io.ropewalk.falcon.TokenSource;
import io.ropewalk.falcon.call.CallLimits;
import io.ropewalk.falcon.oauth2.ClientCredentials;
import io.ropewalk.falcon.oauth2.OAuth2Api;
import io.ropewalk.falcon.wire.FalconHttp;
import io.ropewalk.falcon.wire.FalconHttpOptions;
import io.ropewalk.simulator.Scenario;
import io.ropewalk.simulator.Simulator;
import io.ropewalk.simulator.Tenant;
import io.ropewalk.stream.vertices.falcon.FalconGraph;
import io.ropewalk.stream.vertices.falcon.SpentCalls;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The simulator's alerts and graph, through the real client. */
final class SimulatedGraph {
    private static final String AID = "9f8e7d6c5b4a39281706f5e4d3c2b1a0";

    final Simulator simulator =
            Simulator.start(
                    Scenario.ofTenants(
                            List.of(Tenant.of("acme", "client-acme", "secret-acme", 1))));
    final FalconHttp http;

    SimulatedGraph(Shares shares) {
        http =
                new FalconHttp(
                        FalconHttpOptions.defaults()
                                .withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(5))
                                .withLimits(CallLimits.defaults().withRetries(0)),
                        new SpentCalls(shares),
                        Clock.systemUTC());
    }

    String cid() {
        return simulator.scenario().tenants().getFirst().cid();
    }

    /** The composite id of an alert the simulator has. */
    String alert(int number) {
        return cid() + ":ind:" + AID + ":" + number + "-10304-77";
    }

    Graph graph() {
        var tokens = new Tokens();
        return new FalconGraph(
                http.alerts("acme", tokens),
                http.detects("acme", tokens),
                http.threatGraph("acme", tokens),
                () -> http.limitSeen("acme"));
    }

    void close() {
        http.close();
        simulator.close();
    }

    private final class Tokens implements TokenSource {
        private Optional<FalconToken> last = Optional.empty();

        @Override
        public synchronized FalconResult<FalconToken> current() {
            if (last.isPresent()) {
                return FalconResult.ok(last.get(), "");
            }
            var credentials = new ClientCredentials("client-acme", "secret-acme");
            return http.oauth2()
                    .grant(simulator.baseUri(), credentials, Optional.empty())
                    .map(this::keep);
        }

        private FalconToken keep(OAuth2Api.Granted granted) {
            var token = (OAuth2Api.Granted.Token) granted;
            var made =
                    new FalconToken(
                            token.accessToken(),
                            simulator.baseUri(),
                            Instant.now().plusSeconds(token.expiresInSeconds()),
                            Optional.empty());
            last = Optional.of(made);
            return made;
        }

        @Override
        public synchronized void reject(FalconToken dead) {
            last = Optional.empty();
        }
    }
}
