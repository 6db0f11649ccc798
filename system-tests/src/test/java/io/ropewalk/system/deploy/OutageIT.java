package io.ropewalk.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ropewalk.system.run.AlertOps;
import io.ropewalk.system.run.Api;
import io.ropewalk.system.run.Fleet;
import io.ropewalk.system.run.Honesty;
import io.ropewalk.system.run.Kafka;
import io.ropewalk.system.run.Kind;
import io.ropewalk.system.run.Load;
import io.ropewalk.system.run.Outcome;
import io.ropewalk.system.run.Pod;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the five services stand on is taken away under load and given back: Kafka and Neo4j
 * together, PostgreSQL, auth-service, Falcon; refused in one test, silent in the other. The same
 * processes go on by themselves, nothing is lost or doubled, and the alert rule for it fires
 * meanwhile, not before and not after.
 *
 * <p>Time is stretched for the rules: all pods are scraped every {@link #EVERY}, and each scrape
 * counts as one a minute, so that a real second stands for four minutes here and for half a minute
 * with {@code -Psoak}. An outage lasts {@link #MINUTES} such minutes from when a service notices it
 * on: longer than the longest {@code for} of the rules that are asked for, 15 minutes. What grows
 * with real time, as an age in seconds does, is not stretched, so rules about ages are not asked.
 */
@Tag("soak")
class OutageIT {
    private static final int SECONDS = Integer.getInteger("outage.seconds", 6);
    private static final int MINUTES = 24;

    /** From so many seconds on, what takes long to be noticed when it is silent is silent, too. */
    private static final int LONG = 60;

    private static final Duration EVERY = Duration.ofMillis(SECONDS * 1_000L / MINUTES);
    private static final int QUIET_MINUTES = 12;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String CALLS = "ropewalk_alerts_falcon_call_duration_seconds_count";
    private static final Logger LOG = System.getLogger(OutageIT.class.getName());

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private Fleet fleet;
    private Kafka kafka;
    private Load load;
    private Scrapes scrapes;
    private List<Pod> pods;
    private final List<Span> spans = new ArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();

    /** An outage by its minutes. */
    private record Span(String what, int begin, int end, int after, Set<String> alerts) {}

    /**
     * An outage.
     *
     * @param noticed whether the metrics show it
     * @param notReady services that have to say so
     * @param unanswered services whose process itself is stopped
     * @param alerts that have to fire
     */
    private record Outage(
            String what,
            Runnable away,
            Runnable back,
            BooleanSupplier noticed,
            Set<Kind> notReady,
            Set<Kind> unanswered,
            Set<String> alerts) {}

    @BeforeEach
    void start() {
        kafka = Kafka.in(folder);
        var settings = new EnumMap<Kind, Map<String, String>>(Load.settings());
        var stream = new HashMap<>(settings.get(Kind.STREAM));
        stream.put("ROPEWALK_SINKS_LAKE_TYPE", "kafka");
        stream.put("ROPEWALK_SINKS_LAKE_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        stream.put("ROPEWALK_SINKS_LAKE_TOPIC", Kafka.TOPIC);
        stream.put("ROPEWALK_SINKS_LAKE_DELIVERY_TIMEOUT", "2s");
        stream.put("ROPEWALK_SINKS_LAKE_RETRY_MAX_DELAY", "1s");
        settings.put(Kind.STREAM, stream);
        fleet = Fleet.in(folder, settings);
        Load.seed(fleet.suite(), Load.PARTITIONS);
        fleet.startEach(1);
        pods = fleet.pods();
        scrapes = new Scrapes(fleet);
        load = new Load(fleet, 1).begin();
        await().atMost(PATIENCE).until(() -> !kafka.events().isEmpty());
    }

    @AfterEach
    void stop() {
        kafka.process().close();
        fleet.close();
    }

    @Test
    void whatRefusesIsNoticedToldAndOutlived() throws Exception {
        quiet();
        suffer(
                sinkAndGraph(
                        () -> {
                            kafka.process().kill();
                            fleet.graphRelay().cut();
                        },
                        () -> {
                            kafka.start();
                            fleet.graphRelay().mend();
                        }));
        suffer(database(fleet.postgresRelay()::cut));
        suffer(tokens(fleet.authRelay()::cut, fleet.authRelay()::mend));
        suffer(falcon(fleet.falconRelay()::cut));
        assertOutlived();
    }

    @Test
    void whatFallsSilentIsNoticedToldAndOutlived() throws Exception {
        quiet();
        suffer(
                sinkAndGraph(
                        () -> {
                            kafka.process().freeze();
                            loseGraph();
                        },
                        () -> {
                            kafka.process().resume();
                            fleet.graphRelay().mend();
                        }));
        suffer(database(fleet.postgresRelay()::silence));
        Pod auth = fleet.pods(Kind.AUTH).getFirst();
        suffer(
                new Outage(
                        "auth-service frozen",
                        auth.process()::freeze,
                        auth.process()::resume,
                        () -> scrapes.newest("up", "auth-service").contains(0.0),
                        Set.of(),
                        Set.of(Kind.AUTH),
                        Set.of("RopewalkServiceDown")));
        if (SECONDS >= LONG) {
            suffer(falcon(fleet.falconRelay()::silence));
        }
        assertOutlived();
    }

    /**
     * The driver takes up to two minutes to give up a silent connection, as the server tells it.
     */
    private void loseGraph() {
        if (SECONDS >= LONG) {
            fleet.graphRelay().silence();
        } else {
            fleet.graphRelay().cut();
        }
    }

    private Outage sinkAndGraph(Runnable away, Runnable back) {
        return new Outage(
                "Kafka and Neo4j",
                away,
                back,
                () ->
                        scrapes.newest("ropewalk_inventory_graph_up").contains(0.0)
                                && scrapes.newest(
                                                "ropewalk_stream_sink_state", "state=\"retrying\"")
                                        .contains(1.0),
                Set.of(),
                Set.of(),
                Set.of("RopewalkInventoryGraphAway", "RopewalkStreamSinkRetrying"));
    }

    private Outage database(Runnable away) {
        return new Outage(
                "PostgreSQL",
                away,
                fleet.postgresRelay()::mend,
                () ->
                        List.of("inventory", "stream", "ioc", "alerts").stream()
                                .allMatch(it ->
                                        scrapes.newest("ropewalk_" + it + "_state_database_up")
                                                .contains(0.0)),
                EnumSet.of(Kind.INVENTORY, Kind.STREAM, Kind.IOC, Kind.ALERTS),
                Set.of(),
                Set.of("RopewalkStateDatabaseAway"));
    }

    /**
     * Falcon takes the token away meanwhile, or nobody would need auth-service for half an hour.
     */
    private Outage tokens(Runnable away, Runnable back) {
        return new Outage(
                "auth-service",
                () -> {
                    away.run();
                    fleet.suite()
                            .simulated()
                            .fault("/alerts/*", 0, "1", "{\"type\":\"expired-token\"}");
                },
                back,
                this::callsFail,
                Set.of(),
                Set.of(),
                Set.of("RopewalkFalconUnreachable"));
    }

    private Outage falcon(Runnable away) {
        return new Outage(
                "Falcon",
                away,
                fleet.falconRelay()::mend,
                this::callsFail,
                Set.of(),
                Set.of(),
                Set.of("RopewalkFalconUnreachable"));
    }

    /** Since the scrape before. */
    private boolean callsFail() {
        return scrapes.grown(CALLS, "category=\"network\"") > 0
                || scrapes.grown(CALLS, "category=\"timeout\"") > 0;
    }

    /** Some minutes in which nothing is wrong. */
    private void quiet() {
        for (int minute = 0; minute < QUIET_MINUTES; minute++) {
            minute();
        }
    }

    private void minute() {
        Instant next = Instant.now().plus(EVERY);
        scrapes.take();
        for (Pod pod : pods) {
            ask(pod);
        }
        await().pollInterval(Duration.ofMillis(5)).until(() -> Instant.now().isAfter(next));
    }

    /** Somebody is always asking; no answer may take a failure for "there is nothing". */
    private void ask(Pod pod) {
        if (pod.kind() != Kind.ALERTS) {
            return;
        }
        Thread.startVirtualThread(() -> {
            try {
                Api.Answer answer =
                        pod.api()
                                .bearer(fleet.suite().jwt().token("viewer"))
                                .get(AlertOps.TENANT + "/detections?limit=3");
                if (answer.status() == 200 && answer.json().path("items").isEmpty()) {
                    faults.add("detections: " + answer.body());
                }
            } catch (UncheckedIOException _) {
                // No answer is not a wrong one.
            }
        });
    }

    private void suffer(Outage outage) {
        int begin = scrapes.count() - 1;
        Instant limit = Instant.now().plus(PATIENCE);
        outage.away().run();
        do {
            minute();
            assertThat(Instant.now()).as(outage.what() + " was noticed").isBefore(limit);
        } while (!outage.noticed().getAsBoolean());
        LOG.log(
                Level.INFO,
                "{0}: noticed after {1} scrapes",
                outage.what(),
                scrapes.count() - begin);
        for (int minute = 0; minute < MINUTES; minute++) {
            minute();
        }
        for (Pod pod : pods) {
            if (!outage.unanswered().contains(pod.kind())) {
                assertThat(pod.isLive()).as(pod + " is alive without " + outage.what()).isTrue();
                // A busy processor may keep one probe waiting.
                await(pod + " says whether it is ready without " + outage.what())
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> pod.saysReady() == !outage.notReady().contains(pod.kind()));
            }
        }
        int end = scrapes.count() - 1;
        outage.back().run();
        Instant back = Instant.now();
        await().atMost(PATIENCE).until(() -> pods.stream().allMatch(Pod::isReady));
        await().atMost(PATIENCE)
                .until(() ->
                        pods.stream()
                                .allMatch(it ->
                                        Honesty.mainJob(fleet.suite(), it).status() / 100 == 2));
        do {
            minute();
        } while (outage.noticed().getAsBoolean() && Instant.now().isBefore(back.plus(PATIENCE)));
        LOG.log(
                Level.INFO,
                "{0}: recovered within {1} s",
                outage.what(),
                Duration.between(back, Instant.now()).toSeconds());
        quiet();
        spans.add(new Span(outage.what(), begin, end, scrapes.count() - 1, outage.alerts()));
    }

    private void assertOutlived() throws Exception {
        load.end();
        // The same processes.
        assertThat(fleet.pods()).isEqualTo(pods).noneMatch(Pod::isGone);
        assertThat(faults).isEmpty();
        everyEventArrived();
        Outcome.indicatorsAreMirrored(fleet, load.life());
        Outcome.alertsWereClosedOnce(fleet, load);
        Outcome.graphIsTheEstate(fleet, load);
        assertThat(fleet.suite().simulated().violations().path("violations")).isEmpty();
        LOG.log(Level.INFO, "{0}; {1}", load, spans);
        assertAlerts();
    }

    private void everyEventArrived() {
        long sent =
                fleet.suite()
                        .simulated()
                        .streams()
                        .path("partitions")
                        .valueStream()
                        .mapToLong(it -> it.path("count").asLong())
                        .sum();
        await().atMost(PATIENCE).until(() -> kafka.events().size() == sent);
        long twice = kafka.events().values().stream().filter(times -> times > 1).count();
        LOG.log(Level.INFO, "{0} events in Kafka, {1} of them again", sent, twice);
        // A batch of each partition, whenever Kafka or the database went away in the middle of it.
        assertThat(twice).isLessThan((long) Load.PARTITIONS * Load.BATCH_OF_EVENTS * spans.size());
    }

    private void assertAlerts() throws Exception {
        var promtool = Promtool.find();
        assumeTrue(promtool.isPresent(), Promtool.MISSING);
        List<Integer> minutes = new ArrayList<>();
        for (Span span : spans) {
            minutes.addAll(List.of(span.begin(), span.end(), span.after()));
        }
        List<SortedSet<String>> firing = scrapes.firing(promtool.orElseThrow(), folder, minutes);
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            List<SortedSet<String>> its = firing.subList(3 * i, 3 * i + 3);
            LOG.log(Level.INFO, "{0}: before, during and after fire {1}", span.what(), its);
            assertThat(its.get(0)).as("before %s", span).doesNotContainAnyElementsOf(span.alerts());
            assertThat(its.get(1)).as("during %s", span).containsAll(span.alerts());
            assertThat(its.get(2)).as("after %s", span).doesNotContainAnyElementsOf(span.alerts());
        }
    }
}
