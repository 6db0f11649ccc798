package io.ropewalk.falcon.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.PageWalk.Step;
import io.ropewalk.falcon.discover.Account;
import io.ropewalk.falcon.discover.AccountFields;
import io.ropewalk.falcon.discover.Application;
import io.ropewalk.falcon.discover.ApplicationFacet;
import io.ropewalk.falcon.discover.ApplicationFields;
import io.ropewalk.falcon.discover.DiscoverApi;
import io.ropewalk.falcon.discover.DiscoveredHost;
import io.ropewalk.falcon.discover.DiscoveredHostFields;
import io.ropewalk.falcon.discover.Login;
import io.ropewalk.falcon.discover.LoginFields;
import io.ropewalk.falcon.fql.Filter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DiscoverOverTheWireTest {

    private static final CallClass CLASS = CallClass.BACKGROUND;

    private final WireRig rig = new WireRig();
    private final RawServer server = rig.server;
    private final DiscoverApi discover = rig.http.discover("acme", rig.tokens);

    @AfterEach
    void closes() {
        rig.close();
    }

    private Step<Application> applications(List<Application> into) {
        return WireRig.end(
                discover.walkApplications(
                        ApplicationFields.VENDOR.equalTo("ACME"),
                        Set.of(ApplicationFacet.HOST_INFO, ApplicationFacet.INSTALL_USAGE),
                        CLASS),
                into);
    }

    @Test
    void applicationsComeByCursor() {
        // Given
        String record = "{\"id\":\"%s\",\"cid\":\"c1\",\"host\":{\"id\":\"h\",\"aid\":\"c1_a1\"}}";
        server.repliesJson(200, WireRig.page("n/1=", 2, record.formatted("x1")));
        server.repliesJson(200, WireRig.page("", 2, record.formatted("x2")));
        List<Application> found = new ArrayList<>();
        // When
        Step<Application> end = applications(found);
        // Then
        assertThat(end).isEqualTo(new Step.Complete<>(2, false));
        assertThat(found).extracting(Application::id).containsExactly("x1", "x2");
        assertThat(found).allSatisfy(it -> assertThat(it.host().aid()).isEqualTo("a1"));
        assertThat(server.requestLine(0))
                .startsWith("GET /discover/combined/applications/v1?")
                .contains("facet=host_info&facet=install_usage")
                .contains("limit=1000")
                .doesNotContain("after=");
        assertThat(rig.parameter(0, "filter")).isEqualTo("vendor:'ACME'");
        assertThat(rig.parameter(1, "after")).isEqualTo("n/1=");
    }

    @Test
    void anExpiredCursorIsAFailureOfItsOwn() {
        // Given
        server.repliesJson(200, WireRig.page("n", 2, "{\"id\":\"x1\",\"cid\":\"c1\"}"));
        server.repliesJson(400, "{\"errors\":[{\"code\":400,\"message\":\"bad token\"}]}");
        // When, Then
        assertThat(applications(new ArrayList<>()))
                .isInstanceOfSatisfying(
                        Step.NotComplete.class, it -> assertThat(it.cursorRefused()).isTrue());
    }

    @Test
    void cursorsThatGoRoundInACircleEnd() {
        // Given full pages, which no total can end
        String page =
                IntStream.range(0, DiscoverApi.MAX_PAGE)
                        .mapToObj(i -> "{\"id\":\"x%d\",\"cid\":\"c1\"}".formatted(i))
                        .collect(Collectors.joining(","));
        server.repliesJson(200, WireRig.page("a", 10, page));
        server.repliesJson(200, WireRig.page("b", 10, page));
        server.repliesJson(200, WireRig.page("a", 10, page));
        // When, Then
        assertThat(applications(new ArrayList<>()))
                .isInstanceOfSatisfying(
                        Step.NotComplete.class,
                        it -> assertThat(it.why().message()).contains("repeated a cursor"));
    }

    @Test
    void assetsWithoutASensorHaveNoAgentId() {
        // Given
        server.repliesJson(
                200,
                WireRig.page(
                        "",
                        2,
                        "{\"id\":\"h1\",\"cid\":\"c1\",\"aid\":\"a1_c1\",\"entity_type\":\"managed\"},"
                                + "{\"id\":\"h2\",\"cid\":\"c1\",\"aid\":\"\",\"entity_type\":\"unmanaged\"}"));
        List<DiscoveredHost> found = new ArrayList<>();
        // When
        Step<DiscoveredHost> end =
                WireRig.end(
                        discover.walkHosts(
                                DiscoveredHostFields.CLOUD_PROVIDER.equalTo("AWS"), CLASS),
                        found);
        // Then
        assertThat(end).isEqualTo(new Step.Complete<>(2, false));
        assertThat(found).extracting(DiscoveredHost::aid).containsExactly("a1", null);
    }

    @Test
    void assetsAndApplicationsNeedAFilter() {
        assertThatThrownBy(() -> discover.walkHosts(Filter.NONE, CLASS))
                .hasMessageContaining("name a time or a type");
        assertThatThrownBy(() -> discover.walkApplications(Filter.NONE, Set.of(), CLASS))
                .hasMessageContaining("name a time or a type");
    }

    @Test
    void accountsAreListedAndThenFetched() {
        // Given
        server.repliesJson(200, WireRig.page(1, "\"k1\""));
        server.repliesJson(
                200,
                WireRig.page(
                        1,
                        "{\"id\":\"k1\",\"cid\":\"c1\",\"last_successful_login_aid\":\"c1:a1\"}"));
        List<Account> found = new ArrayList<>();
        // When
        Step<Account> end =
                WireRig.end(
                        discover.walkAccounts(AccountFields.ACCOUNT_TYPE.equalTo("Local"), CLASS),
                        found);
        // Then
        assertThat(end).isEqualTo(new Step.Complete<>(1, false));
        assertThat(found.getFirst().lastSuccessfulLoginAid()).isEqualTo("a1");
        assertThat(server.requestLine(0)).startsWith("GET /discover/queries/accounts/v1?");
        assertThat(server.requestLine(1))
                .isEqualTo("GET /discover/entities/accounts/v1?ids=k1 HTTP/1.1");
    }

    @Test
    void moreLoginsThanTheVendorListsAreNotComplete() {
        // Given
        server.repliesJson(200, WireRig.page(20_000, "\"l1\""));
        server.repliesJson(200, WireRig.page(1, "{\"id\":\"l1\",\"login_event_count\":\"3\"}"));
        server.repliesJson(
                400,
                "{\"errors\":[{\"code\":400,\"message\":\"offset + limit must be less than or equal to 10000\"}]}");
        List<Login> found = new ArrayList<>();
        // When
        Step<Login> end =
                WireRig.end(
                        discover.walkLogins(
                                LoginFields.LOGIN_TIMESTAMP.atOrAfter(
                                        Instant.parse("2026-01-31T12:00:00Z")),
                                CLASS),
                        found);
        // Then
        assertThat(end)
                .isInstanceOfSatisfying(
                        Step.NotComplete.class,
                        it -> assertThat(it.why().message()).contains("equal to 10000"));
        assertThat(found).extracting(Login::loginEventCount).containsExactly(3L);
        assertThat(rig.parameter(0, "sort")).isEqualTo("login_timestamp.asc");
        assertThat(rig.parameter(2, "offset")).isEqualTo("1");
    }
}
