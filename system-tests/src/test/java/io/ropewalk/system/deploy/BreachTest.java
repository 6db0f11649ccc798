package io.ropewalk.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each policy notices what it is for. */
class BreachTest {

    static Stream<String> overlays() {
        return Stream.of("local", "production", "everything");
    }

    static List<Damage> damages() {
        return Damages.all();
    }

    @ParameterizedTest
    @MethodSource("damages")
    void isNoticed(Damage damage) {
        assumeThat(Kustomize.found()).as(Kustomize.MISSING).isPresent();
        // Given
        Manifests damaged = Overlays.all().get(damage.overlay()).copy();
        // When
        damage.act().accept(damaged);
        // Then
        assertThat(damage.policy().breaches(damaged)).isNotEmpty();
    }

    @Test
    void everyPolicyIsBroken() {
        assertThat(damages())
                .extracting(Damage::policy)
                .containsAll(Policies.all())
                .doesNotContainNull();
    }
}
