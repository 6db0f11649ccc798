package io.ropewalk.falcon.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import io.ropewalk.falcon.alerts.Alert;
import io.ropewalk.falcon.alerts.AlertOperations;
import io.ropewalk.falcon.alerts.AlertProcess;
import io.ropewalk.falcon.call.Operation;
import io.ropewalk.falcon.detects.Behavior;
import io.ropewalk.falcon.detects.BehaviorParent;
import io.ropewalk.falcon.detects.DetectOperations;
import io.ropewalk.falcon.detects.Detection;
import io.ropewalk.falcon.hosts.DeviceMeta;
import io.ropewalk.falcon.hosts.DevicePolicy;
import io.ropewalk.falcon.hosts.Host;
import io.ropewalk.falcon.hosts.HostOperations;
import io.ropewalk.falcon.hosts.HostsApi;
import io.ropewalk.falcon.hosts.ManagedApp;
import io.ropewalk.falcon.identity.IdentityOperations;
import io.ropewalk.falcon.oauth2.OAuth2Operations;
import io.ropewalk.falcon.streams.StreamOperations;
import io.ropewalk.falcon.threatgraph.ThreatGraphApi;
import io.ropewalk.falcon.threatgraph.ThreatGraphOperations;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What we send and read is what the vendor's contract knows. */
class ContractDriftTest {

    private static final Contract CONTRACT = new Contract();
    private static final SnakeCaseStrategy WIRE_NAMES = new SnakeCaseStrategy();

    static Stream<Operation> operations() {
        return Stream.of(
                        HostOperations.ALL,
                        OAuth2Operations.ALL,
                        StreamOperations.ALL,
                        AlertOperations.ALL,
                        DetectOperations.ALL,
                        ThreatGraphOperations.ALL,
                        IdentityOperations.ALL)
                .flatMap(List::stream);
    }

    private static JsonNode upstream(String id) {
        return StreamSupport.stream(CONTRACT.operations().spliterator(), false)
                .filter(operation -> operation.path("operationId").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyOperationIsUpstreamUnderThisVerbAndPath(Operation operation) {
        JsonNode upstream = upstream(operation.id());
        assertThat(upstream.path("method").asText()).isEqualTo(operation.method());
        assertThat(upstream.path("path").asText()).isEqualTo(operation.path());
        assertThat(upstream.path("lifecycle").asText().equals("current"))
                .isEqualTo(operation.lifecycle() == Operation.Lifecycle.CURRENT);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void everyScopeIsTheOneUpstreamNames(Operation operation) {
        JsonNode scopes = upstream(operation.id()).path("scopes");
        if (scopes.isArray()) {
            assertThat(scopes)
                    .extracting(JsonNode::asText)
                    .containsExactly(operation.scope().orElseThrow().replace(": ", ":"));
        }
    }

    @Test
    void pagesAreNoLargerThanUpstreamAllows() {
        for (String id : List.of("CombinedDevicesByFilter", "QueryDevicesByFilterScroll")) {
            assertThat(upstream(id).path("parameters"))
                    .filteredOn(parameter -> parameter.path("name").asText().equals("limit"))
                    .extracting(parameter -> parameter.path("maximum").asInt())
                    .containsExactly(HostsApi.MAX_PAGE);
        }
    }

    @Test
    void noMoreIsAskedOfTheGraphThanUpstreamAllows() {
        assertThat(upstream("combined_edges_get").path("parameters"))
                .filteredOn(parameter -> parameter.path("name").asText().equals("limit"))
                .extracting(parameter -> parameter.path("maximum").asInt())
                .containsExactly(ThreatGraphApi.MAX_EDGES);
        assertThat(upstream("entities_vertices_getv2").path("parameters"))
                .filteredOn(parameter -> parameter.path("name").asText().equals("ids"))
                .extracting(parameter -> parameter.path("maxItems").asInt())
                .containsExactly(ThreatGraphApi.MAX_VERTEX_IDS);
    }

    @Test
    void everyNameWeBindIsInTheSchema() {
        assertThat(names(Host.class)).isSubsetOf(declared("deviceapi.DeviceSwagger"));
        assertThat(names(DevicePolicy.class)).isSubsetOf(declared("device.DevicePolicy"));
        assertThat(names(DeviceMeta.class)).isSubsetOf(declared("device.DeviceMeta"));
        assertThat(names(ManagedApp.class)).isSubsetOf(declared("device.ManagedApp"));
        assertThat(names(Alert.class)).isSubsetOf(declared("detects.Alert"));
        assertThat(names(AlertProcess.class)).isSubsetOf(declared("DetectsAlertParentDetails"));
        assertThat(names(AlertProcess.class))
                .isSubsetOf(declared("DetectsAlertGrandparentDetails"));
        assertThat(names(Detection.class)).isSubsetOf(declared("domain.APIDetectionDocument"));
        assertThat(names(Behavior.class)).isSubsetOf(declared("detects.Behavior"));
        assertThat(names(BehaviorParent.class)).isSubsetOf(declared("detects.ParentDetails"));
    }

    @Test
    void everyNameOfAStreamIsInTheSchema() {
        assertThat(declared("main.availableStreamV2")).containsAll(StreamJson.STREAM);
        assertThat(declared("main.SessionToken")).containsAll(StreamJson.SESSION);
    }

    @Test
    void everyFieldOfAHostUpstreamIsBound() {
        assertThat(names(Host.class)).containsAll(declared("deviceapi.DeviceSwagger"));
    }

    private static Set<String> names(Class<? extends Record> record) {
        return Arrays.stream(record.getRecordComponents())
                .map(RecordComponent::getName)
                .map(WIRE_NAMES::translate)
                .collect(Collectors.toSet());
    }

    private static Set<String> declared(String schema) {
        return CONTRACT.properties(schema)
                .propertyStream()
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
