package io.ropewalk.inventory.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.falcon.wire.FalconHttp;
import io.ropewalk.inventory.assets.DeliverySettings.PageSizes;
import io.ropewalk.inventory.assets.DeliverySettings.Retry;
import io.ropewalk.inventory.assets.falcon.FalconAssetSource;
import io.ropewalk.inventory.assets.jdbc.JdbcAssetStore;
import io.ropewalk.inventory.assets.sekoia.SekoiaSettings;
import io.ropewalk.inventory.assets.sekoia.SekoiaSink;
import io.ropewalk.inventory.ocsf.OcsfSchema;
import io.ropewalk.inventory.sync.falcon.TokensOf;
import io.ropewalk.inventory.testing.SimulatedFalcon;
import io.ropewalk.simulator.Simulator;
import jakarta.enterprise.context.Dependent;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Deliveries from the simulated Falcon, one after the other, each by a service of its own. */
@Dependent
class AssetJourney {
    static final int DEVICES = 250;
    static final int USERS = 150;
    static final String RECEIVER = "/receivers/sekoia-assets/*";
    private static final String CONNECTOR = "3a1a9c54-6e0a-4b7f-9d5e-0f1e2d3c4b5a";
    private static final Duration SOON = Duration.ofMillis(60);

    private final Simulator simulator;
    private final FalconHttp http;
    private final TokensOf tokens;
    private final JdbcAssetStore store;

    /** State outlives a test; a name of its own keeps it apart. */
    private final String name = "siem-" + UUID.randomUUID();

    private boolean usersFallback;
    private Duration patience = SOON;

    AssetJourney(Simulator simulator, FalconHttp http, TokensOf tokens, JdbcAssetStore store) {
        this.simulator = simulator;
        this.http = http;
        this.tokens = tokens;
        this.store = store;
    }

    /** 250 devices, 150 users, and a receiver that knows none of them. */
    void begin() {
        simulator.clearFaults();
        simulator.scenario(SimulatedFalcon.estates(DEVICES, 5));
        simulator.forgetReceived("sekoia-assets");
    }

    void withUsersFallback() {
        usersFallback = true;
    }

    /** Waits for a sink that is away; otherwise it is given up soon. */
    void patient() {
        patience = Duration.ofMinutes(5);
    }

    String name() {
        return name;
    }

    /** To Sekoia's asset API, as the simulator has it. */
    SekoiaSink sekoia() {
        return new SekoiaSink(
                new SekoiaSettings(
                        name,
                        URI.create(simulator.baseUri() + "/receivers/sekoia-assets"),
                        CONNECTOR,
                        "sim-asset-key",
                        false,
                        SekoiaSettings.CONNECT_TIMEOUT,
                        Duration.ofSeconds(2)),
                Clock.systemUTC());
    }

    /** One delivery of devices and one of users to their ends. */
    List<Delivery> deliver() {
        return deliver(sekoia());
    }

    List<Delivery> deliver(AssetSink sink) {
        var service =
                new AssetService(
                        new FalconAssetSource(
                                http, tokens::tenant, Clock.systemUTC(), usersFallback),
                        store,
                        List.of(new Outlet(sink, Set.of(AssetKind.values()), Set.of())),
                        new AssetService.Outside(
                                () -> Set.of(SimulatedFalcon.ACME), _ -> {}, Clock.systemUTC()),
                        settings());
        assertThat(service.start(SimulatedFalcon.ACME, AssetService.Wish.USUAL))
                .isEqualTo(AssetService.Start.STARTED);
        await().atMost(Duration.ofSeconds(60)).until(service::idle);
        service.stop();
        return service.deliveries(SimulatedFalcon.ACME);
    }

    private AssetService.Settings settings() {
        var retry = new Retry(Duration.ofMillis(5), Duration.ofMillis(20), patience);
        return new AssetService.Settings(
                new DeliverySettings(new PageSizes(60, 40), 100, 0.2, 20, retry),
                Optional.empty(),
                Duration.ofMinutes(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                1);
    }

    void assertAllSucceeded(List<Delivery> deliveries) {
        assertThat(deliveries)
                .extracting(Delivery::state)
                .as(() -> deliveries.toString())
                .containsExactly(DeliveryState.SUCCEEDED, DeliveryState.SUCCEEDED);
    }

    /** All 250 and all 150, by their ids, each sound by the schema of its class. */
    void assertSekoiaHasAll() {
        var received = simulator.assetsReceived();
        assertThat(received.devices().keySet())
                .isEqualTo(new HashSet<>(simulator.deviceIds(SimulatedFalcon.ACME)))
                .hasSize(DEVICES);
        assertThat(received.users()).hasSize(USERS);
        assertThat(received.newest().values())
                .hasSize(DEVICES + USERS)
                .allSatisfy(event -> assertThat(OcsfSchema.faults(event)).isEmpty());
        assertNobodyRemoved();
    }

    void assertNobodyRemoved() {
        assertThat(simulator.assetsReceived().newest().values())
                .map(OcsfSchema::json)
                .noneMatch(AssetJourney::isRemoval);
    }

    static boolean isRemoval(JsonNode event) {
        return event.path("activity_name").asText().equals("Removed");
    }
}
