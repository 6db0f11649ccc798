package io.ropewalk.system.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.ropewalk.alertops.Unplaced;
import io.ropewalk.alertops.triage.Triage;
import io.ropewalk.falcon.planted.Planted;
import io.ropewalk.falcon.planted.wire.Wired;
import io.ropewalk.kit.planted.Kit;
import io.ropewalk.service.planted.Shared;
import io.ropewalk.simulator.planted.Simulated;
import io.ropewalk.stream.app.Wiring;
import io.ropewalk.stream.config.Config;
import io.ropewalk.stream.delivery.Delivery;
import io.ropewalk.stream.feed.Feed;
import io.ropewalk.stream.feed.file.FileAdapter;
import io.ropewalk.stream.feed.http.HttpAdapter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule fails when it is broken, and passes over classes that keep it. */
class DependencyRuleBreachTest {

    /** A small estate of two services that breaks nothing; each breach is added to it. */
    private static final List<Class<?>> SOUND =
            List.of(
                    Planted.Model.class,
                    Wired.class,
                    Simulated.class,
                    Kit.class,
                    Shared.Sound.class,
                    Wiring.class,
                    Config.class,
                    Feed.Sound.class,
                    FileAdapter.class,
                    HttpAdapter.class,
                    Delivery.Sound.class,
                    Triage.class);

    static Stream<Arguments> breaches() {
        return Stream.of(
                breach(
                        DependencyRules.theClientsModelKnowsNoFramework(),
                        Planted.UsesQuarkus.class),
                breach(
                        DependencyRules.theClientsModelKnowsNoFramework(),
                        Planted.UsesSmallRye.class),
                breach(
                        DependencyRules.theClientsModelKnowsNoFramework(),
                        Planted.UsesJakarta.class),
                breach(DependencyRules.theClientsModelKnowsNoFramework(), Planted.UsesVertx.class),
                breach(DependencyRules.servicesAreStrangers(), Feed.UsesOtherService.class),
                breach(DependencyRules.logicIsPlainJava(), Feed.UsesOtherService.class),
                breach(DependencyRules.logicIsPlainJava(), Feed.UsesFramework.class),
                breach(DependencyRules.logicIsPlainJava(), Feed.UsesWire.class),
                breach(DependencyRules.logicIsPlainJava(), Feed.UsesKit.class),
                breach(DependencyRules.logicIsPlainJava(), Feed.UsesOwnAdapter.class),
                breach(DependencyRules.logicIsPlainJava(), Feed.UsesConfig.class),
                breach(DependencyRules.logicIsPlainJava(), Feed.UsesWiring.class),
                breach(DependencyRules.adaptersAreStrangers(), FileAdapter.UsesOtherAdapter.class),
                breach(DependencyRules.nobodyImportsWiring(), FileAdapter.UsesWiring.class),
                breach(DependencyRules.nobodyImportsWiring(), Feed.UsesWiring.class),
                breach(DependencyRules.logicReadsNoConfiguration(), Feed.UsesConfig.class),
                breach(
                        DependencyRules.featuresHaveNoCycles(),
                        Feed.UsesDelivery.class,
                        Delivery.UsesFeed.class),
                breach(DependencyRules.everyClassHasAPlace(), Unplaced.class),
                breach(DependencyRules.librariesKnowNothingOfOurs(), Kit.UsesClient.class),
                breach(DependencyRules.librariesKnowNothingOfOurs(), Simulated.UsesClient.class),
                breach(DependencyRules.librariesKnowNothingOfOurs(), Planted.UsesSimulator.class),
                breach(
                        DependencyRules.falconServiceKnowsOnlyWhatItJoins(),
                        Shared.UsesService.class),
                breach(DependencyRules.nothingShipsTheSimulator(), Feed.UsesSimulator.class),
                breach(DependencyRules.nothingShipsTheSimulator(), Planted.UsesSimulator.class));
    }

    static List<ArchRule> rules() {
        return DependencyRules.all();
    }

    @ParameterizedTest(name = "{0} is broken by {1}")
    @MethodSource("breaches")
    void aBreachFailsItsRule(ArchRule rule, List<Class<?>> planted) {
        // Given
        List<Class<?>> estate = new ArrayList<>(SOUND);
        estate.addAll(planted);
        // When
        var outcome = rule.evaluate(imported(estate));
        // Then
        assertThat(String.join("\n", outcome.getFailureReport().getDetails()))
                .contains(planted.stream().map(Class::getSimpleName).toList());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aSoundEstateKeepsTheRule(ArchRule rule) {
        assertThat(rule.evaluate(imported(SOUND)).getFailureReport().getDetails()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyRuleHasABreachThatProvesIt(ArchRule rule) {
        assertThat(breaches().map(breach -> ((ArchRule) breach.get()[0]).getDescription()))
                .contains(rule.getDescription());
    }

    private static Arguments breach(ArchRule rule, Class<?>... planted) {
        List<Class<?>> types = List.of(planted);
        String names =
                String.join(
                        " and ",
                        types.stream()
                                .map(type -> type.getName().replaceAll(".*\\.", ""))
                                .toList());
        return arguments(rule, named(names, types));
    }

    private static JavaClasses imported(List<Class<?>> types) {
        return new ClassFileImporter().importClasses(types);
    }
}
