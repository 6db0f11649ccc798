package io.ropewalk.system;

import static io.ropewalk.system.run.Inventory.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.system.run.Inventory;
import io.ropewalk.system.run.Service;
import io.ropewalk.system.run.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run of every kind that is killed again and again ends in the graph of one that never was.
 * {@code -Psoak} kills ten times, in a larger estate.
 */
class GraphKillIT {
    private static final int HOSTS = Integer.getInteger("graph.hosts", 150);
    private static final int KILLS = Integer.getInteger("graph.kills", 2);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String COPY = "-copy";

    @TempDir private Path folder;

    @Test
    void killsLeaveTheGraphOfAnUndisturbedRun() {
        try (var suite = new Suite(folder)) {
            // Given a graph that was loaded once, twice over, and an estate that has moved on
            suite.startSimulator(HOSTS);
            suite.startAuth(Map.of());
            Service graph = suite.startGraph("graph");
            Inventory loading = start(suite, "inventory");
            JsonNode loaded = loading.awaitEnd(loading.startSync(Inventory.EVERY_KIND));
            assertThat(state(loaded)).as(loaded.toString()).isEqualTo("succeeded");
            loading.process().terminate();
            graph.terminate();
            copy("graph");
            copy("inventory.db");
            suite.simulated().change(0.3, 0.05, 40);
            suite.simulated().inventory("{\"findings\":{\"closed\":0.1,\"touched\":0.2}}");
            // When
            Outcome undisturbed = undisturbed(suite);
            SortedMap<String, String> killed = killed(suite, undisturbed.took());
            // Then
            assertThat(undisturbed.contents()).hasSizeGreaterThan(HOSTS * 20);
            assertThat(killed.keySet()).isEqualTo(undisturbed.contents().keySet());
            assertThat(killed).isEqualTo(undisturbed.contents());
        }
    }

    private record Outcome(SortedMap<String, String> contents, Duration took) {}

    private Outcome undisturbed(Suite suite) {
        Service graph = suite.startGraph("graph");
        Inventory inventory = start(suite, "inventory");
        long begun = System.nanoTime();
        JsonNode run = inventory.awaitEnd(inventory.startSync(Inventory.EVERY_KIND));
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(state(run)).as(run.toString()).isEqualTo("succeeded");
        var contents = suite.graph().contents();
        inventory.process().terminate();
        graph.terminate();
        return new Outcome(contents, took);
    }

    /** Each kill falls somewhere in the first half of what an undisturbed run takes. */
    private SortedMap<String, String> killed(Suite suite, Duration took) {
        suite.startGraph("graph" + COPY);
        long seed = System.nanoTime();
        System.out.println("moments of the kills from seed " + seed);
        var moments = new Random(seed);
        Inventory inventory = start(suite, "inventory" + COPY);
        inventory.startSync(Inventory.EVERY_KIND);
        for (int kill = 0; kill < KILLS; kill++) {
            awaitRun(inventory);
            pause(moments.nextLong(took.toMillis() / 2));
            inventory.process().kill();
            inventory = start(suite, "inventory" + COPY);
        }
        inventory.awaitIdle();
        JsonNode repair = inventory.awaitEnd(inventory.startSync(Inventory.EVERY_KIND));
        assertThat(state(repair)).as(repair.toString()).isEqualTo("succeeded");
        return suite.graph().contents();
    }

    /** A run repeats only what the killed one had not finished, so one may be over by now. */
    private static void awaitRun(Inventory inventory) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    if (inventory.isIdle()) {
                        inventory.startSync(Inventory.EVERY_KIND);
                    }
                    return inventory.liveRuns() == 1;
                });
    }

    /**
     * Logins are kept for longer than any is old, so that none goes out of reach between the two. A
     * year of them would be 1,460 calls a run, and the quota of the minute gone before the end. A
     * killed process is soon known to be gone.
     */
    private static Inventory start(Suite suite, String name) {
        return suite.startInventory(
                name,
                Map.of(
                        "ROPEWALK_INVENTORY_LOGINS_REACH",
                        "P60D",
                        "ROPEWALK_INVENTORY_LEASE_TTL",
                        "6s"));
    }

    /** The moment is what is random here; there is nothing to wait for. */
    private static void pause(long millis) {
        await().pollDelay(Duration.ofMillis(millis)).atMost(PATIENCE).until(() -> true);
    }

    private void copy(String name) {
        Path from = folder.resolve(name);
        Path to = folder.resolve(name.replaceFirst("^\\w+", "$0" + COPY));
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
