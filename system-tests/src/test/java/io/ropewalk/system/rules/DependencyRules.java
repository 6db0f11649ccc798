package io.ropewalk.system.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Who may know whom. The arrow is: {@code app} -> adapters -> logic -> the Falcon client's types. A
 * rule changes only together with a decision record.
 */
final class DependencyRules {
    private static final Set<String> JOINED_BY_FALCON_SERVICE = Set.of("service", "falcon", "kit");

    private DependencyRules() {}

    /** Rule 1. The client's model stays usable from plain Java. */
    static ArchRule theClientsModelKnowsNoFramework() {
        return noClasses()
                .that()
                .resideInAPackage("io.ropewalk.falcon..")
                .and()
                .resideOutsideOfPackage("..wire..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "io.smallrye..", "jakarta..", "io.vertx..")
                .as("1: the client's model knows no framework");
    }

    /** Rule 2. They talk over HTTP, so that each can be deployed alone. */
    static ArchRule servicesAreStrangers() {
        return slices().assignedFrom(slice("service", Place::serviceOf))
                .should()
                .notDependOnEachOther()
                .as("2: services are strangers");
    }

    /** Rule 3. Logic is tested without a container, and outlives every library. */
    static ArchRule logicIsPlainJava() {
        return classes()
                .that(Place.LOGIC.asPredicate())
                .should(dependOnlyOnWhatLogicMayKnow())
                .as("3: logic is plain Java");
    }

    /** Rule 4. What two adapters share is logic. */
    static ArchRule adaptersAreStrangers() {
        return slices().assignedFrom(slice("adapter", DependencyRules::adapterOf))
                .should()
                .notDependOnEachOther()
                .as("4: adapters are strangers");
    }

    /** Rule 5, first half. */
    static ArchRule nobodyImportsWiring() {
        return noClasses()
                .that(DescribedPredicate.not(Place.APP.asPredicate()))
                .should()
                .dependOnClassesThat(Place.APP.asPredicate())
                .as("5a: nobody imports wiring");
    }

    /** Rule 5, second half. */
    static ArchRule logicReadsNoConfiguration() {
        return noClasses()
                .that(Place.LOGIC.asPredicate())
                .should()
                .dependOnClassesThat(Place.CONFIG.asPredicate())
                .as("5b: logic reads no configuration");
    }

    /** Rule 6. */
    static ArchRule featuresHaveNoCycles() {
        return slices().matching("io.ropewalk.(*).(*)..")
                .should()
                .beFreeOfCycles()
                .as("6: features have no cycles");
    }

    /** The rules above go by package, so no class may stand where none of them looks. */
    static ArchRule everyClassHasAPlace() {
        return noClasses()
                .should(
                        ArchCondition.from(
                                DescribedPredicate.describe(
                                        "stand in the root package of a service",
                                        type -> Place.of(type) == Place.UNPLACED)))
                .as("7: every class of a service is in app, config, a feature or an adapter");
    }

    /** The module table, seen in the byte code. */
    static ArchRule librariesKnowNothingOfOurs() {
        return classes()
                .that()
                .resideInAnyPackage(
                        "io.ropewalk.falcon..", "io.ropewalk.kit..", "io.ropewalk.simulator..")
                .should(dependOnNothingOfOursBut(type -> Place.parts(type).get(2)))
                .as("8: falcon-client, service-kit and simulator know nothing of ours");
    }

    /** The module table again: what services share knows none of them. */
    static ArchRule falconServiceKnowsOnlyWhatItJoins() {
        return classes()
                .that()
                .resideInAPackage("io.ropewalk.service..")
                .should(
                        unwanted(
                                "depend on nothing of ours but falcon-client and service-kit",
                                dependency -> {
                                    List<String> parts = Place.parts(dependency.getTargetClass());
                                    return isOurs(parts)
                                            && !JOINED_BY_FALCON_SERVICE.contains(parts.get(2));
                                }))
                .as("10: falcon-service knows only falcon-client and service-kit");
    }

    /** The module table again: what stands in for Falcon is never part of a service. */
    static ArchRule nothingShipsTheSimulator() {
        return noClasses()
                .that()
                .resideOutsideOfPackage("io.ropewalk.simulator..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.ropewalk.simulator..")
                .as("9: no code that ships knows the simulator");
    }

    static List<ArchRule> all() {
        return List.of(
                theClientsModelKnowsNoFramework(),
                servicesAreStrangers(),
                logicIsPlainJava(),
                adaptersAreStrangers(),
                nobodyImportsWiring(),
                logicReadsNoConfiguration(),
                featuresHaveNoCycles(),
                everyClassHasAPlace(),
                librariesKnowNothingOfOurs(),
                falconServiceKnowsOnlyWhatItJoins(),
                nothingShipsTheSimulator());
    }

    private static ArchCondition<JavaClass> dependOnlyOnWhatLogicMayKnow() {
        return unwanted(
                "depend only on java, SLF4J, the client's types and logic of the same service",
                DependencyRules::isUnknownToLogic);
    }

    private static boolean isUnknownToLogic(Dependency dependency) {
        JavaClass target = dependency.getTargetClass();
        List<String> parts = Place.parts(target);
        if (parts.get(0).equals("java") || target.getPackageName().startsWith("org.slf4j")) {
            return false;
        }
        if (isOurs(parts) && parts.get(2).equals("falcon")) {
            return parts.contains("wire");
        }
        return Place.of(target) != Place.LOGIC
                || !Place.serviceOf(target).equals(Place.serviceOf(dependency.getOriginClass()));
    }

    private static ArchCondition<JavaClass> dependOnNothingOfOursBut(
            Function<JavaClass, String> own) {
        return unwanted(
                "depend on nothing of ours but their own module",
                dependency ->
                        isOurs(Place.parts(dependency.getTargetClass()))
                                && !own.apply(dependency.getTargetClass())
                                        .equals(own.apply(dependency.getOriginClass())));
    }

    private static boolean isOurs(List<String> parts) {
        return parts.size() > 2 && parts.get(0).equals("io") && parts.get(1).equals("ropewalk");
    }

    private static ArchCondition<JavaClass> unwanted(
            String description, Function<Dependency, Boolean> breach) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(dependency -> !dependency.getTargetClass().isPrimitive())
                        .filter(breach::apply)
                        .forEach(dependency ->
                                events.add(
                                        SimpleConditionEvent.violated(
                                                type, dependency.getDescription())));
            }
        };
    }

    private static String adapterOf(JavaClass type) {
        return Place.of(type) == Place.ADAPTER
                ? String.join(".", Place.parts(type).subList(2, 5))
                : "";
    }

    private static SliceAssignment slice(String what, Function<JavaClass, String> name) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                String found = name.apply(type);
                return found.isEmpty() ? SliceIdentifier.ignore() : SliceIdentifier.of(found);
            }

            @Override
            public String getDescription() {
                return "slices by " + what;
            }
        };
    }
}
