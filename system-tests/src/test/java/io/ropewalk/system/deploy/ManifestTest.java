package io.ropewalk.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code deploy/} renders to, by the real kustomize; {@code BreachTest} breaks each policy.
 */
class ManifestTest {

    static Stream<Arguments> policies() {
        return Stream.of("local", "production", "everything")
                .flatMap(overlay ->
                        Policies.all().stream().map(policy -> arguments(overlay, policy)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("policies")
    void holds(String overlay, Policy policy) {
        assumeThat(Kustomize.found()).as(Kustomize.MISSING).isPresent();
        // Given
        Manifests rendered = Overlays.all().get(overlay);
        // Then
        assertThat(policy.breaches(rendered)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.ropewalk.system.deploy.BreachTest#overlays")
    void eachServiceIsThereWithAllThatBelongsToIt(String overlay) {
        assumeThat(Kustomize.found()).as(Kustomize.MISSING).isPresent();
        // Given
        Manifests rendered = Overlays.all().get(overlay);
        // Then
        for (String kind :
                List.of(
                        "Deployment",
                        "Service",
                        "ServiceAccount",
                        "PodDisruptionBudget",
                        "NetworkPolicy")) {
            assertThat(rendered.of(kind))
                    .as(kind)
                    .extracting(Manifests::name)
                    .containsAll(Manifests.SERVICES);
        }
    }

    @Test
    void whatOperatorsAreAskedForFitsTheSchemas() throws IOException, InterruptedException {
        assumeThat(Kustomize.found()).as(Kustomize.MISSING).isPresent();
        // When
        Manifests rendered = Overlays.forOperators(Kustomize.found().orElseThrow());
        // Then
        assertThat(Policies.SCHEMA.breaches(rendered)).isEmpty();
        assertThat(NetworkRule.NO_OPEN_EGRESS.breaches(rendered)).isEmpty();
        assertThat(NetworkRule.NO_OPEN_INGRESS.breaches(rendered)).isEmpty();
        assertThat(NetworkRule.INTERNET_IS_NOT_THE_INSIDE.breaches(rendered)).isEmpty();
    }

    /** Each service has a database there, and a user who owns it. */
    @Test
    void theOperatorMakesTheDatabasesThatTheServicesUse() throws IOException, InterruptedException {
        assumeThat(Kustomize.found()).as(Kustomize.MISSING).isPresent();
        // Given
        Manifests made = Overlays.forOperators(Kustomize.found().orElseThrow());
        Manifests production = Overlays.all().get("production");
        // When
        Set<String> used =
                production.services().stream()
                        .map(w -> w.environment(production).getOrDefault("ROPEWALK_STATE_URL", ""))
                        .filter(url -> !url.isEmpty())
                        .map(url -> url.replaceAll(".*/([a-z_]+)\\?.*", "$1"))
                        .collect(Collectors.toCollection(TreeSet::new));
        // Then
        assertThat(made.of("Database"))
                .extracting(d -> d.at("/spec/name").asText())
                .containsExactlyInAnyOrderElementsOf(used);
        assertThat(made.of("Database"))
                .extracting(d -> d.at("/spec/owner").asText())
                .containsExactlyInAnyOrderElementsOf(used);
        assertThat(Manifests.each(made.like("Cluster", "postgresql").at("/spec/managed/roles")))
                .extracting(r -> r.path("name").asText())
                .containsExactlyInAnyOrderElementsOf(used);
    }

    @Test
    void examplesOfSecretsFitTheSchemaAndHoldNothingReal() throws IOException {
        // Given
        List<ObjectNode> examples = Overlays.examples();
        // Then
        assertThat(examples).hasSizeGreaterThan(5);
        assertThat(examples).allMatch(e -> SchemaPolicy.error(e).isEmpty());
        assertThat(examples)
                .flatExtracting(e -> e.path("stringData").valueStream().toList())
                .allMatch(value -> value.asText().matches(".*(change-me|authority, PEM|_|-).*"))
                .noneMatch(value -> value.asText().contains("-----BEGIN"));
    }

    /** What external-secrets makes is what the examples show, key by key. */
    @Test
    void externalSecretsMakeWhatTheExamplesShow() {
        assumeThat(Kustomize.found()).as(Kustomize.MISSING).isPresent();
        // Given
        Manifests rendered = Overlays.all().get("everything");
        // Then
        assertThat(rendered.of("ExternalSecret"))
                .isNotEmpty()
                .allSatisfy(made -> {
                    Set<String> keys =
                            Manifests.each(made.at("/spec/data"))
                                    .map(d -> d.path("secretKey").asText())
                                    .collect(Collectors.toSet());
                    assertThat(keys)
                            .isEqualTo(
                                    rendered.secrets().get(made.at("/spec/target/name").asText()));
                });
    }

    /** No copy of one block in every service: what is common stands once. */
    @Test
    void theHardeningStandsInOnePlace() throws IOException {
        try (Stream<Path> files = Files.walk(Overlays.folder().resolve("base"))) {
            assertThat(files.filter(f -> f.toString().endsWith(".yaml")))
                    .filteredOn(f -> Overlays.text(f).contains("readOnlyRootFilesystem"))
                    .hasSize(1);
        }
    }
}
