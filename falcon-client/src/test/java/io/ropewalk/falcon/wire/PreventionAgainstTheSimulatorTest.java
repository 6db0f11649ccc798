package io.ropewalk.falcon.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.PageWalk.Step;
import io.ropewalk.falcon.call.CallLimits;
import io.ropewalk.falcon.call.CallObserver;
import io.ropewalk.falcon.call.MovingClock;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.oauth2.ClientCredentials;
import io.ropewalk.falcon.prevention.PolicyAction;
import io.ropewalk.falcon.prevention.PolicyDraft;
import io.ropewalk.falcon.prevention.PolicyRecord;
import io.ropewalk.falcon.prevention.PreventionApi;
import io.ropewalk.falcon.prevention.SliderLevel;
import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.FaultRule;
import io.ropewalk.simulator.Scenario;
import io.ropewalk.simulator.Simulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Prevention policies against a strict stand-in. */
@QuarkusTest
class PreventionAgainstTheSimulatorTest {

    private static final CallClass CLASS = CallClass.INTERACTIVE;
    private static final String ENTITIES = "/policy/entities/prevention/v1";

    private Simulator simulator;
    private FalconHttp http;
    private PreventionApi policies;

    @BeforeEach
    void opens() {
        simulator = Simulator.start(Scenario.ofHosts(200));
        http =
                new FalconHttp(
                        FalconHttpOptions.defaults()
                                .withLimits(CallLimits.defaults().withRetries(2)),
                        CallObserver.NONE,
                        new MovingClock().timing());
        policies =
                http.prevention(
                        "default",
                        new GrantedTokens(
                                http.oauth2(),
                                simulator.baseUri(),
                                new ClientCredentials("sim-client", "sim-secret")));
    }

    @AfterEach
    void closes() {
        http.close();
        simulator.close();
    }

    private static <T> T good(FalconResult<T> result) {
        assertThat(result).isInstanceOf(FalconResult.Ok.class);
        return ((FalconResult.Ok<T>) result).value();
    }

    private static FailureCategory failed(FalconResult<?> result) {
        return result.failure().orElseThrow().category();
    }

    private List<PolicyRecord> all() {
        List<PolicyRecord> all = new ArrayList<>();
        assertThat(WireRig.end(policies.walk(Filter.NONE, CLASS), all))
                .isInstanceOf(Step.Complete.class);
        return all;
    }

    private PolicyRecord named(String name) {
        return all().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    }

    private long members(String id) {
        return good(policies.members(id, 0, 1, CLASS)).total().orElseThrow();
    }

    @Test
    void aPolicyIsMadeInTheImageOfAnotherAndIsOff() {
        // Given
        PolicyRecord strict = named("Strict Windows");
        // When
        PolicyRecord made =
                good(
                        policies.create(
                                "Windows",
                                PolicyDraft.NONE
                                        .name("Mine")
                                        .description("of a test")
                                        .slider(
                                                "OnSensorMLSlider",
                                                SliderLevel.AGGRESSIVE,
                                                SliderLevel.CAUTIOUS),
                                Optional.of(strict.id()),
                                CLASS));
        // Then
        assertThat(made.enabled()).isFalse();
        assertThat(made.description()).isEqualTo("of a test");
        assertThat(made.platformName()).isEqualTo("Windows");
        assertThat(made.settings())
                .containsEntry(
                        "OnSensorMLSlider",
                        Map.of("detection", "AGGRESSIVE", "prevention", "CAUTIOUS"))
                .containsEntry("SensorTamperingProtection", Map.of("enabled", true));
        assertThat(all()).hasSize(10).extracting(PolicyRecord::id).contains(made.id());
        assertThat(simulator.violations()).isEmpty();
    }

    @Test
    void aPolicyIsWeakenedAndRestored() {
        // Given
        PolicyRecord before = named("Strict Linux");
        // When
        PolicyRecord weak =
                good(
                        policies.update(
                                before.id(),
                                PolicyDraft.NONE
                                        .name("Weak")
                                        .toggle("SensorTamperingProtection", false),
                                CLASS));
        PolicyRecord after =
                good(
                        policies.update(
                                before.id(),
                                PolicyDraft.NONE.name(before.name()).settingsOf(before),
                                CLASS));
        // Then
        assertThat(weak.name()).isEqualTo("Weak");
        assertThat(weak.settings().get("SensorTamperingProtection"))
                .isEqualTo(Map.of("enabled", false));
        assertThat(weak.settings().get("CloudAntiMalware"))
                .isEqualTo(before.settings().get("CloudAntiMalware"));
        assertThat(after.name()).isEqualTo(before.name());
        assertThat(after.settings()).isEqualTo(before.settings());
    }

