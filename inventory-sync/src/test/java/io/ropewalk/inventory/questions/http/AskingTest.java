package io.ropewalk.inventory.questions.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.inventory.graph.GraphFailure;
import io.ropewalk.inventory.run.Tenants;
import io.ropewalk.kit.problem.Problem;
import io.ropewalk.kit.problem.ProblemException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskingTest {

    @ParameterizedTest
    @CsvSource({"NETWORK, 503", "TIMEOUT, 503", "AUTH, 503", "BUG, 500"})
    void aFailureOfTheGraphIsSaidWithItsCategory(FailureCategory category, int status) {
        var problem = asked(() -> Set.of("acme"), new GraphFailure(category, "because"));
        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.category()).isEqualTo(category.word());
        assertThat(problem.detail()).isEqualTo("because");
    }

    @Test
    void whenTheTenantsAreNotKnownThatIsSaid() {
        Tenants lost =
                () -> {
                    throw new Tenants.TenantsUnknown("auth-service is away", null);
                };
        var problem = asked(lost, null);
        assertThat(problem.status()).isEqualTo(503);
        assertThat(problem.category()).isEqualTo("network");
    }

    @Test
    void oneTenantIsTheOnlyOne() {
        assertThat(only(Set.of("acme"))).isTrue();
        assertThat(only(Set.of("acme", "globex"))).isFalse();
    }

    private static boolean only(Set<String> tenants) {
        return new Asking(() -> tenants).about("acme", asked -> asked.only());
    }

    private static Problem asked(Tenants tenants, GraphFailure failure) {
        return catchThrowableOfType(
                        ProblemException.class,
                        () ->
                                new Asking(tenants)
                                        .about(
                                                "acme",
                                                _ -> {
                                                    throw failure;
                                                }))
                .problem();
    }
}
