package io.ropewalk.auth.caller;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.auth.caller.Form.MalformedFormException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallerRedactionTest {
    private static final String CANARY = "canary-7f3a";

    @Test
    void noTextShowsASecretOrTokenOfACaller() throws MalformedFormException {
        // Given
        var digest = SecretDigest.of(CANARY);
        // When
        var texts =
                List.of(
                        digest,
                        new Caller("one", Optional.of(digest), Optional.empty(), Set.of("acme")),
                        new Presented.Basic(CANARY, CANARY, CANARY, CANARY),
                        new Presented.Post(CANARY, CANARY),
                        new Presented.Assertion(CANARY, Optional.of("one")),
                        Form.parse("client_secret=" + CANARY));
        // Then
        assertThat(texts).noneMatch(t -> t.toString().contains(CANARY));
    }
}
