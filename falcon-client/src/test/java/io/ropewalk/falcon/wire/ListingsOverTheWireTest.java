package io.ropewalk.falcon.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.PageWalk.Step;
import io.ropewalk.falcon.flightcontrol.Child;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.hostgroups.HostGroup;
import io.ropewalk.falcon.hostgroups.HostGroupFields;
import io.ropewalk.falcon.hosts.HostLogins;
import io.ropewalk.falcon.policies.Policy;
import io.ropewalk.falcon.policies.PolicyFields;
import io.ropewalk.falcon.policies.PolicyKind;
import io.ropewalk.falcon.users.User;
import io.ropewalk.falcon.users.UserFields;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Host groups, policies, users, children and recent logins. */
@QuarkusTest
class ListingsOverTheWireTest {

    private static final CallClass CLASS = CallClass.BACKGROUND;

    private final WireRig rig = new WireRig();
    private final RawServer server = rig.server;

    @AfterEach
    void closes() {
        rig.close();
    }

    private Step<HostGroup> groups(Filter filter, List<HostGroup> into) {
        return WireRig.end(rig.http.hostGroups("acme", rig.tokens).walk(filter, CLASS), into);
    }

    private Step<Policy> policies(PolicyKind kind, List<Policy> into) {
        return WireRig.end(
                rig.http
                        .policies("acme", rig.tokens)
                        .walk(kind, PolicyFields.ENABLED.is(true), CLASS),
                into);
    }

    private Step<User> users(List<User> into) {
        return WireRig.end(
                rig.http.users("acme", rig.tokens).walk(UserFields.STATUS.equalTo("active"), CLASS),
                into);
    }

    private Step<Child> children(List<Child> into) {
        return WireRig.end(rig.http.flightControl("acme", rig.tokens).walk(CLASS), into);
    }

    @Test
    void hostGroupsComeByOffsetUntilTheTotalIsReached() {
        // Given a vendor whose pages are shorter than asked for
        server.repliesJson(200, WireRig.page(3, "{\"id\":\"g1\"},{\"id\":\"g2\"}"));
        server.repliesJson(200, WireRig.page(3, "{\"id\":\"g3\",\"name\":\"Servers\"}"));
        List<HostGroup> groups = new ArrayList<>();
        // When
        Step<HostGroup> end = groups(Filter.NONE, groups);
        // Then
        assertThat(end).isEqualTo(new Step.Complete<>(3, false));
        assertThat(groups).extracting(HostGroup::id).containsExactly("g1", "g2", "g3");
        assertThat(server.requestLine(0))
                .startsWith("GET /devices/combined/host-groups/v1?")
                .contains("limit=5000")
                .contains("sort=created_timestamp.asc")
                .doesNotContain("offset=")
                .doesNotContain("filter=");
        assertThat(rig.parameter(1, "offset")).isEqualTo("2");
    }

    @Test
    void noGroupsAreAnAnswer() {
        // Given
        server.repliesJson(200, WireRig.page(0, ""));
        // When, Then
        assertThat(groups(HostGroupFields.NAME.equalTo("x"), new ArrayList<>()))
                .isEqualTo(new Step.Complete<>(0, true));
        assertThat(rig.parameter(0, "filter")).isEqualTo("name:'x'");
    }

    @Test
    void anAnswerThatDoesNotCountIsNotComplete() {
        // Given
        server.repliesJson(200, "{\"resources\":[]}");
        // When, Then
        assertThat(groups(Filter.NONE, new ArrayList<>())).isInstanceOf(Step.NotComplete.class);
    }

    @Test
    void aPageRefusedLaterOnIsNoFaultOfACursor() {
        // Given
        server.repliesJson(200, WireRig.page(2, "{\"id\":\"g1\"}"));
        server.repliesJson(400, "{\"errors\":[{\"code\":400,\"message\":\"too far\"}]}");
        // When, Then
        assertThat(groups(Filter.NONE, new ArrayList<>()))
                .isInstanceOfSatisfying(
                        Step.NotComplete.class,
                        end -> {
                            assertThat(end.cursorRefused()).isFalse();
                            assertThat(end.why().message())
                                    .startsWith("Falcon refused page 2. ")
                                    .endsWith("too far");
                        });
    }

    @Test
    void bothKindsOfPolicyAreReadFromTheirOwnPath() {
        // Given
        String policy =
                "{\"id\":\"p1\",\"platform_name\":\"Linux\",\"enabled\":true,%s\"groups\":[{\"id\":\"g1\"},null,{}]}";
        server.repliesJson(200, WireRig.page(1, policy.formatted("")));
        server.repliesJson(
                200, WireRig.page(1, policy.formatted("\"settings\":{\"build\":\"18110\"},")));
        List<Policy> policies = new ArrayList<>();
        // When
        policies(PolicyKind.PREVENTION, policies);
        policies(PolicyKind.SENSOR_UPDATE, policies);
        // Then
        assertThat(server.requestLine(0)).startsWith("GET /policy/combined/prevention/v1?");
        assertThat(server.requestLine(1)).startsWith("GET /policy/combined/sensor-update/v2?");
        assertThat(rig.parameter(1, "filter")).isEqualTo("enabled:true");
        assertThat(policies).allSatisfy(it -> assertThat(it.groups()).hasSize(1));
        assertThat(policies.getFirst().settings()).isNull();
        assertThat(policies.getLast().settings().build()).isEqualTo("18110");
    }

