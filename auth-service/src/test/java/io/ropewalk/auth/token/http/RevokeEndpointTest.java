package io.ropewalk.auth.token.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Neighbours.class)
class RevokeEndpointTest {
    private static final String ONE = TokenEndpointTest.ONE;
    private static final String ALL = Http.basic("all", TokenEndpointTest.ALL_SECRET);

    @Test
    void aRevokedTokenIsFollowedByANewOneOnceInTenSeconds() {
        String first = Http.token(ALL, "dead").token();
        var answer =
                Http.post(
                        "/oauth2/revoke", ALL, "token=" + first + "&token_type_hint=access_token");
        String second = Http.token(ALL, "dead").token();
        Http.post("/oauth2/revoke", ALL, "token=" + second);
        String third = Http.token(ALL, "dead").token();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(second).isNotEqualTo(first);
        assertThat(third).isEqualTo(second);
    }

    @Test
    void aCallerCannotDropTheTokenOfATenantThatIsNotItsOwn() {
        String token = Http.token(ALL, "child").token();
        var answer = Http.post("/oauth2/revoke", ONE, "token=" + token);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(Http.token(ALL, "child").token()).isEqualTo(token);
    }

    @Test
    void anUnknownTokenIsAnsweredWith200() {
        assertThat(Http.post("/oauth2/revoke", ONE, "token=unknown").status()).isEqualTo(200);
    }

    @Test
    void refusesWithoutTokenAndWithoutCredentials() {
        assertThat(Http.post("/oauth2/revoke", ONE, "token=").error()).isEqualTo("invalid_request");
        assertThat(Http.post("/oauth2/revoke", "", "token=x").status()).isEqualTo(401);
    }
}
