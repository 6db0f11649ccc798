package io.ropewalk.system.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/**
 * Work for a {@link Fleet}, all at once and until it is told to end: events, indicators that
 * change, one full sync after the other of an estate that changes, one closure after the other. Its
 * clients ask ready replicas and, refused or cut off, ask again.
 */
public final class Load {
    public static final int PER_SECOND = 200;
    public static final int PARTITIONS = 3;
    public static final int BATCH_OF_EVENTS = 100;
    public static final int HOSTS = 60;

    /** Those that are quick to write: Neo4j shares the processor with all the others. */
    private static final String KINDS =
            "{\"kinds\":[\"hosts\",\"groups\",\"policies\",\"users\"],\"mode\":\"full\"}";

    private static final int ALERTS = 200;
    private static final int BATCH_OF_ALERTS = 10;
    private static final String CLOSURES = AlertOps.TENANT + "/closures";
    private static final String UPDATES = "/alerts/entities/alerts/v3";
    private static final Set<String> ENDS = Set.of("succeeded", "failed", "incomplete");

    /** A run that is killed twice is there three times. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final int CONFLICT = 409;

    private final Fleet fleet;
    private final IndicatorLife life;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<Integer>> running = new ArrayList<>();
    private volatile boolean over;
    private int closures;
    private int syncs;
    private int indicatorEvents;

    public Load(Fleet fleet, long seed) {
        this.fleet = fleet;
        this.life = new IndicatorLife(fleet.suite().simulated(), seed, 120, 150);
    }

    /** What the services need to be told: small batches, and leases that end soon. */
    public static Map<Kind, Map<String, String>> settings() {
        var stream = new HashMap<String, String>();
        stream.put("ROPEWALK_STREAM_BATCH_SIZE", String.valueOf(BATCH_OF_EVENTS));
        stream.put("ROPEWALK_STREAM_BATCH_MAX_AGE", "200ms");
        stream.put("ROPEWALK_STREAM_BACKOFF_MIN", "100ms");
        stream.put("ROPEWALK_STREAM_BACKOFF_MAX", "1s");
        stream.put("ROPEWALK_STREAM_BUSY_MIN", "200ms");
        stream.put("ROPEWALK_STREAM_BUSY_MAX", "1s");
        stream.put("ROPEWALK_STREAM_DISCOVERIES_PER_MINUTE", "1000");
        stream.put("ROPEWALK_STREAM_LEASE_TTL", "3s");
        return Map.of(
                Kind.STREAM,
                stream,
                Kind.IOC,
                Map.of(
                        "ROPEWALK_IOC_BATCH_SIZE", "20",
                        "ROPEWALK_IOC_LEASE_TTL", "3s",
                        "ROPEWALK_IOC_PERMANENT_DELETE", "true",
                        "ROPEWALK_OPENCTI_BACKOFF_MIN", "100ms",
                        "ROPEWALK_OPENCTI_BACKOFF_MAX", "1s",
                        "ROPEWALK_OPENCTI_PING_EVERY", "1s"),
                Kind.INVENTORY,
                Map.of(
                        "ROPEWALK_INVENTORY_LOGINS_REACH", "P365D",
                        "ROPEWALK_INVENTORY_LEASE_TTL", "6s"),
                Kind.ALERTS,
                Map.of(
                        "ROPEWALK_ALERTS_CLOSURE_MAX_ALERTS", String.valueOf(ALERTS),
                        "ROPEWALK_ALERTS_CLOSURE_APPROVAL_ABOVE", String.valueOf(ALERTS),
                        "ROPEWALK_ALERTS_CLOSURE_BATCH", String.valueOf(BATCH_OF_ALERTS),
                        "ROPEWALK_ALERTS_CLOSURE_LEASE_LIFE", "3s",
                        "ROPEWALK_GUARDS_ALERTS_MAX_PER_HOUR", "1000000"));
    }

    /**
     * The simulator's part. Writes take their time, so that some are on their way at any moment.
     */
    public static void seed(Suite suite, int partitions) {
        suite.simulated()
                .feed(
                        Suite.TENANT,
                        suite.secrets(),
                        "{\"partitions\":%d,\"events\":3000,\"eventsPerSecond\":%d,\"auditEvents\":\"none\",\"releaseDelay\":\"PT0S\",\"secondReader\":\"serve-both\"}"
                                .formatted(partitions, PER_SECOND),
                        HOSTS);
        suite.simulated().alerts("{\"clear\":true,\"rules\":{\"onlyListed\":true}}");
        suite.simulated()
                .fault(UPDATES, 0, "\"forever\"", "{\"type\":\"stall\",\"duration\":\"PT0.2S\"}");
        suite.simulated()
                .fault(
                        Mirroring.IOCS,
                        0,
                        "\"forever\"",
                        "{\"type\":\"stall\",\"duration\":\"PT0.2S\"}");
    }

