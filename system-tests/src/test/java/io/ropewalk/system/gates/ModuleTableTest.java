package io.ropewalk.system.gates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.ropewalk.system.Repository;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pom keeps the table of modules, the parent has its gates on, and the table can fail. */
class ModuleTableTest {

    static Set<String> modules() {
        return ModuleTable.modules();
    }

    static Stream<Arguments> breaches() {
        return Stream.of(
                ours("falcon-client", "service-kit", "compile"),
                ours("falcon-client", "simulator", "compile"),
                ours("service-kit", "falcon-client", "compile"),
                ours("service-kit", "falcon-service", "compile"),
                ours("falcon-service", "event-stream", "compile"),
                ours("falcon-service", "simulator", "test"),
                ours("auth-service", "falcon-service", "compile"),
                ours("simulator", "falcon-client", "compile"),
                ours("simulator", "falcon-client", "test"),
                ours("auth-service", "inventory-sync", "compile"),
                ours("auth-service", "inventory-sync", "test"),
                ours("inventory-sync", "simulator", "compile"),
                ours("inventory-sync", "neo4j-local", "test"),
                ours("event-stream", "kafka-local", "compile"),
                ours("auth-service", "kafka-local", "test"),
                ours("kafka-local", "simulator", "test"),
                ours("local-run", "auth-service", "compile"),
                ours("system-tests", "inventory-sync", "test"),
                arguments("simulator", dependency("io.quarkus", "quarkus-rest", "test")),
                arguments("system-tests", dependency("io.quarkus", "quarkus-junit", "test")),
                arguments("falcon-client", dependency("io.quarkus", "quarkus-oidc", "compile")),
                arguments("auth-service", dependency("org.mockito", "mockito-core", "test")),
                arguments(
                        "auth-service", dependency("io.quarkus", "quarkus-junit-mockito", "test")),
                arguments(
                        "auth-service",
                        "<profiles><profile>"
                                + dependency("io.ropewalk", "simulator", "compile")
                                + "</profile></profiles>"),
                arguments(
                        "auth-service",
                        "<build><plugins><plugin><artifactId>maven-checkstyle-plugin</artifactId>"
                                + "</plugin></plugins></build>"));
    }

    @ParameterizedTest
    @MethodSource("modules")
    void thePomKeepsTheTable(String module) {
        // Given
        Pom pom = Pom.read(Repository.root().resolve(module).resolve("pom.xml"));
        // When
        var breaches = ModuleTable.breaches(module, pom);
        // Then
        assertThat(breaches).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("breaches")
    void aBreachIsFound(String module, String content) {
        assertThat(ModuleTable.breaches(module, pom(content))).hasSize(1);
    }

    @Test
    void whatTheTableAllowsIsNoBreach() {
        // Given
        String allowed =
                dependency("io.ropewalk", "falcon-client", "")
                        + dependency("io.ropewalk", "service-kit", "compile")
                        + dependency("io.ropewalk", "falcon-service", "compile")
                        + dependency("io.ropewalk", "simulator", "test")
                        + dependency("io.ropewalk", "kafka-local", "test")
                        + dependency("io.quarkus", "quarkus-rest", "compile");
        // Then
        assertThat(ModuleTable.breaches("event-stream", pom(allowed))).isEmpty();
    }

    @Test
    void theTableNamesEveryModuleOfTheBuild() {
        assertThat(parent().texts("/project/modules/module"))
                .containsExactlyInAnyOrderElementsOf(ModuleTable.modules())
                .endsWith("system-tests");
    }

    @Test
    void theParentHasEveryGateOn() {
        assertThat(parent().texts("/project/properties/gates.skip")).containsExactly("false");
        assertThat(parent().texts("/project/build/plugins/plugin//goal"))
                .containsExactlyInAnyOrder("enforce", "enforce", "check", "check", "check");
        assertThat(parent().texts("/project/build/plugins/plugin//configLocation"))
                .allMatch(place -> place.contains("/config/checkstyle-"))
                .hasSize(2);
        assertThat(parent().texts("/project/build/pluginManagement//compilerArgs/arg"))
                .contains("-Werror", "-Xplugin:ErrorProne")
                .anyMatch(argument -> argument.startsWith("-Xlint:all"));
        assertThat(parent().texts("/project/build/plugins/plugin//excludes/exclude"))
                .contains("org.mockito:*", "io.ropewalk:*");
    }

    @Test
    void theParentHasNoDependenciesOfItsOwn() {
        assertThat(parent().dependencies()).isEmpty();
    }

    private static Pom parent() {
        return Pom.read(Repository.root().resolve("pom.xml"));
    }

    private static Arguments ours(String module, String other, String scope) {
        return arguments(module, dependency("io.ropewalk", other, scope));
    }

    private static Pom pom(String content) {
        return Pom.parse("<project>" + content + "</project>");
    }

    private static String dependency(String group, String artifact, String scope) {
        String written = scope.isEmpty() ? "" : "<scope>" + scope + "</scope>";
        return "<dependencies><dependency><groupId>%s</groupId><artifactId>%s</artifactId>%s</dependency></dependencies>"
                .formatted(group, artifact, written);
    }
}
