package io.ropewalk.falcon.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import io.ropewalk.falcon.alerts.Alert;
import io.ropewalk.falcon.alerts.AlertOperations;
import io.ropewalk.falcon.alerts.AlertProcess;
import io.ropewalk.falcon.call.Operation;
import io.ropewalk.falcon.cases.CaseOperations;
import io.ropewalk.falcon.detects.Behavior;
import io.ropewalk.falcon.detects.BehaviorParent;
import io.ropewalk.falcon.detects.DetectOperations;
import io.ropewalk.falcon.detects.Detection;
import io.ropewalk.falcon.discover.Account;
import io.ropewalk.falcon.discover.Application;
import io.ropewalk.falcon.discover.DiscoverApi;
import io.ropewalk.falcon.discover.DiscoverOperations;
import io.ropewalk.falcon.discover.DiscoveredHost;
import io.ropewalk.falcon.discover.Login;
import io.ropewalk.falcon.flightcontrol.Child;
import io.ropewalk.falcon.flightcontrol.FlightControlOperations;
import io.ropewalk.falcon.hostgroups.HostGroup;
import io.ropewalk.falcon.hostgroups.HostGroupOperations;
import io.ropewalk.falcon.hostgroups.HostGroupsApi;
import io.ropewalk.falcon.hosts.DeviceMeta;
import io.ropewalk.falcon.hosts.DevicePolicy;
import io.ropewalk.falcon.hosts.Host;
import io.ropewalk.falcon.hosts.HostLogins;
import io.ropewalk.falcon.hosts.HostOperations;
import io.ropewalk.falcon.hosts.HostsApi;
import io.ropewalk.falcon.hosts.ManagedApp;
import io.ropewalk.falcon.identity.IdentityOperations;
import io.ropewalk.falcon.iocs.Indicator;
import io.ropewalk.falcon.iocs.IndicatorMetadata;
import io.ropewalk.falcon.iocs.IndicatorSettings;
import io.ropewalk.falcon.iocs.IndicatorUpdate;
import io.ropewalk.falcon.iocs.IocAction;
import io.ropewalk.falcon.iocs.IocOperations;
import io.ropewalk.falcon.iocs.NewIndicator;
import io.ropewalk.falcon.oauth2.OAuth2Operations;
import io.ropewalk.falcon.policies.PoliciesApi;
import io.ropewalk.falcon.policies.Policy;
import io.ropewalk.falcon.policies.PolicyOperations;
import io.ropewalk.falcon.policies.SensorUpdateSettings;
import io.ropewalk.falcon.prevention.PreventionOperations;
import io.ropewalk.falcon.rtr.RtrOperations;
import io.ropewalk.falcon.spotlight.CisaInfo;
import io.ropewalk.falcon.spotlight.Cve;
import io.ropewalk.falcon.spotlight.EvaluationLogic;
import io.ropewalk.falcon.spotlight.Facet;
import io.ropewalk.falcon.spotlight.Remediation;
import io.ropewalk.falcon.spotlight.RemediationRefs;
import io.ropewalk.falcon.spotlight.SpotlightApi;
import io.ropewalk.falcon.spotlight.SpotlightOperations;
import io.ropewalk.falcon.spotlight.SuppressionInfo;
import io.ropewalk.falcon.spotlight.Vulnerability;
import io.ropewalk.falcon.spotlight.VulnerableApp;
import io.ropewalk.falcon.spotlight.VulnerableHost;
import io.ropewalk.falcon.streams.StreamOperations;
import io.ropewalk.falcon.threatgraph.ThreatGraphApi;
import io.ropewalk.falcon.threatgraph.ThreatGraphOperations;
import io.ropewalk.falcon.users.User;
import io.ropewalk.falcon.users.UserOperations;
import io.ropewalk.falcon.users.UsersApi;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
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
                        SpotlightOperations.ALL,
                        HostGroupOperations.ALL,
                        PolicyOperations.ALL,
                        UserOperations.ALL,
                        DiscoverOperations.ALL,
                        FlightControlOperations.ALL,
                        IdentityOperations.ALL,
                        IocOperations.ALL,
                        PreventionOperations.ALL,
                        CaseOperations.ALL,
                        RtrOperations.ALL)
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
        assertPage("CombinedDevicesByFilter", HostsApi.MAX_PAGE);
        assertPage("QueryDevicesByFilterScroll", HostsApi.MAX_PAGE);
        assertPage("combinedQueryVulnerabilities", SpotlightApi.MAX_PAGE);
        assertPage("queryCombinedHostGroups", HostGroupsApi.MAX_PAGE);
        assertPage("queryCombinedPreventionPolicies", PoliciesApi.MAX_PAGE);
        assertPage("queryCombinedSensorUpdatePoliciesV2", PoliciesApi.MAX_PAGE);
        assertPage("queryUserV1", UsersApi.MAX_PAGE);
        assertPage("combined-applications", DiscoverApi.MAX_PAGE);
        assertPage("combined-hosts", DiscoverApi.MAX_PAGE);
        assertPage("query-accounts", DiscoverApi.MAX_IDS);
        assertPage("query-logins", DiscoverApi.MAX_IDS);
    }

    private static void assertPage(String operation, int most) {
        assertThat(upstream(operation).path("parameters"))
                .filteredOn(parameter -> parameter.path("name").asText().equals("limit"))
                .extracting(parameter -> parameter.path("maximum").asInt())
                .containsExactly(most);
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
        // Some stand only in the wider record of the group members, and come here, too.
        assertThat(names(Host.class))
                .filteredOn(name -> !declared("deviceapi.DeviceSwagger").contains(name))
                .isSubsetOf(declared("device.Device"));
        assertThat(names(HostLogins.class)).isSubsetOf(declared("deviceapi.LoginDetailV1"));
        assertThat(names(HostLogins.Login.class)).isSubsetOf(declared("deviceapi.LoginInfoV1"));
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
    void everyNameOfAFindingIsInTheSchema() {
        assertThat(names(Vulnerability.class))
                .isSubsetOf(declared("domain.BaseAPIVulnerabilityV2"));
        assertThat(names(VulnerableApp.class))
                .isSubsetOf(declared("domain.APIVulnerabilityExtendedAppV2"));
        assertThat(names(EvaluationLogic.class))
                .isSubsetOf(declared("domain.APIEvaluationLogicV1"));
        // Filters name the flag without the block, so a record may do so, too.
        assertThat(names(Cve.class))
                .contains("is_cisa_kev")
                .filteredOn(name -> !name.equals("is_cisa_kev"))
                .isSubsetOf(declared("domain.APIVulnerabilityCVEDetailsFacetV2"));
        assertThat(names(CisaInfo.class))
                .isSubsetOf(declared("domain.APIVulnerabilityCVECISAInfo"));
        assertThat(names(VulnerableHost.class))
                .isSubsetOf(declared("domain.APIVulnerabilityHostFacetV2"));
        assertThat(names(VulnerableHost.Group.class)).isSubsetOf(declared("domain.APIHostGroup"));
        assertThat(names(RemediationRefs.class))
                .isSubsetOf(declared("domain.APIVulnerabilityRemediationFacetV2"));
        assertThat(names(Remediation.class)).isSubsetOf(declared("domain.APIRemediationV2"));
        assertThat(names(SuppressionInfo.class))
                .isSubsetOf(declared("domain.APIVulnerabilitySuppressionInfoV2"));
        assertThat(Facet.values())
                .extracting(Facet::word)
                .containsExactly("host_info", "remediation", "cve", "evaluation_logic");
    }

    @Test
    void everyNameOfTheSmallCollectionsIsInTheSchema() {
        assertThat(names(HostGroup.class)).isSubsetOf(declared("host_groups.HostGroupV1"));
        assertThat(names(Policy.class)).isSubsetOf(declared("sensor_update.PolicyV2"));
        assertThat(names(Policy.class))
                .filteredOn(name -> !name.equals("settings"))
                .isSubsetOf(declared("prevention.PolicyV1"));
        assertThat(names(SensorUpdateSettings.class))
                .isSubsetOf(declared("sensor_update.SettingsRespV2"));
        assertThat(names(User.class)).isSubsetOf(declared("domain.User"));
        assertThat(names(Child.class)).isSubsetOf(declared("domain.ChildLink"));
    }

    @Test
    void everyNameOfDiscoverIsInTheSchema() {
        assertThat(names(Application.class)).isSubsetOf(declared("domain.DiscoverAPIApplication"));
        assertThat(names(Application.Host.class))
                .isSubsetOf(declared("domain.DiscoverAPIApplicationHost"));
        assertThat(names(DiscoveredHost.class)).isSubsetOf(declared("domain.DiscoverAPIHost"));
        assertThat(names(Account.class)).isSubsetOf(declared("domain.DiscoverAPIAccount"));
        assertThat(names(Login.class)).isSubsetOf(declared("domain.DiscoverAPILogin"));
    }

    @Test
    void everyNameOfAnIndicatorIsInTheSchema() {
        assertThat(names(Indicator.class)).isEqualTo(declared("api.IndicatorV1"));
        assertThat(names(IndicatorMetadata.class)).isEqualTo(declared("api.MetadataV1"));
        assertThat(names(IocAction.class)).isEqualTo(declared("api.ActionV1"));
    }

    @Test
    void everythingThatCanBeSetOnAnIndicatorIsInTheSchema() {
        IndicatorSettings all =
                IndicatorSettings.NONE
                        .action("detect")
                        .mobileAction("detect")
                        .severity("high")
                        .source("feed")
                        .description("text")
                        .expiration(Instant.EPOCH)
                        .platforms(List.of("mac"))
                        .tags(List.of("tag"))
                        .hostGroups(List.of())
                        .appliedGlobally(true)
                        .filename("a.exe");
        assertThat(new NewIndicator("md5", "0", all).members().keySet())
                .isEqualTo(declared("api.IndicatorCreateReqV1"));
        assertThat(new IndicatorUpdate("0", all).members().keySet())
                .isEqualTo(declared("api.IndicatorUpdateReqV1"));
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
