package io.ropewalk.falcon.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.ropewalk.falcon.CallClass;
import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FakeTokens;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.FalconResult;
import io.ropewalk.falcon.Page;
import io.ropewalk.falcon.call.CallLimits;
import io.ropewalk.falcon.call.CallObserver;
import io.ropewalk.falcon.identity.IdentityApi;
import io.ropewalk.falcon.identity.IdentityUser;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class IdentityOverTheWireTest {

    private static final String LAST = "\"pageInfo\":{\"hasNextPage\":false,\"endCursor\":null}";

    private final RawServer server = new RawServer();
    private FalconHttp http;
    private IdentityApi identity;

    @BeforeEach
    void opens() {
        http =
                new FalconHttp(
                        FalconHttpOptions.defaults()
                                .withLimits(CallLimits.defaults().withRetries(0)),
                        CallObserver.NONE,
                        Clock.systemUTC());
        identity = http.identity("acme", new FakeTokens(server.base()));
    }

    @AfterEach
    void closes() {
        http.close();
        server.close();
    }

    private FalconResult<Page<IdentityUser>> answered(String body) {
        server.repliesJson(200, body);
        return identity.users(Optional.empty(), 50, CallClass.BACKGROUND);
    }

    private static String entities(String nodes, String pageInfo) {
        return "{\"data\":{\"entities\":{\"nodes\":[" + nodes + "]," + pageInfo + "}}}";
    }

    private static Page<IdentityUser> page(FalconResult<Page<IdentityUser>> result) {
        assertThat(result).isInstanceOf(FalconResult.Ok.class);
        return ((FalconResult.Ok<Page<IdentityUser>>) result).value();
    }

    @Test
    void asksForUsersByOneQueryWithoutVariables() {
        server.repliesJson(200, entities("", LAST));
        identity.users(Optional.of("a\"b\\c"), 7, CallClass.BACKGROUND);
        assertThat(server.requestLine(0))
                .isEqualTo("POST /identity-protection/combined/graphql/v1 HTTP/1.1");
        assertThat(server.requests().getFirst())
                .contains("{\"query\":\"{ entities(types: [USER], archived: false,")
                .contains("first: 7, after: \\\"a\\\\\\\"b\\\\\\\\c\\\")")
                .doesNotContain("variables");
    }

    @Test
    void readsWhatThereIsOfAUser() {
        Page<IdentityUser> page =
                page(
                        answered(
                                entities(
                                        "{\"entityId\":\"e-1\",\"primaryDisplayName\":\"J\",\"riskScore\":0.29,"
                                                + "\"emailAddresses\":[\"j@x.example\",null],\"roles\":null,"
                                                + "\"accounts\":[{\"domain\":\"D\",\"enabled\":true,\"objectSid\":\"S-1\"},{}],"
                                                + "\"unknown\":{\"a\":[1]}}",
                                        "\"pageInfo\":{\"hasNextPage\":true,\"endCursor\":\"c-2\"}")));
        assertThat(page.next()).contains("c-2");
        assertThat(page.total()).isEmpty();
        IdentityUser user = page.items().getFirst();
        assertThat(user.riskScore()).isEqualTo(0.29);
        assertThat(user.emailAddresses()).containsExactly("j@x.example");
        assertThat(user.accounts()).hasSize(2);
        assertThat(user.accounts().getFirst().enabled()).isTrue();
        assertThat(user.roles()).isEmpty();
        assertThat(user.toString()).doesNotContain("j@x.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"errors\":[{\"message\":\"Cannot query field x\"}]}",
                "{\"data\":null,\"errors\":[{\"message\":\"boom\"}]}",
                "{\"data\":{\"entities\":{\"nodes\":[{\"entityId\":\"e\"}],\"pageInfo\":{\"hasNextPage\":false}}},"
                        + "\"errors\":[{\"message\":\"partly\"}]}",
                "{\"data\":{\"entities\":null}}",
                "{\"data\":null}",
                "{}",
                "{\"data\":{\"entities\":{\"nodes\":null,\"pageInfo\":{\"hasNextPage\":false}}}}",
                "{\"data\":{\"entities\":{\"nodes\":[{\"entityId\":\"e\"}]}}}",
                "{\"data\":{\"entities\":{\"nodes\":[{\"entityId\":\"e\"}],\"pageInfo\":{\"hasNextPage\":true}}}}",
                "{\"data\":{\"entities\":{\"nodes\":[],\"pageInfo\":{\"hasNextPage\":true,\"endCursor\":\"c\"}}}}",
                "[]",
                "not json"
            })
    void anAnswerThatIsNoPageIsAFailureAlthoughItIs200(String body) {
        FalconFailure why = answered(body).failure().orElseThrow();
        assertThat(why.category()).isEqualTo(FailureCategory.VENDOR_DOWN);
    }

    @Test
    void theVendorsWordsStandInTheFailure() {
        assertThat(
                        answered("{\"errors\":[{\"message\":\"Rate points are used up\"}]}")
                                .failure()
                                .orElseThrow()
                                .message())
                .contains("Rate points are used up");
    }

    @Test
    void aUserWithoutIdMakesTheListingUnwhole() {
        server.repliesJson(200, entities("{\"entityId\":\"e\"},{\"entityId\":\"\"},{}", LAST));
        var walk = identity.walkUsers(50, CallClass.BACKGROUND);
        assertThat(walk.next()).isInstanceOf(io.ropewalk.falcon.PageWalk.Step.Items.class);
        assertThat(walk.next()).isInstanceOf(io.ropewalk.falcon.PageWalk.Step.NotComplete.class);
    }

    @Test
    void theGatewaysRefusalNamesTheScopes() {
        server.repliesJson(
                403,
                "{\"meta\":{\"trace_id\":\"t-1\"},\"errors\":[{\"code\":403,\"message\":\"access denied\"}]}");
        FalconResult<Page<IdentityUser>> result =
                identity.users(Optional.empty(), 50, CallClass.BACKGROUND);
        FalconFailure why = result.failure().orElseThrow();
        assertThat(why.category()).isEqualTo(FailureCategory.SCOPE_MISSING);
        assertThat(why.missingScope().orElseThrow())
                .contains("Identity Protection GraphQL: write")
                .contains("Identity Protection Entities: read");
        assertThat(result.trace()).isEqualTo("t-1");
    }
}
