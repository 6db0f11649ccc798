package io.ropewalk.ioc.races;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.ioc.ledger.Quarantined;
import io.ropewalk.ioc.reconcile.Order;
import io.ropewalk.ioc.reconcile.Report;
import io.ropewalk.ioc.testing.ServiceResource;
import io.ropewalk.ioc.testing.TestDatabase;
import io.ropewalk.kit.state.StateDatabase;
import io.ropewalk.simulator.ioc.Ioc;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Events at random, and all that can go wrong at random: duplicates, replays, kills, lost answers,
 * refusals in every form. Falcon ends as if each event had come once and in order; what others put
 * there is as it was; a comparison finds nothing to do. {@code -Dconvergence.seed} repeats a run,
 * {@code -Dconvergence.runs} and {@code -Dconvergence.events} make it longer.
 */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class ConvergenceOverTheWireTest {
    private static final int EVENTS = Integer.getInteger("convergence.events", 5000);
    private static final int RUNS = Integer.getInteger("convergence.runs", 1);
    private static final int ON_POSTGRESQL = 1000;
    private static final Set<String> FOREIGN =
            Set.of("domain v1.example", "domain v2.example", "ipv4 11.0.0.1");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path folder;

    @Test
    void whateverGoesWrongFalconEndsAsIfEachEventHadComeOnceAndInOrder() throws IOException {
        long first = Long.getLong("convergence.seed", ThreadLocalRandom.current().nextLong());
        for (int i = 0; i < RUNS; i++) {
            Path own = Files.createDirectory(folder.resolve("run-" + i));
            run(first + i, EVENTS, () -> TestDatabase.sqlite(own));
        }
    }

    @Test
    void theSameWithTheLedgerInPostgresql() throws IOException {
        long seed = Long.getLong("convergence.seed", ThreadLocalRandom.current().nextLong());
        try (var server = EmbeddedPostgres.start();
                var databases = new TestDatabase.Postgresql(server)) {
            StateDatabase kept = databases.empty();
            run(seed, ON_POSTGRESQL, () -> kept);
        }
    }

    private static void run(long seed, int events, Supplier<StateDatabase> database) {
        var random = new Random(seed);
        boolean permanent = random.nextBoolean();
        var setup =
                new SimulatedMirror.Setup(
                        permanent, 1 + random.nextInt(30), Long.MAX_VALUE, database);
        try (var rig = new SimulatedMirror(setup)) {
            rig.openCti().rules(rig.openCti().rules().withOnlyValid(random.nextBoolean()));
            List<Ioc> foreign = foreign(rig);
            rig.start();
            var world = new World(rig.openCti(), rig.clock(), random);
            storm(rig, world, random, events);
            calm(rig);
            check(rig, world, permanent, foreign);
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(
                    "-Dconvergence.seed=%d -Dconvergence.events=%d; permanent %s"
                            .formatted(seed, events, permanent),
                    failure);
        }
    }

    private static void storm(SimulatedMirror rig, World world, Random random, int events) {
        var trouble = new Trouble(rig, world, random);
        for (int sent = 0; sent < events; ) {
            int some = 1 + random.nextInt(30);
            for (int i = 0; i < some; i++) {
                world.event();
            }
            sent += some;
            if (random.nextBoolean()) {
                trouble.strike();
            }
            rig.clock().advance(Duration.ofSeconds(random.nextInt(20)));
            if (random.nextInt(3) > 0) {
                Marker.passes(rig);
            }
            if (random.nextInt(6) == 0) {
                rig.eventually("all is written", rig::isWritten);
            }
        }
        trouble.ends();
    }

    /** What was set aside is tried again, and time passes. */
    private static void calm(SimulatedMirror rig) {
        Marker.passes(rig);
        rig.eventually("all is written", rig::isWritten);
        for (Quarantined item :
                rig.ledger().quarantined(SimulatedMirror.TENANT, 1000, Optional.empty())) {
            if (item.kind() == Quarantined.Kind.IOC) {
                assertThat(rig.mirror().replay(item)).isTrue();
            }
        }
        rig.clock().freeze(true);
        rig.clock().advance(Duration.ofHours(4));
        String due =
                "SELECT COUNT(*) FROM ioc_entry WHERE ticket > 0 OR (look_at > 0 AND look_at <= %d)"
                        .formatted(rig.clock().millis());
        rig.eventually("all is written that is due", () -> rig.number(due) == 0);
        assertThat(rig.number("SELECT COUNT(*) FROM ioc_quarantine WHERE kind = 'IOC'")).isZero();
    }

    private static void check(
            SimulatedMirror rig, World world, boolean permanent, List<Ioc> foreign) {
        Map<String, String> used = new TreeMap<>();
        for (Ioc ioc : rig.iocs().all()) {
            if (foreign.stream().anyMatch(it -> it.id().equals(ioc.id()))) {
                continue;
            }
            if (!permanent && ioc.tags().contains("TO_DELETE")) {
                assertThat(ioc.action()).as(ioc.value()).isEqualTo("no_action");
                assertThat(ioc.source()).isEqualTo(SimulatedMirror.SOURCE);
            } else {
                used.put(ioc.type() + " " + ioc.value(), Expected.line(ioc));
            }
        }
        assertThat(used).isEqualTo(Expected.of(world.claims(), FOREIGN, rig.clock().instant()));
        assertThat(rig.iocs().all()).containsAll(foreign);
        assertThat(rig.beginnings()).as("failures of the mirror's own").isOne();
        int writes = rig.simulator().requests(SimulatedMirror.WRITES).size();
        rig.mirror().compare(SimulatedMirror.TENANT, Order.USUAL);
        var work = rig.mirror().tenants().get(SimulatedMirror.TENANT);
        rig.eventually("it is compared", () -> work.report().isPresent());
        Report report = work.report().orElseThrow();
        assertThat(report.state()).as("%s", report).isEqualTo(Report.State.SUCCEEDED);
        assertThat(report.isClean()).as("%s", report).isTrue();
        assertThat(rig.simulator().requests(SimulatedMirror.WRITES)).hasSize(writes);
        assertThat(rig.simulator().violations()).isEmpty();
    }

    /** What others have put there: two domains, an address, and a parent's, in our own name. */
    private static List<Ioc> foreign(SimulatedMirror rig) {
        return FOREIGN.stream()
                .map(it -> it.split(" "))
                .map(it -> plant(rig, it[0], it[1], "an analyst", false))
                .collect(
                        Collectors.collectingAndThen(
                                Collectors.toList(),
                                all -> {
                                    all.add(
                                            plant(
                                                    rig,
                                                    "domain",
                                                    "v3.example",
                                                    SimulatedMirror.SOURCE,
                                                    true));
                                    return all;
                                }));
    }

    private static Ioc plant(
            SimulatedMirror rig, String type, String value, String source, boolean parent) {
        var it = JSON.createObjectNode();
        it.put("type", type).put("value", value).put("source", source);
        it.put("action", "detect").put("severity", "critical").put("applied_globally", true);
        it.put("from_parent", parent).putArray("platforms").add("windows");
        return rig.iocs().plant(it, rig.clock().instant(), "somebody");
    }
}
