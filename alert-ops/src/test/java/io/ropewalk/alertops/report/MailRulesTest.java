package io.ropewalk.alertops.report;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.alertops.work.Refused;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailRulesTest {
    private final MailRules rules = new MailRules(Set.of("Example.com"));

    @Test
    void mailGoesToTheDomainsAllowed() {
        assertThatCode(() -> rules.check(List.of("soc@example.com", "a.b+c@EXAMPLE.com")))
                .doesNotThrowAnyException();
        assertThatCode(() -> new MailRules(Set.of()).check(List.of())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "soc@sub.example.com",
                "soc@example.com.evil.org",
                "soc@notexample.com",
                "soc@evil.org@example.com",
                "soc@example.com,evil@evil.org",
                "soc@example.com\nBcc: evil@evil.org",
                "<soc@example.com>",
                "soc@",
                "@example.com",
                ""
            })
    void mailGoesNowhereElse(String recipient) {
        assertThatThrownBy(() -> rules.check(List.of(recipient))).isInstanceOf(Refused.class);
    }

    @Test
    void nobodyWritesToAThousand() {
        assertThatThrownBy(
                        () -> rules.check(Collections.nCopies(MailRules.MOST + 1, "a@example.com")))
                .isInstanceOf(Refused.class);
    }
}