    @Test
    void whatASwitchOffChangesShowsInTheMembers() {
        // Given
        PolicyRecord strict = named("Strict Windows");
        long before = members(strict.id());
        // When
        PolicyRecord off =
                good(policies.perform(PolicyAction.DISABLE, strict.id(), Optional.empty(), CLASS));
        // Then
        assertThat(before).isPositive();
        assertThat(off.enabled()).isFalse();
        assertThat(members(strict.id())).isZero();
    }

    @Test
    void groupsComeAndGo() {
        // Given
        PolicyRecord strict = named("Strict Mac");
        String group = strict.groupIds().getFirst();
        // When
        PolicyRecord without =
                good(
                        policies.perform(
                                PolicyAction.REMOVE_HOST_GROUP,
                                strict.id(),
                                Optional.of(group),
                                CLASS));
        PolicyRecord with =
                good(
                        policies.perform(
                                PolicyAction.ADD_RULE_GROUP,
                                strict.id(),
                                Optional.of("rules-7"),
                                CLASS));
        // Then
        assertThat(without.groupIds()).doesNotContain(group);
        assertThat(with.ruleGroupIds()).containsExactly("rules-7");
        assertThat(
                        failed(
                                policies.perform(
                                        PolicyAction.ADD_HOST_GROUP,
                                        strict.id(),
                                        Optional.of("nobody"),
                                        CLASS)))
                .isEqualTo(FailureCategory.NOT_FOUND);
        simulator.ruleGroupParameters("default", Set.of("rule_group_id"));
        assertThat(
                        good(
                                policies.perform(
                                        PolicyAction.REMOVE_RULE_GROUP,
                                        strict.id(),
                                        Optional.of("rules-7"),
                                        CLASS)))
                .as("under the other name of the parameter")
                .extracting(PolicyRecord::ruleGroupIds)
                .isEqualTo(List.of());
    }

    @Test
    void onlyAPolicyThatIsOffIsDeletedAndNeverTheDefault() {
        // Given
        PolicyRecord pilot = named("Pilot Windows");
        PolicyRecord fallback = named("platform_default");
        // When
        FailureCategory whileOn = failed(policies.delete(pilot.id(), CLASS));
        policies.perform(PolicyAction.DISABLE, pilot.id(), Optional.empty(), CLASS);
        FalconResult<String> deleted = policies.delete(pilot.id(), CLASS);
        // Then
        assertThat(whileOn).isEqualTo(FailureCategory.BAD_REQUEST);
        assertThat(good(deleted)).isEqualTo(pilot.id());
        assertThat(failed(policies.delete(fallback.id(), CLASS)))
                .isEqualTo(FailureCategory.BAD_REQUEST);
        assertThat(failed(policies.delete(pilot.id(), CLASS))).isEqualTo(FailureCategory.NOT_FOUND);
        assertThat(good(policies.details(List.of(pilot.id(), fallback.id()), CLASS)))
                .extracting(PolicyRecord::id)
                .containsExactly(fallback.id());
    }

    @Test
    void whatTheVendorRefusesIsSaid() {
        // Given
        PolicyRecord strict = named("Strict Windows");
        // When
        FalconResult<PolicyRecord> unknown =
                policies.update(strict.id(), PolicyDraft.NONE.toggle("NoSuchSetting", true), CLASS);
        FalconResult<PolicyRecord> platform =
                policies.create("Amiga", PolicyDraft.NONE.name("x"), Optional.empty(), CLASS);
        // Then
        assertThat(failed(unknown)).isEqualTo(FailureCategory.BAD_REQUEST);
        assertThat(unknown.failure().orElseThrow().message()).contains("NoSuchSetting");
        assertThat(failed(platform)).isEqualTo(FailureCategory.BAD_REQUEST);
        assertThatThrownBy(() -> policies.create("Mac", PolicyDraft.NONE, Optional.empty(), CLASS))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        policies.perform(PolicyAction.ENABLE, strict.id(), Optional.of("g"), CLASS))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNewPolicyWhoseAnswerWasLostIsNotMadeTwice() {
        // Given
        simulator.arm(FaultRule.once(ENTITIES, new Fault.Reset()));
        // When
        FalconResult<PolicyRecord> lost =
                policies.create("Mac", PolicyDraft.NONE.name("Once"), Optional.empty(), CLASS);
        // Then
        assertThat(failed(lost)).isEqualTo(FailureCategory.NETWORK);
        assertThat(all()).filteredOn(it -> it.name().equals("Once")).hasSize(1);
    }
}