    @Test
    void eachKindOfPolicyNamesTheScopeItLacks() {
        for (PolicyKind kind : PolicyKind.values()) {
            // Given
            server.repliesJson(403, "{\"errors\":[{\"code\":403,\"message\":\"no\"}]}");
            // When
            Step<Policy> end = policies(kind, new ArrayList<>());
            // Then
            String scope =
                    switch (kind) {
                        case PREVENTION -> "Prevention Policies: read";
                        case SENSOR_UPDATE -> "Sensor update policies: read";
                    };
            assertThat(end)
                    .isInstanceOfSatisfying(
                            Step.NotComplete.class,
                            it -> assertThat(it.why().missingScope()).contains(scope));
        }
    }

    @Test
    void usersAreListedAndThenFetched() {
        // Given
        server.repliesJson(200, WireRig.page(2, "\"u1\",\"u2\""));
        server.repliesJson(
                200, WireRig.page(2, "{\"uuid\":\"u2\"},{\"uuid\":\"u1\",\"uid\":\"jo@x.org\"}"));
        List<User> users = new ArrayList<>();
        // When
        Step<User> end = users(users);
        // Then
        assertThat(end).isEqualTo(new Step.Complete<>(2, false));
        assertThat(users).extracting(User::uuid).containsExactly("u2", "u1");
        assertThat(server.requestLine(0))
                .startsWith("GET /user-management/queries/users/v1?")
                .contains("limit=500");
        assertThat(rig.parameter(0, "sort")).isEqualTo("uid|asc");
        assertThat(server.requests().get(1))
                .startsWith("POST /user-management/entities/users/GET/v1 ")
                .endsWith("{\"ids\":[\"u1\",\"u2\"]}");
        assertThat(users.getLast().toString()).doesNotContain("jo@x.org");
    }

    @Test
    void aUserWhoVanishesInBetweenMakesTheWalkNotComplete() {
        // Given
        server.repliesJson(200, WireRig.page(2, "\"u1\",\"u2\""));
        server.repliesJson(200, WireRig.page(1, "{\"uuid\":\"u1\"}"));
        // When, Then
        assertThat(users(new ArrayList<>()))
                .isInstanceOfSatisfying(
                        Step.NotComplete.class,
                        it -> assertThat(it.why().message()).contains("1 of 2 came"));
    }

    @Test
    void recordsThatCannotBeFetchedEndTheWalk() {
        // Given
        server.repliesJson(200, WireRig.page(1, "\"u1\"")).repliesJson(500, "{}");
        // When, Then
        assertThat(users(new ArrayList<>()))
                .isInstanceOfSatisfying(
                        Step.NotComplete.class,
                        it ->
                                assertThat(it.why().category())
                                        .isEqualTo(FailureCategory.VENDOR_DOWN));
    }

    @Test
    void childrenAreReadWhereverTheirMetaStands() {
        String child = "{\"child_cid\":\"c2\",\"child_of\":\"c1\",\"name\":\"Branch\"}";
        for (String body :
                List.of(
                        "{\"MsaReplyMetaOnly\":{\"meta\":{\"trace_id\":\"t\"},\"errors\":[]},\"resources\":[%s]}",
                        "{\"meta\":{\"trace_id\":\"t\"},\"errors\":null,\"resources\":[%s]}")) {
            // Given
            server.repliesJson(200, WireRig.page(1, "\"c2\""));
            server.repliesJson(207, body.formatted(child));
            List<Child> children = new ArrayList<>();
            // When
            Step<Child> end = children(children);
            // Then
            assertThat(end).isEqualTo(new Step.Complete<>(1, false));
            assertThat(children)
                    .singleElement()
                    .satisfies(it -> assertThat(it.name()).isEqualTo("Branch"));
        }
        assertThat(server.requestLine(0)).startsWith("GET /mssp/queries/children/v1?");
        assertThat(server.requests().get(1))
                .startsWith("POST /mssp/entities/children/GET/v2 ")
                .endsWith("{\"ids\":[\"c2\"]}");
    }

    @Test
    void anErrorInsideTheNestedMetaIsAFailure() {
        // Given
        server.repliesJson(200, WireRig.page(1, "\"c2\""));
        server.repliesJson(
                200,
                "{\"MsaReplyMetaOnly\":{\"errors\":[{\"code\":403,\"message\":\"no\"}]},\"resources\":[]}");
        // When, Then
        assertThat(children(new ArrayList<>()))
                .isInstanceOfSatisfying(
                        Step.NotComplete.class,
                        it -> assertThat(it.why().missingScope()).contains("Flight Control: read"));
    }

    @Test
    void recentLoginsAreReadForManyHostsAtOnce() {
        // Given
        server.repliesJson(
                200,
                "{\"resources\":[{\"device_id\":\"a1_c1\",\"cid\":\"c1\",\"recent_logins\":"
                        + "[{\"login_time\":\"2026-01-31T12:00:00Z\",\"user_name\":\"jo\"},null]}]}");
        // When
        FalconResult<List<HostLogins>> result =
                rig.http.hosts("acme", rig.tokens).logins(List.of("a1"), CLASS);
        // Then
        HostLogins logins = ((FalconResult.Ok<List<HostLogins>>) result).value().getFirst();
        assertThat(logins.deviceId()).isEqualTo("a1");
        assertThat(logins.recentLogins())
                .containsExactly(new HostLogins.Login("2026-01-31T12:00:00Z", "jo"));
        assertThat(logins.toString()).doesNotContain("jo");
        assertThat(server.requests().getFirst())
                .startsWith("POST /devices/combined/devices/login-history/v1 ")
                .endsWith("{\"ids\":[\"a1\"]}");
    }
}
