package io.ropewalk.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The first thing a new deployment does: a sync, a feed from its oldest event, a mirror from empty,
 * a closure, tokens. The same for what trains a cache and for what is measured.
 *
 * @param simulator base URL of the simulator
 * @param size tokens, hosts, events, indicators or alerts
 */
record FirstJob(URI simulator, HttpClient http, ObjectMapper json, int size) {
    private static final long STUCK_NANOS = TimeUnit.MINUTES.toNanos(3);
    private static final Duration TOKENS = Duration.ofSeconds(1);
    private static final int CALLERS = 4;
    private static final String HASH = "5f".repeat(32);

    /** All that a closure leaves out unless it is named; the alerts are drawn at random. */
    private static final List<String> EVERY_ALERT =
            List.of(
                    "critical",
                    "overwatch",
                    "automated-lead",
                    "linked-case",
                    "assigned-to-others",
                    "recently-updated",
                    "protected-host");

    /** Something that comes true while a service works. */
    private interface Done {
        boolean ask() throws IOException, InterruptedException;
    }

    /** Gives the simulated customer what the job needs, and nothing of the jobs before. */
    void prepare(Service service) throws IOException, InterruptedException {
        int hosts = service == Service.INVENTORY ? size : 100;
        int events = service == Service.STREAM ? size : 0;
        control(
                "scenario",
                "{\"seed\":7,\"hosts\":%d,\"partitions\":1,\"events\":%d}"
                        .formatted(hosts, events));
        if (service == Service.IOC) {
            control("opencti", "{\"seed\":{\"count\":%d,\"silently\":true}}".formatted(size));
        }
        if (service == Service.ALERTS) {
            control(
                    "alerts",
                    "{\"seed\":{\"count\":%d,\"sha256\":\"%s\",\"planted\":%d}}"
                            .formatted(2 * size, HASH, size));
        }
    }

    /**
     * Does the job and returns when it is done.
     *
     * @param port of the service's API on loopback
     */
    void run(Service service, int port) throws IOException, InterruptedException {
        URI api = URI.create("http://127.0.0.1:" + port + "/v1/tenants/" + StartRig.TENANT + "/");
        switch (service) {
            case AUTH -> tokens(port);
            case INVENTORY -> sync(api);
            case STREAM ->
                    await(
                            "delivered events",
                            () -> control("received/http").path("unique").asInt() >= size);
            case IOC -> mirror(api);
            case ALERTS -> closure(api);
        }
    }

    private void tokens(int port) throws IOException, InterruptedException {
        try {
            var load = new Load(port, CALLERS);
            for (long answers = 0; answers < size; ) {
                var outcome = load.run(AuthBench.tokenRequest(), TOKENS);
                if (outcome.failures() > 0) {
                    throw new IOException("auth-service answered " + outcome);
                }
                answers += outcome.answers();
            }
        } catch (ExecutionException e) {
            throw new IOException("auth-service gave no tokens", e);
        }
    }

    private void sync(URI api) throws IOException, InterruptedException {
        String body = "{\"kinds\":[\"hosts\"],\"mode\":\"full\"}";
        URI run = api.resolve("syncs/" + post(api.resolve("syncs"), body).path("id").asText());
        awaitSucceeded("sync", run);
    }

    /** An indicator whose value is none has no IOC, so the ledger tells when all is written. */
    private void mirror(URI api) throws IOException, InterruptedException {
        await(
                "mirrored indicators",
                () -> {
                    JsonNode counts = get(api.resolve("mirror")).path("counts");
                    return counts.path("indicators").asInt() - counts.path("pending").asInt()
                            >= size;
                });
    }

    private void closure(URI api) throws IOException, InterruptedException {
        ObjectNode body = json.createObjectNode();
        body.putArray("hashes").add(HASH);
        EVERY_ALERT.forEach(body.putArray("include")::add);
        body.putObject("action")
                .put("status", "closed")
                .put("resolution", "false_positive")
                .put("comment", "Closed by a benchmark");
        body.put("reason", "bench");
        JsonNode preview = post(api.resolve("closures"), body.toString());
        URI closure = api.resolve("closures/" + preview.path("id").asText());
        ObjectNode execute = json.createObjectNode();
        execute.put("confirmToken", preview.path("confirmToken").asText());
        execute.put("expectedCount", preview.path("total").asInt());
        execute.put("reason", "bench");
        var _ = post(URI.create(closure + "/execute"), execute.toString());
        awaitSucceeded("closure", closure);
    }

    private void awaitSucceeded(String what, URI job) throws IOException, InterruptedException {
        await(
                what,
                () -> {
                    String state = get(job).path("state").asText();
                    if (List.of("failed", "incomplete", "cancelled").contains(state)) {
                        throw new IOException("the " + what + " ended " + get(job));
                    }
                    return state.equals("succeeded");
                });
    }

    private void control(String what, String body) throws IOException, InterruptedException {
        var _ = post(simulator.resolve("/_sim/" + what), body);
    }

    private JsonNode control(String what) throws IOException, InterruptedException {
        return get(simulator.resolve("/_sim/" + what));
    }

    private JsonNode post(URI uri, String body) throws IOException, InterruptedException {
        return new JsonCalls(http, json)
                .json(HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body)));
    }

    private JsonNode get(URI uri) throws IOException, InterruptedException {
        return new JsonCalls(http, json).json(HttpRequest.newBuilder(uri));
    }

    private static void await(String what, Done done) throws IOException, InterruptedException {
        long end = System.nanoTime() + STUCK_NANOS;
        while (!done.ask()) {
            if (System.nanoTime() > end) {
                throw new IOException("waited three minutes for: " + what);
            }
            Thread.sleep(100);
        }
    }
}
