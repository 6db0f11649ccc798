package io.ropewalk.stream.desk.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.kit.problem.Problem;
import io.ropewalk.kit.problem.ProblemException;
import io.ropewalk.stream.delivery.Lane;
import io.ropewalk.stream.delivery.LaneListener;
import io.ropewalk.stream.desk.StreamDesk;
import io.ropewalk.stream.partition.HeldPartition;
import io.ropewalk.stream.partition.Replica;
import io.ropewalk.stream.partition.StartPolicy;
import io.ropewalk.stream.partition.TenantFeed.Trouble;
import io.ropewalk.stream.partition.TenantNames;
import io.ropewalk.stream.testing.ManualTime;
import io.ropewalk.stream.testing.MemoryState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which tenants the API answers for. */
class KnownTenantTest {
    private final MemoryState state = new MemoryState();
    private Optional<Trouble> trouble = Optional.empty();

    private final class Names implements TenantNames {
        @Override
        public Collection<String> now() {
            return List.of("acme");
        }

        @Override
        public Optional<Trouble> trouble() {
            return trouble;
        }
    }

    private StreamDesk desk() {
        var timing = new ManualTime().timing();
        var owners = state.owners("one");
        var shared =
                new Lane.Shared(state.positions(), state.deadLetters(), LaneListener.NONE, timing);
        Duration second = Duration.ofSeconds(1);
        var replica =
                new Replica(
                        List::of,
                        new Replica.State(
                                owners, state.partitions(), state.positions(), state.takeovers()),
                        _ -> {
                            throw new AssertionError("nothing is streamed");
                        },
                        new HeldPartition.Recipe(List.of(), shared, new StartPolicy.Oldest()),
                        new Replica.Settings(second, second, second, second, second),
                        timing,
                        new Replica.Reports(_ -> "{}", _ -> false));
        var kept =
                new StreamDesk.State(owners, state.partitions(), state.positions(), state.audit());
        return new StreamDesk(replica, new Names(), kept, Set.of(), timing, _ -> Optional.empty());
    }

    private static Problem problem(Throwable failure) {
        return ((ProblemException) failure).problem();
    }

    @Test
    void tenantThatIsListedIsKnownBeforeItsFirstTick() {
        // Given
        StreamDesk desk = desk();

        // When
        // Then
        assertThatCode(() -> Requests.known(desk, "acme")).doesNotThrowAnyException();
    }

    @Test
    void tenantThatIsNotListedIsNotFound() {
        // Given
        StreamDesk desk = desk();

        // When
        // Then
        assertThatThrownBy(() -> Requests.known(desk, "other"))
                .extracting(it -> problem(it).status())
                .isEqualTo(404);
    }

    @Test
    void tenantThatMayBeListedIsNotSaidToBeMissing() {
        // Given
        trouble = Optional.of(new Trouble("auth", "status 401", Instant.EPOCH));
        StreamDesk desk = desk();

        // When
        // Then
        assertThatThrownBy(() -> Requests.known(desk, "other"))
                .extracting(it -> problem(it).status(), it -> problem(it).category())
                .containsExactly(503, "auth");
    }
}
