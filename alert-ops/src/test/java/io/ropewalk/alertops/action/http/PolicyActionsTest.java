package io.ropewalk.alertops.action.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.ropewalk.alertops.audit.Audit;
import io.ropewalk.alertops.testing.Api;
import io.ropewalk.alertops.testing.FalconPolicies;
import io.ropewalk.alertops.testing.ServiceResource;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Actions on prevention policies and what they do, against the simulated Falcon. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class PolicyActionsTest {
    private static final String UPDATE = "update_prevention_policies";
    private static final String PERFORM = "perform_prevention_policy_action";

    @Inject Audit audit;
    @Inject ObjectMapper json;

    private String strict;
    private int members;

    @BeforeEach
    void begin() {
        FalconPolicies.reset();
        strict = FalconPolicies.id("Strict Windows");
        members = FalconPolicies.members(strict);
    }

    @AfterEach
    void end() {
        FalconPolicies.reset();
    }

    private static ValidatableResponse update(String id, String settings, String more) {
        return Api.act(
                "admin",
                UPDATE,
                "{\"resources\":[{\"id\":\"%s\",\"settings\":%s}]%s}"
                        .formatted(id, settings, more));
    }

    private static ValidatableResponse perform(String action, String id, String more) {
        return Api.act(
                "admin",
                PERFORM,
                "{\"action_name\":\"%s\",\"ids\":[\"%s\"]%s}".formatted(action, id, more));
    }

    private static String toggle(boolean enabled) {
        return "[{\"id\":\"QuarantineOnWrite\",\"value\":{\"enabled\":%s}}]".formatted(enabled);
    }

    private String confirmed() {
        return ",\"expectedMembers\":" + members;
    }

    @Test
    void policiesComeInTheOrderAskedForAndTheMissingAreNamed() {
        String pilot = FalconPolicies.id("Pilot Mac");
        Api.act(
                        "viewer",
                        "get_prevention_policies",
                        "{\"ids\":[\"%s\",\"%s\",\"%s\",\"%s\",\"no id\"]}"
                                .formatted(strict, "0".repeat(32), pilot, strict))
                .statusCode(200)
                .body(
                        "items.outcome",
                        equalTo(List.of("done", "not-found", "done", "done", "failed")))
                .body("items[4].category", equalTo("bad-request"))
                .body("items[0].resource.name", equalTo("Strict Windows"))
                .body("items[2].resource.name", equalTo("Pilot Mac"))
                .body("items[3].id", equalTo(strict));
    }

    @Test
    void whatWeakensIsAskedForTwice() {
        // When it is sent at once
        update(strict, toggle(false), "")
                .statusCode(200)
                .body("items[0].outcome", equalTo("refused"))
                .body("items[0].message", containsString("dryRun"))
                .body("items[0].message", containsString("(rule policy-weakening)"))
                .body("items[0].resource.difference[0].weakens", equalTo(true));
        // And looked at
        update(strict, toggle(false), ",\"dryRun\":true")
                .statusCode(200)
                .body("items[0].outcome", equalTo("accepted"))
                .body("items[0].message", containsString("expectedMembers " + members + "."))
                .body("items[0].resource.members", equalTo(members))
                .body("items[0].resource.difference", hasSize(1))
                .body(
                        "items[0].resource.difference[0].path",
                        equalTo("settings.QuarantineOnWrite.enabled"))
                .body("items[0].resource.difference[0].from", equalTo(true))
                .body("items[0].resource.difference[0].to", equalTo(false));
        // And confirmed of another number of hosts
        update(strict, toggle(false), ",\"expectedMembers\":" + (members + 1))
                .body("items[0].outcome", equalTo("refused"));
        // Then nothing was changed, until it is confirmed
        assertThat(quarantine(strict)).isEqualTo(true);
        update(strict, toggle(false), confirmed()).body("items[0].outcome", equalTo("done"));
        assertThat(quarantine(strict)).isEqualTo(false);
        update(strict, toggle(false), "").body("items[0].outcome", equalTo("already"));
    }

    private static Object quarantine(String id) {
        return Api.act("viewer", "get_prevention_policies", "{\"ids\":[\"" + id + "\"]}")
                .extract()
                .path(
                        "items[0].resource.prevention_settings.settings.flatten().find{it.id=='QuarantineOnWrite'}.value.enabled");
    }

    @Test
    void aFormerBodyRestoresAPolicy() throws JsonProcessingException {
        // Given
        var before = FalconPolicies.named("Strict Windows").get("prevention_settings");
        Map<String, Object> answered =
                update(
                                strict,
                                "[{\"id\":\"CloudAntiMalware\",\"value\":{\"detection\":\"CAUTIOUS\",\"prevention\":\"AGGRESSIVE\"}},{\"id\":\"QuarantineOnWrite\",\"value\":{\"enabled\":false}}]",
                                confirmed())
                        .body("items[0].outcome", equalTo("done"))
                        .body("items[0].resource.name", equalTo("Strict Windows"))
                        .body(
                                "items[0].resource.difference.weakens",
                                equalTo(List.of(true, false, true)))
                        .extract()
                        .path("items[0].resource.before");
        assertThat(FalconPolicies.named("Strict Windows").get("prevention_settings"))
                .isNotEqualTo(before);
        // When
        String settings = json.writeValueAsString(answered.get("prevention_settings"));
        update(strict, settings, confirmed()).body("items[0].outcome", equalTo("done"));
        // Then
        assertThat(FalconPolicies.named("Strict Windows").get("prevention_settings"))
                .isEqualTo(before);
        Audit.Line line =
                audit
                        .find(
                                new Audit.Wanted(
                                        "acme",
                                        Optional.empty(),
                                        Optional.of(UPDATE),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        6))
                        .stream()
                        .filter(it -> it.event().phase().equals("before"))
                        .toList()
                        .getLast();
        assertThat(line.event().former()).isEqualTo(answered);
        assertThat(line.event().targets()).containsExactly(strict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"id\":\"X\",\"value\":{\"enabled\":\"yes\"}}] | The value of the setting X is wrong",
                "[{\"id\":\"X\",\"value\":{\"enabled\":true,\"more\":1}}] | The value of the setting X is wrong",
                "[{\"id\":\"X\",\"value\":{\"detection\":\"LOUD\",\"prevention\":\"DISABLED\"}}] | DISABLED, CAUTIOUS, MODERATE, AGGRESSIVE, EXTRA_AGGRESSIVE",
                "[{\"id\":\"X\",\"value\":{\"detection\":\"DISABLED\"}}] | The value of the setting X is wrong",
                "[{\"id\":\"X\"}] | The value of the setting X is wrong",
                "[{\"value\":{\"enabled\":true}}] | A setting needs its id",
                "[{\"id\":\"X\",\"value\":true}] | value is not of the kind",
                "[{\"name\":\"c\",\"settings\":[{\"id\":\"X\",\"value\":{}}]}] | The value of the setting X is wrong",
                "[] | There is nothing to change"
            })
    void aSettingThatCannotBeIsRefused(String settings, String words) {
        update(strict, settings, "")
                .statusCode(400)
                .body("category", equalTo("bad-request"))
                .body("detail", containsString(words));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create_prevention_policies | {\"resources\":[{\"name\":\"x\",\"platform_name\":\"windows\"}]} | platform_name must be one of Windows, Mac, Linux",
                "create_prevention_policies | {\"resources\":[{\"name\":\"x\"}]} | platform_name must be one of",
                "create_prevention_policies | {\"resources\":[{\"platform_name\":\"Mac\"}]} | resources[0].name must not be null",
                "create_prevention_policies | {\"resources\":[{\"name\":\" \",\"platform_name\":\"Mac\"}]} | must not be blank",
                "create_prevention_policies | {\"resources\":[{\"name\":\"x\",\"platform_name\":\"Mac\",\"clone_id\":\"x\"}]} | clone_id must be",
                "delete_prevention_policies | {\"ids\":[\"x\"]} | ids[0] must be a policy's id",
                "delete_prevention_policies | {\"ids\":[\"00000000000000000000000000000000\"],\"past\":[null]} | past[0] must not be null",
                "update_prevention_policies | {\"resources\":[{\"id\":\"x\",\"name\":\"y\"}]} | resources[0].id must be a policy's id",
                "perform_prevention_policy_action | {\"ids\":[\"00000000000000000000000000000000\"]} | action_name must be one of enable, disable, add-host-group",
                "perform_prevention_policy_action | {\"action_name\":\"add-host-group\",\"ids\":[\"00000000000000000000000000000000\"]} | needs group_id",
                "perform_prevention_policy_action | {\"action_name\":\"enable\",\"group_id\":\"x\",\"ids\":[\"00000000000000000000000000000000\"]} | takes no group_id"
            })
    void whatCannotBeMeantIsRefused(String slug, String body, String words) {
        Api.act("admin", slug, body).statusCode(400).body("detail", containsString(words));
    }

    @Test
    void aPolicyIsMadeInTheImageOfAnotherOnceForEachName() {
        String body =
                "{\"resources\":[{\"name\":\"Kiosks\",\"description\":\"d\",\"platform_name\":\"Windows\",\"clone_id\":\"%s\",\"settings\":%s}]}"
                        .formatted(strict, toggle(false));
        Api.act("admin", "create_prevention_policies", body)
                .statusCode(200)
                .body("items[0].id", equalTo("Kiosks"))
                .body("items[0].outcome", equalTo("done"))
                .body("items[0].resource.enabled", equalTo(false))
                .body("items[0].resource.description", equalTo("d"))
                .body("items[0].resource.members", equalTo(0))
                .body("items[0].resource.difference.weakens", not(hasItem(true)));
        Api.act("admin", "create_prevention_policies", body)
                .statusCode(200)
                .body("items[0].outcome", equalTo("failed"))
                .body("items[0].category", equalTo("conflict"))
                .body("items[0].message", containsString(FalconPolicies.id("Kiosks")));
    }

    @Test
    void onlyAPolicyThatIsOffIsDeletedAndNeverTheDefault() {
        String fallback = FalconPolicies.id("platform_default");
        for (String id : List.of(strict, fallback)) {
            Api.act("admin", "delete_prevention_policies", "{\"ids\":[\"" + id + "\"]}")
                    .statusCode(200)
                    .body("items[0].outcome", equalTo("failed"))
                    .body("items[0].category", equalTo("bad-request"));
        }
        perform("disable", strict, "").body("items[0].outcome", equalTo("refused"));
        perform("disable", strict, confirmed()).body("items[0].outcome", equalTo("done"));
        String delete = "{\"ids\":[\"%s\"]%s}";
        Api.act("admin", "delete_prevention_policies", delete.formatted(strict, ""))
                .body("items[0].outcome", equalTo("refused"));
        Api.act(
                        "admin",
                        "delete_prevention_policies",
                        delete.formatted(strict, ",\"expectedMembers\":0"))
                .body("items[0].outcome", equalTo("done"))
                .body("items[0].resource.before.name", equalTo("Strict Windows"));
        assertThat(FalconPolicies.all()).noneMatch(it -> it.get("id").equals(strict));
    }

    @Test
    void groupsComeAndGoAndTakingOneAwayWeakens() {
        String group = groups().getFirst();
        String named = ",\"group_id\":\"" + group + "\"";
        perform("add-host-group", strict, named).body("items[0].outcome", equalTo("already"));
        perform("remove-host-group", strict, named).body("items[0].outcome", equalTo("refused"));
        perform("remove-host-group", strict, named + confirmed())
                .body("items[0].outcome", equalTo("done"))
                .body("items[0].resource.difference[0].path", equalTo("groups"))
                .body("items[0].resource.difference[0].from", equalTo(group));
        assertThat(groups()).doesNotContain(group);
        perform("add-host-group", strict, named).body("items[0].outcome", equalTo("done"));
        assertThat(groups()).contains(group);
        perform("add-host-group", strict, ",\"group_id\":\"nobody\"")
                .body("items[0].outcome", equalTo("not-found"))
                .body("items[0].message", containsString("host group not found"));
    }

    private static List<String> groups() {
        return io.restassured.path.json.JsonPath.from(
                        Api.act(
                                        "viewer",
                                        "get_prevention_policies",
                                        "{\"ids\":[\"%s\"]}"
                                                .formatted(FalconPolicies.id("Strict Windows")))
                                .extract()
                                .asString())
                .getList("items[0].resource.groups.id");
    }

    @ParameterizedTest
    @CsvSource({"group_id", "rule_group_id"})
    void ruleGroupsAreAttachedWhateverFalconCallsThem(String parameter) {
        Api.sim(
                        "/_sim/inventory",
                        "{\"tenant\":\"acme\",\"ruleGroupParameters\":[\"%s\"]}"
                                .formatted(parameter))
                .statusCode(200);
        perform("add-rule-group", strict, ",\"group_id\":\"rules-7\"")
                .body("items[0].outcome", equalTo("done"))
                .body("items[0].resource.ioa_rule_groups[0].id", equalTo("rules-7"));
        perform("remove-rule-group", strict, ",\"group_id\":\"rules-7\"" + confirmed())
                .body("items[0].outcome", equalTo("done"))
                .body("items[0].resource.ioa_rule_groups", hasSize(0));
    }

    @Test
    void whatBringsHostsUnderAWeakerPolicyIsConfirmedToo() {
        // Given a policy with a slider that is down, attached to a group of many hosts
        String weak = FalconPolicies.make("Weak");
        String group = ",\"group_id\":\"%s\"".formatted(groups().getFirst());
        perform("add-host-group", weak, group).body("items[0].outcome", equalTo("done"));
        // When
        perform("enable", weak, "").body("items[0].outcome", equalTo("refused"));
        int hosts =
                perform("enable", weak, ",\"dryRun\":true")
                        .body("items[0].resource.difference[0].weakens", equalTo(true))
                        .extract()
                        .path("items[0].resource.members");
        // Then
        perform("enable", weak, ",\"expectedMembers\":" + hosts)
                .body("items[0].outcome", equalTo("done"))
                .body("items[0].resource.enabled", equalTo(true));
    }

    @Test
    void aProtectedPolicyIsChangedOnlyByWhoSaysWhy() {
        String fallback = FalconPolicies.id("platform_default");
        update(fallback, toggle(true), "")
                .body("items[0].outcome", equalTo("refused"))
                .body("items[0].message", containsString("(rule protected-policies)"));
        update(fallback, toggle(true), ",\"past\":[\"protected-policies\"]").statusCode(400);
        update(fallback, toggle(true), ",\"past\":[\"protected-policies\"],\"reason\":\"CHG-1\"")
                .statusCode(200)
                .body("items[0].outcome", equalTo("done"));
    }

    @Test
    void theSameRequestSentAgainIsDoneOnce() {
        String body =
                "{\"resources\":[{\"id\":\"%s\",\"description\":\"again\"}]}".formatted(strict);
        for (int i = 0; i < 2; i++) {
            Api.as("admin")
                    .header("Idempotency-Key", "policy-" + strict)
                    .body(body)
                    .post(Api.of("acme") + "/actions/" + UPDATE)
                    .then()
                    .statusCode(200)
                    .body("items[0].outcome", equalTo("done"));
        }
    }
}
