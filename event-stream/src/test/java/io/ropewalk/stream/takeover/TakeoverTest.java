package io.ropewalk.stream.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.state.Position;
import io.ropewalk.stream.testing.MemoryState;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TakeoverTest {
    private static final Set<String> SINKS = Set.of("siem", "lake");
    private static final PartitionId P0 = new PartitionId("acme", "0");

    private final MemoryState state = new MemoryState();

    @Test
    void everySinkGoesOnWithTheLastEventTheOtherProgramTook() {
        // Given
        Takeover takeover = of("{'0': 123}");
        // When
        OptionalInt written = takeover.run("acme", "offsets", SINKS);
        // Then
        assertThat(written).hasValue(2);
        Position before = Position.OLDEST.at(122, 0);
        assertThat(state.positions().of(P0)).isEqualTo(Map.of("siem", before, "lake", before));
    }

    @Test
    void anOffsetOfZeroIsTheOldestEvent() {
        // Given
        Takeover takeover = of("{'0': 0}");
        // When
        takeover.run("acme", "offsets", Set.of("siem"));
        // Then
        assertThat(state.positions().of(P0)).isEqualTo(Map.of("siem", Position.OLDEST));
    }

    @Test
    void aLaterStartDoesNotEvenReadTheFile() {
        // Given
        of("{'0': 123}").run("acme", "offsets", SINKS);
        var later =
                new Takeover(
                        state.takeovers(),
                        name -> {
                            throw new TakeoverRefused(name + " is gone");
                        });
        // When
        OptionalInt written = later.run("acme", "offsets", Set.of("siem", "lake", "new"));
        // Then
        assertThat(written).isEmpty();
        assertThat(state.positions().of(P0)).containsOnlyKeys("siem", "lake");
    }

    @Test
    void aTenantsFileIsItsOwn() {
        // Given
        of("{'0': 123}").run("acme", "offsets", SINKS);
        // When
        OptionalInt written = of("{'0': 7}").run("globex", "others", SINKS);
        // Then
        assertThat(written).hasValue(2);
        assertThat(state.positions().of(new PartitionId("globex", "0")).get("siem").offset())
                .hasValue(6);
    }

    @Test
    void whatIsRefusedWritesNothingAndMayBeTriedAgain() {
        // Given
        Takeover broken = of("{'0': 123, '1': 45");
        // When, then
        assertThatThrownBy(() -> broken.run("acme", "offsets", SINKS))
                .isInstanceOf(TakeoverRefused.class);
        assertThat(state.positions().of(P0)).isEmpty();
        assertThat(state.takeovers().done("acme")).isFalse();
    }

    private Takeover of(String content) {
        return new Takeover(state.takeovers(), name -> content);
    }
}
