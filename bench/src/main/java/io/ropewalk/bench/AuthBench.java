package io.ropewalk.bench;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Token answers a second from the cache of auth-service, beside what a bare HTTP server answers to
 * the same load on the same machine in the same run.
 */
final class AuthBench {
    private static final int ROUNDS = 5;
    private static final int GOAL = 5_000;
    private static final Duration LENGTH = Duration.ofSeconds(5);

    private AuthBench() {}

    public static void main(String[] args) throws Exception {
        Path root = Path.of(args[0]);
        int connections = args.length > 1 ? Integer.parseInt(args[1]) : 16;
        int simulator = Part.freePort();
        int api = Part.freePort();
        int management = Part.freePort();
        try (var _ =
                        Part.start(
                                "simulator",
                                root.resolve("simulator/target/simulator.jar"),
                                List.of("-Xmx256m", "-XX:+UseSerialGC"),
                                Map.of("ROPEWALK_SIMULATOR_PORT", String.valueOf(simulator)),
                                URI.create("http://127.0.0.1:" + simulator + "/_sim/health"));
                var _ =
                        Part.start(
                                "auth-service",
                                root.resolve("auth-service/target/quarkus-app/quarkus-run.jar"),
                                List.of("-Xmx256m"),
                                environment(simulator, api, management),
                                URI.create("http://127.0.0.1:" + management + "/q/health/ready"))) {
            measure(new Load(api, connections), new Load(simulator, connections));
        }
    }

    private static Map<String, String> environment(int simulator, int api, int management) {
        return Map.of(
                "ROPEWALK_TENANTS_DEMO_CLIENT_ID", "sim-client",
                "ROPEWALK_TENANTS_DEMO_CLIENT_SECRET", "sim-secret",
                "ROPEWALK_TENANTS_DEMO_CLOUD", "custom",
                "ROPEWALK_TENANTS_DEMO_BASE_URL", "http://127.0.0.1:" + simulator,
                "ROPEWALK_CALLERS_BENCH_SECRET", "bench-secret",
                "ROPEWALK_CALLERS_BENCH_TENANTS", "demo",
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_HTTP_PORT", String.valueOf(api),
                "QUARKUS_MANAGEMENT_PORT", String.valueOf(management));
    }

    // command line: prints on purpose
    private static void measure(Load auth, Load bare) throws Exception {
        String token = tokenRequest();
        String health = "GET /_sim/health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        auth.run(token, LENGTH);
        bare.run(health, LENGTH);
        double[] answers = new double[ROUNDS];
        double[] ratios = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            var ours = auth.run(token, LENGTH);
            var limit = bare.run(health, LENGTH);
            if (ours.failures() > 0) {
                throw new IllegalStateException(
                        ours.failures() + " of " + ours.answers() + " answers were not 200");
            }
            answers[i] = ours.perSecond();
            ratios[i] = ours.perSecond() / limit.perSecond();
            System.out.printf(
                    Locale.ROOT,
                    "round %d: %,.0f token answers/s, bare server %,.0f answers/s, ratio %.2f%n",
                    i + 1,
                    ours.perSecond(),
                    limit.perSecond(),
                    ratios[i]);
        }
        Arrays.sort(answers);
        Arrays.sort(ratios);
        System.out.printf(
                Locale.ROOT,
                "median: %,.0f token answers/s (goal %,d), %.2f of a bare HTTP server, %d connections%n",
                answers[ROUNDS / 2],
                GOAL,
                ratios[ROUNDS / 2],
                auth.connections());
    }

    // command line: end

    /** One token of one tenant, as HTTP/1.1 on a connection that is kept. */
    static String tokenRequest() {
        String body = "grant_type=client_credentials&scope=tenant%3Ademo";
        String basic =
                Base64.getEncoder()
                        .encodeToString("bench:bench-secret".getBytes(StandardCharsets.US_ASCII));
        return "POST /oauth2/token HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Basic "
                + basic
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                + body.length()
                + "\r\n\r\n"
                + body;
    }
}
