package io.ropewalk.alertops.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.alertops.closure.ClosureLetters.Recipients;
import io.ropewalk.alertops.config.ClosureConfig;
import io.ropewalk.alertops.report.MailRules;
import io.ropewalk.kit.start.StartFailure;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClosureMailWiringTest {
    private static final String ALL = "ropewalk.alerts.closure.mail-to";
    private static final String OF_ACME = "ropewalk.alerts.closure.tenants.acme.mail-to";

    private static Recipients recipients(Map<String, String> properties) {
        ClosureConfig config =
                new SmallRyeConfigBuilder()
                        .addDiscoveredConverters()
                        .addDefaultInterceptors()
                        .withMapping(ClosureConfig.class)
                        .withSources(new PropertiesConfigSource(properties, "test", 100))
                        .build()
                        .getConfigMapping(ClosureConfig.class);
        return ClosureMailWiring.recipients(config, new MailRules(Set.of("example.com")));
    }

    @Test
    void aCustomersOwnRecipientsTakeThePlaceOfTheOthers() {
        // When
        Recipients recipients =
                recipients(
                        Map.of(
                                ALL,
                                "soc@example.com,lead@example.com",
                                OF_ACME,
                                "acme@example.com"));
        // Then
        assertThat(recipients.usual()).containsExactly("soc@example.com", "lead@example.com");
        assertThat(recipients.own()).isEqualTo(Map.of("acme", List.of("acme@example.com")));
    }

    @Test
    void withoutAnyNobodyIsTold() {
        assertThat(recipients(Map.of()).usual()).isEmpty();
    }

    @Test
    void anAddressOutsideTheAllowedDomainsRefusesTheStart() {
        for (String key : List.of(ALL, OF_ACME)) {
            assertThatThrownBy(() -> recipients(Map.of(key, "soc@elsewhere.example")))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageStartingWith(key + " cannot work: ")
                    .hasMessageContaining("allowed-domains");
        }
    }
}
