package io.ropewalk.system.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.ropewalk.system.Repository;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules over what is built. Fails where a module is not built: green would say nothing. */
class DependencyRuleTest {

    /** Add a module here together with its folder. */
    private static final Map<String, String> ROOTS =
            Map.of(
                    "falcon-client", "io.ropewalk.falcon",
                    "service-kit", "io.ropewalk.kit",
                    "falcon-service", "io.ropewalk.service",
                    "simulator", "io.ropewalk.simulator",
                    "auth-service", "io.ropewalk.auth",
                    "inventory-sync", "io.ropewalk.inventory",
                    "event-stream", "io.ropewalk.stream",
                    "ioc-sync", "io.ropewalk.ioc",
                    "alert-ops", "io.ropewalk.alertops");

    private static JavaClasses built;

    @BeforeAll
    static void importAll() {
        built =
                new ClassFileImporter()
                        .importPaths(ROOTS.keySet().stream().map(Repository::classes).toList());
    }

    static List<ArchRule> rules() {
        return DependencyRules.all();
    }

    static Stream<Map.Entry<String, String>> roots() {
        return ROOTS.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyBuiltClassKeepsTheRule(ArchRule rule) {
        rule.check(built);
    }

    @ParameterizedTest
    @MethodSource("roots")
    void everyClassOfAModuleIsUnderItsOwnRoot(Map.Entry<String, String> module) {
        // When
        JavaClasses classes =
                new ClassFileImporter().importPath(Repository.classes(module.getKey()));
        // Then
        assertThat(classes)
                .isNotEmpty()
                .extracting(JavaClass::getPackageName)
                .allMatch(name ->
                        name.equals(module.getValue()) || name.startsWith(module.getValue() + "."));
    }
}
