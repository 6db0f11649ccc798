package io.ropewalk.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentsTest {
    private static final Directories DIRECTORIES =
            new Directories(Path.of("/checkout"), Path.of("/checkout/.local"));

    private static final Credentials CREDENTIALS = Credentials.fresh();
    private final Ports ports = ports();

    private static Ports ports() {
        var numbers = new EnumMap<Port, Integer>(Port.class);
        for (Port port : Port.values()) {
            numbers.put(port, port.usual());
        }
        return new Ports(numbers);
    }

    private Environments of(Map<String, String> environment, String... arguments) {
        return new Environments(
                DIRECTORIES,
                ports,
                CREDENTIALS,
                Target.of(environment),
                Options.parse(List.of(arguments)));
    }

    private Environments ofCloud() {
        return of(Map.of("FALCON_CLIENT_ID", "id-1", "FALCON_CLIENT_SECRET", "canary"));
    }

    @Test
    void eachServiceHasASecretOfItsOwnThatAuthServiceKnows() {
        Environments environments = of(Map.of());

        assertThat(environments.auth())
                .containsEntry(
                        "ROPEWALK_CALLERS_INVENTORY_SECRET",
                        environments.inventory().get("ROPEWALK_AUTH_SECRET"))
                .containsEntry(
                        "ROPEWALK_CALLERS_STREAM_SECRET",
                        environments.stream().get("ROPEWALK_AUTH_SECRET"))
                .containsEntry("ROPEWALK_CALLERS_STREAM_TENANTS", "demo");
        assertThat(environments.inventory().get("ROPEWALK_AUTH_SECRET"))
                .isNotEqualTo(environments.stream().get("ROPEWALK_AUTH_SECRET"));
    }

    @Test
    void theMirrorGoesFromTheSimulatedOpenCtiToTheSimulatedCustomer() {
        Environments environments = of(Map.of());

        assertThat(environments.ioc())
                .containsEntry("ROPEWALK_OPENCTI_URL", "http://127.0.0.1:8090/opencti")
                .containsEntry("ROPEWALK_IOC_TENANTS", "demo")
                .containsEntry("ROPEWALK_STATE_URL", "jdbc:sqlite:/checkout/.local/run/ioc-sync.db")
                .containsEntry("QUARKUS_HTTP_PORT", "8084");
        assertThat(environments.auth())
                .containsEntry(
                        "ROPEWALK_CALLERS_IOC_SECRET",
                        environments.ioc().get("ROPEWALK_AUTH_SECRET"))
                .containsEntry("ROPEWALK_CALLERS_IOC_TENANTS", "demo");
    }

    @Test
    void theRealCloudIsOnlyReadUnlessThatWasAllowed() {
        Map<String, String> cloud =
                Map.of("FALCON_CLIENT_ID", "id-1", "FALCON_CLIENT_SECRET", "canary");
        assertThat(of(cloud).alerts()).containsEntry("ROPEWALK_GUARDS_WRITES", "off");
        assertThat(of(cloud, "--allow-writes").alerts())
                .doesNotContainKey("ROPEWALK_GUARDS_WRITES");
        assertThat(of(Map.of()).alerts()).doesNotContainKey("ROPEWALK_GUARDS_WRITES");
    }

    @Test
    void whoeverRunsItMayCloseTheSimulatedAlertsAlone() {
        assertThat(of(Map.of(), "--alerts=20000").alerts())
                .containsEntry("ROPEWALK_ALERTS_CLOSURE_MAX_ALERTS", "20000")
                .containsEntry("ROPEWALK_ALERTS_CLOSURE_APPROVAL_ABOVE", "20000");
        assertThat(of(Map.of()).alerts())
                .containsEntry("ROPEWALK_ALERTS_CLOSURE_MAX_ALERTS", "10000");
        assertThat(ofCloud().alerts().keySet()).noneMatch(key -> key.contains("CLOSURE"));
    }

    @Test
    void nobodyMayWriteIocsToTheRealCloud() {
        assertThat(ofCloud().auth().keySet()).noneMatch(key -> key.contains("_IOC_"));
    }

    @Test
    void eventsOfTheSimulatedCustomerGoBackToTheSimulator() {
        assertThat(of(Map.of()).stream())
                .containsEntry("ROPEWALK_SINKS_LOCAL_TYPE", "http")
                .containsEntry("ROPEWALK_SINKS_LOCAL_URL", "http://127.0.0.1:8090/receivers/http")
                .containsEntry(
                        "ROPEWALK_STATE_URL", "jdbc:sqlite:/checkout/.local/run/event-stream.db");
    }

    @Test
    void eventsOfTheRealCloudGoToFiles() {
        assertThat(ofCloud().stream())
                .containsEntry("ROPEWALK_SINKS_LOCAL_TYPE", "file")
                .containsEntry(
                        "ROPEWALK_SINKS_LOCAL_URL",
                        "/checkout/.local/events/{tenant}-{partition}.ndjson");
    }

    @Test
    void onlyAuthServiceHoldsTheSecretOfTheApiClient() {
        assertThat(ofCloud().auth()).containsValue("canary");
        assertThat(ofCloud().inventory()).doesNotContainValue("canary");
        assertThat(ofCloud().stream()).doesNotContainValue("canary");
    }

    @Test
    void servicesListenOnThisMachineOnly() {
        assertThat(of(Map.of()).stream())
                .containsEntry("QUARKUS_HTTP_HOST", "127.0.0.1")
                .containsEntry("QUARKUS_HTTP_PORT", "8083")
                .containsEntry("QUARKUS_MANAGEMENT_HOST", "127.0.0.1")
                .containsEntry("QUARKUS_MANAGEMENT_PORT", "9083");
    }
}
