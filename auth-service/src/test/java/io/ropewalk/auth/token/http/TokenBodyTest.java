package io.ropewalk.auth.token.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenBodyTest {

    @Test
    void itsTextDoesNotShowTheToken() {
        var body = new TokenBody("canary", "bearer", 5, "tenant:acme", "https://falcon.test", null);
        assertThat(body.toString()).doesNotContain("canary");
    }
}
