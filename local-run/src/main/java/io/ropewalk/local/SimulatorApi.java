package io.ropewalk.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;

/** The simulator's control. */
final class SimulatorApi {

    /** Where the simulator takes events, under its origin. */
    static final String RECEIVER = "/receivers/http";

    /** What it tells of them. */
    static final String RECEIVED = "/_sim/received/http";

    /** Where its OpenCTI is, under its origin. */
    static final String OPENCTI = "/opencti";

    /** The token and the live stream its OpenCTI knows. */
    static final String OPENCTI_TOKEN = "sim-opencti-token";

    static final String COLLECTION = "9a4b1c1e-0000-4000-8000-000000000001";

    /** What it tells of the IOCs of the simulated customer. */
    static final String IOCS = "/_sim/iocs";

    /** What it tells of the alerts of the simulated customer. */
    static final String ALERTS = "/_sim/alerts";

    private final ServiceApi api;

    SimulatorApi(int port) {
        this.api =
                new ServiceApi("the simulator", URI.create("http://127.0.0.1:" + port + "/"), "");
    }

    /** Gives the simulated customer a feed that holds so many events and gets no more. */
    void feed(int partitions, int events) throws InterruptedException {
        String body = "{\"partitions\":%d,\"events\":%d}".formatted(partitions, events);
        var _ = api.json(api.post("/_sim/scenario", body));
    }

    /**
     * Gives the simulated OpenCTI so many indicators, each of a value of its own.
     *
     * @param silently whether its live stream keeps quiet about them, as before anybody listens
     */
    void indicators(int count, boolean silently) throws InterruptedException {
        String body = "{\"seed\":{\"count\":%d,\"silently\":%b}}".formatted(count, silently);
        var _ = api.json(api.post("/_sim/opencti", body));
    }

    /** The hash of the alerts that are there to be closed. */
    static final String HASH = "5f".repeat(32);

    /** Gives the simulated customer so many open alerts of {@link #HASH}, and as many others. */
    void alerts(int count) throws InterruptedException {
        String body =
                "{\"seed\":{\"count\":%d,\"sha256\":\"%s\",\"planted\":%d}}"
                        .formatted(Math.min(2 * count, Options.MOST), HASH, count);
        var _ = api.json(api.post(ALERTS, body));
    }

    /**
     * Alerts that were written to over the API.
     *
     * @param twice those written more than once
     */
    record Written(long once, long twice) {}

    Written written() throws InterruptedException {
        JsonNode written = api.json(api.get(ALERTS + "?limit=0")).path("written");
        long all = written.valueStream().mapToLong(JsonNode::asLong).sum();
        long once = written.path("1").asLong();
        return new Written(once, all - once);
    }

    /** How many IOCs the simulated customer has. */
    long iocs() throws InterruptedException {
        return api.json(api.get(IOCS + "?limit=0")).path("total").asLong();
    }

    /**
     * What arrived at the receiver, compared with what was sent.
     *
     * @param unique events as sent, each counted once
     * @param wrong events that were never sent, or not with these bytes
     */
    record Received(long unique, long wrong) {}

    Received received() throws InterruptedException {
        JsonNode told = api.json(api.get(RECEIVED));
        return new Received(
                told.path("unique").asLong(),
                told.path("corrupted").asLong() + told.path("unknown").asLong());
    }
}
