package io.ropewalk.stream.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.stream.partition.auth.DirectoryTenants;
import io.ropewalk.stream.testing.ManualTime;
import java.util.List;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class TenantsCheckTest {
    @Test
    void downWithAReasonUntilAuthServiceNamedTheTenants() {
        // Given
        try (var tenants = new DirectoryTenants(() -> List.of("acme"), new ManualTime().timing())) {
            var check = new TenantsCheck(tenants);
            var before = check.call();

            // When
            tenants.start();

            // Then
            assertThat(before.getStatus()).isEqualTo(Status.DOWN);
            assertThat(before.getData().orElseThrow().get("reason").toString())
                    .contains("auth-service does not say which tenants there are");
            Awaitility.await().until(() -> check.call().getStatus() == Status.UP);
        }
    }

    @Test
    void upWhereTheConfigurationNamesThem() {
        // Given
        var check = new TenantsCheck(() -> List.of("acme"));

        // When
        var answer = check.call();

        // Then
        assertThat(answer.getStatus()).isEqualTo(Status.UP);
    }
}
