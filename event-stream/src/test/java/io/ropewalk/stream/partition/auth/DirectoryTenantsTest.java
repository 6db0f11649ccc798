package io.ropewalk.stream.partition.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ropewalk.stream.partition.TenantFeed;
import io.ropewalk.stream.testing.ManualTime;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DirectoryTenantsTest {
    private final AtomicBoolean down = new AtomicBoolean(true);
    private final DirectoryTenants tenants =
            new DirectoryTenants(this::names, new ManualTime().timing());

    private List<String> names() throws IOException {
        if (down.get()) {
            throw new IOException("status 401");
        }
        return List.of("acme");
    }

    @AfterEach
    void end() {
        tenants.close();
    }

    @Test
    void tenantsAreNotKnownBeforeTheFirstAnswer() {
        // Given
        // When
        TenantFeed.Trouble trouble = tenants.trouble().orElseThrow();

        // Then
        assertThat(trouble.category()).isEqualTo("auth");
        assertThat(tenants.now()).isEmpty();
    }

    @Test
    void refusalIsSaidUntilThereIsAnAnswer() {
        // Given
        tenants.start();
        await().until(() -> tenants.trouble().orElseThrow().message().contains("status 401"));

        // When
        down.set(false);

        // Then
        await().until(() -> tenants.trouble().isEmpty());
        assertThat(tenants.now()).containsExactly("acme");
    }

    @Test
    void tenantsStayKnownWhateverBecomesOfAuthService() {
        // Given
        boolean before = tenants.known();
        down.set(false);

        // When
        tenants.start();

        // Then
        await().until(tenants::known);
        assertThat(before).isFalse();
    }

    @Test
    void oneThatCannotBeReachedIsNoRefusal() {
        // Given
        try (var unreachable =
                new DirectoryTenants(
                        () -> {
                            throw new ConnectException();
                        },
                        new ManualTime().timing())) {
            // When
            unreachable.start();

            // Then
            await().until(() -> unreachable.trouble().orElseThrow().category().equals("network"));
            assertThat(unreachable.known()).isFalse();
        }
    }
}