    /** Begins with all of it. */
    public Load begin() {
        running.add(threads.submit(this::indicators));
        running.add(threads.submit(this::syncs));
        running.add(threads.submit(this::closures));
        return this;
    }

    /** No more work; returns when all that was begun has come to its end. */
    public void end() {
        over = true;
        fleet.suite().simulated().streams("{\"eventsPerSecond\":0}");
        try {
            indicatorEvents = running.get(0).get();
            syncs = running.get(1).get();
            closures = running.get(2).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the load broke off", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private int indicators() {
        int events = 0;
        for (; !over; events += 2) {
            life.go(2);
            pause(Duration.ofMillis(200));
        }
        return events;
    }

    private int syncs() {
        int done = 0;
        for (; !over; done++) {
            fleet.suite().simulated().change(0.1, 0.02, 6);
            sync();
        }
        return done;
    }

    /** A full sync of every kind, once those that others left behind are over. */
    public JsonNode sync() {
        watched(
                Kind.INVENTORY,
                Inventory.SYNCS,
                it -> it.path("items").valueStream().noneMatch(Inventory::isLive));
        String id =
                asked(Kind.INVENTORY, api -> api.post(Inventory.SYNCS, KINDS)).path("id").asText();
        return watched(Kind.INVENTORY, Inventory.SYNCS + "/" + id, it -> !Inventory.isLive(it));
    }

    private int closures() {
        int done = 0;
        for (; !over; done++) {
            String hash = "%064x".formatted(0xabc000L + done);
            fleet.suite()
                    .simulated()
                    .alerts(
                            "{\"seed\":{\"count\":%d,\"sha256\":\"%s\",\"planted\":%d}}"
                                    .formatted(ALERTS, hash, ALERTS));
            close(hash);
        }
        return done;
    }

    private void close(String hash) {
        String body =
                "{\"hashes\":[\"%s\"],\"include\":[\"critical\",\"recently-updated\"],\"action\":{\"resolution\":\"false_positive\",\"comment\":\"benign\"},\"reason\":\"CHG-42\"}"
                        .formatted(hash);
        JsonNode preview = asked(Kind.ALERTS, api -> api.post(CLOSURES, body));
        String closure = CLOSURES + "/" + preview.path("id").asText();
        String confirmation =
                "{\"confirmToken\":\"%s\",\"expectedCount\":%d,\"reason\":\"CHG-42\"}"
                        .formatted(preview.path("confirmToken").asText(), ALERTS);
        asked(
                Kind.ALERTS,
                api -> api.with("Idempotency-Key", hash).post(closure + "/execute", confirmation));
        JsonNode end = ended(closure);
        // As an operator would, once its cause is gone: a replica of auth-service that was killed.
        while (!end.path("state").asText().equals("succeeded")) {
            asked(Kind.ALERTS, api -> api.post(closure + "/resume", "{}"));
            end = ended(closure);
        }
    }

    private JsonNode ended(String closure) {
        return watched(Kind.ALERTS, closure, it -> ENDS.contains(it.path("state").asText()));
    }

    private JsonNode watched(Kind kind, String path, Predicate<JsonNode> wanted) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(300))
                .until(() -> asked(kind, api -> api.get(path)), wanted);
    }

    /** Asks ready replicas until one answers as it should. */
    public JsonNode asked(Kind kind, Function<Api, Api.Answer> question) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> once(kind, question), answer -> answer.status() / 100 == 2)
                .json();
    }

    private Api.Answer once(Kind kind, Function<Api, Api.Answer> question) {
        String token = fleet.suite().jwt().tokenOf("anna", "viewer", "responder");
        for (Pod pod : fleet.ready(kind)) {
            try {
                Api.Answer answer = question.apply(pod.api().bearer(token));
                if (answer.status() / 100 == 4 && answer.status() != CONFLICT) {
                    throw new IllegalStateException(pod + " refuses: " + answer.body());
                }
                return answer;
            } catch (UncheckedIOException _) {
                // Killed under it: the next one.
            }
        }
        return new Api.Answer(0, "", "nobody is ready");
    }

    private static void pause(Duration time) {
        Awaitility.await().pollDelay(time).atMost(time.plusSeconds(30)).until(() -> true);
    }

    public IndicatorLife life() {
        return life;
    }

    /** How many alerts there were to close. */
    public long alerts() {
        return (long) closures * ALERTS;
    }

    @Override
    public String toString() {
        return "%d events of OpenCTI, %d syncs, %d closures of %d alerts"
                .formatted(indicatorEvents, syncs, closures, ALERTS);
    }
}
