package io.ropewalk.alertops.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.alertops.page.ServiceState.State;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServiceWatchTest {
    private static final Instant FIRST = Instant.parse("2026-11-22T10:00:00Z");

    private Instant now = FIRST;
    private Probe.Seen seen = new Probe.Seen.Ready();
    private ServiceWatch watch;

    @BeforeEach
    void make() {
        InstantSource time = () -> now;
        Clock clock = time.withZone(ZoneOffset.UTC);
        Map<String, Optional<URI>> services = new LinkedHashMap<>();
        services.put("auth-service", Optional.of(URI.create("http://auth:9000")));
        services.put("ioc-sync", Optional.empty());
        watch = new ServiceWatch(services, _ -> seen, clock);
    }

    @Test
    void aServiceNobodyToldOfSaysSoAndThisOneIsUp() {
        watch.look();
        assertThat(watch.states())
                .extracting(ServiceState::name, it -> it.state().word())
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("auth-service", "up"),
                        org.assertj.core.api.Assertions.tuple("ioc-sync", "not-configured"),
                        org.assertj.core.api.Assertions.tuple("alert-ops", "up"));
    }

    @Test
    void beforeTheFirstLookNothingIsClaimed() {
        assertThat(auth().state()).isEqualTo(State.UNKNOWN);
        assertThat(auth().since()).isEmpty();
    }

    @Test
    void oneThatIsDownSaysSinceWhenAndWhy() {
        // Given
        watch.look();
        now = FIRST.plusSeconds(60);
        seen = new Probe.Seen.NotReady("Nothing listens at its address.");
        // When
        watch.look();
        now = FIRST.plusSeconds(120);
        watch.look();
        // Then
        assertThat(auth().state()).isEqualTo(State.DOWN);
        assertThat(auth().since()).contains(FIRST.plusSeconds(60));
        assertThat(auth().lookedAt()).contains(FIRST.plusSeconds(120));
        assertThat(auth().why()).isEqualTo("Nothing listens at its address.");
    }

    @Test
    void oneThatCameBackIsUpSinceThen() {
        // Given
        seen = new Probe.Seen.NotReady("It did not answer within 3 s.");
        watch.look();
        now = FIRST.plusSeconds(30);
        seen = new Probe.Seen.Ready();
        // When
        watch.look();
        // Then
        assertThat(auth().state()).isEqualTo(State.UP);
        assertThat(auth().since()).contains(FIRST.plusSeconds(30));
        assertThat(auth().why()).isEmpty();
    }

    private ServiceState auth() {
        return watch.states().getFirst();
    }
}
