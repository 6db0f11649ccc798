package io.ropewalk.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedactionTest {
    private static final String CANARY = "canary-7f3a";

    @Test
    void noTextOfAnythingThatHoldsASecretOrTokenShowsIt() {
        // Given
        var now = Instant.parse("2026-11-21T08:00:00Z");
        var secret = new Secret(CANARY);
        var token = new HeldToken(CANARY, BrokerFixture.BASE, now, now.plusSeconds(1799));
        var refusal = Refusal.throttled("slow down", Duration.ofSeconds(3), "trace");
        var trouble = BrokerState.Trouble.after(Optional.empty(), refusal, secret.mark(), now);
        var flight = new BrokerState.Flight();
        flight.landed().complete(new TokenAnswer.Served(token));
        // When
        var texts =
                List.of(
                        secret,
                        token,
                        BrokerFixture.tenant("acme", new Cloud.Auto(), () -> secret),
                        new Login.Outcome.Accepted(token),
                        new TokenAnswer.Served(token),
                        new BrokerState.Empty(now),
                        new BrokerState.Fetching(flight, Optional.of(trouble), now),
                        new BrokerState.Steady(token, now, now),
                        new BrokerState.Renewing(token, flight, Optional.of(trouble), now),
                        new BrokerState.Failing(trouble, now, Optional.of(token)),
                        new BrokerState.Closed(now));
        // Then
        var shown = new ArrayList<String>();
        texts.forEach(t -> shown.add(t.toString()));
        assertThat(shown).noneMatch(t -> t.contains(CANARY) || t.contains(secret.mark()));
    }

    @Test
    void healthShowsNoToken() {
        // Given
        var it = new BrokerFixture();
        String token = it.askToken();
        // When
        String text = it.broker.health().toString();
        // Then
        assertThat(text).doesNotContain(token).contains("steady");
    }
}
