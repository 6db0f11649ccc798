package io.ropewalk.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.falcon.FailureCategory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PolicyTest {
    private final Policy policy = Policy.standard();
    private final Duration life = Duration.ofSeconds(1799);

    @Test
    void renewsBetweenFiveAndFourMinutesBeforeTheEnd() {
        assertThat(policy.renewAfter(life, 0.0)).isEqualTo(life.minusMinutes(5));
        assertThat(policy.renewAfter(life, 0.999))
                .isBetween(life.minusMinutes(5), life.minusMinutes(4));
    }

    @Test
    void pausesAfterRefusedCredentialsGrowToTheCap() {
        var refused = Refusal.local(FailureCategory.AUTH, "no");
        assertThat(policy.pause(refused, 1, 0.0)).isEqualTo(Duration.ofSeconds(15));
        assertThat(policy.pause(refused, 3, 0.0)).isEqualTo(Duration.ofSeconds(60));
        assertThat(policy.pause(refused, 1_000_000, 0.0)).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void noAnswerSilencesATenantForever() {
        var refusal = Refusal.throttled("no", Duration.ofDays(400), "");
        assertThat(policy.pause(refusal, 1, 0.0)).isEqualTo(Duration.ofMinutes(15));
    }
}
