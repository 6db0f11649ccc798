package io.ropewalk.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FirstPassTest {
    private static final String SYNCS = "/v1/tenants/demo/syncs";

    /** Arrives in steps: one at each look. */
    private static final class Steps implements Delivery {
        private final String name;
        private final Deque<Long> left;
        private long done;

        Steps(Long... steps) {
            this("delivering events", steps);
        }

        Steps(String name, Long... steps) {
            this.name = name;
            left = new ArrayDeque<>(List.of(steps));
        }

        @Override
        public void look() {
            done += left.isEmpty() ? 0 : left.poll();
        }

        @Override
        public boolean underWay() {
            return !left.isEmpty();
        }

        @Override
        public Progress progress() {
            return new Progress(name, done, OptionalLong.of(30), 0, OptionalLong.empty());
        }

        @Override
        public long delivered() {
            return done;
        }

        @Override
        public Optional<String> note() {
            return Optional.empty();
        }
    }

    private final FakeService inventory = new FakeService();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private int pauses;

    @AfterEach
    void stop() {
        inventory.close();
    }

    private void sync(String state) {
        String body =
                "{\"id\":\"r1\",\"state\":\"%s\",\"progress\":{\"done\":5,\"total\":10}}"
                        .formatted(state);
        inventory.answer("POST " + SYNCS, 202, body);
        inventory.answer("GET " + SYNCS + "/r1", 200, body);
    }

    private Sync run(Delivery delivery, Pause pause) throws InterruptedException {
        return run(List.of(delivery), pause);
    }

    private Sync run(List<Delivery> deliveries, Pause pause) throws InterruptedException {
        var console =
                new Console(
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false,
                        () -> Instant.EPOCH);
        var api = new InventoryApi(inventory.port(), "demo", "the-token");
        return new FirstPass(api, deliveries, () -> {}, console, pause).run();
    }

    @Test
    void waitsForTheEventsWhenTheHostsWereFaster() throws InterruptedException {
        sync("running");
        var delivery = new Steps(10L, 10L, 10L);

        Sync sync = run(delivery, _ -> sync("succeeded"));

        assertThat(sync.succeeded()).isTrue();
        assertThat(delivery.delivered()).isEqualTo(30);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("loading hosts", "delivering events", "30 / 30");
    }

    @Test
    void waitsForTheHostsWhenTheEventsWereFaster() throws InterruptedException {
        sync("running");
        var delivery = new Steps();

        Sync sync =
                run(
                        delivery,
                        _ -> {
                            if (++pauses == 3) {
                                sync("succeeded");
                            }
                        });

        assertThat(sync.succeeded()).isTrue();
        assertThat(pauses).isEqualTo(3);
    }

    @Test
    void waitsForTheSlowestOfSeveralAndLeavesALineOfEach() throws InterruptedException {
        sync("succeeded");
        var events = new Steps("delivering events", 15L, 15L);
        var mirror = new Steps("mirroring indicators", 10L, 10L, 5L, 5L);

        run(List.of(events, mirror), _ -> {});

        assertThat(mirror.delivered()).isEqualTo(30);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .containsSubsequence(
                        "delivering events [########################] 30 / 30",
                        "mirroring indicators [########################] 30 / 30");
    }

    @Test
    void hostsThatCannotBeLoadedEndTheRunBeforeTheEventsDo() {
        sync("failed");

        assertThatThrownBy(() -> run(new Steps(1L, 1L, 1L), _ -> {}))
                .isInstanceOf(Stop.class)
                .hasMessageContaining("The first pass ended failed");
    }
}
