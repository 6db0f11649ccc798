package io.ropewalk.alertops.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.falcon.prevention.PolicyAction;
import io.ropewalk.falcon.prevention.PolicyDraft;
import io.ropewalk.falcon.prevention.SliderLevel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What differs between two states of a policy, and what of it weakens. */
class DifferenceTest {
    private static final PolicyState BARE = state(false, Map.of());

    private static PolicyState state(boolean enabled, Map<String, Map<String, Object>> settings) {
        return new PolicyState(
                "p", "d", enabled, new LinkedHashSet<>(), new LinkedHashSet<>(), settings);
    }

    private static PolicyState slider(SliderLevel detection, SliderLevel prevention) {
        return BARE.with(PolicyDraft.NONE.slider("ml", detection, prevention));
    }

    @Provide
    Arbitrary<PolicyState> states() {
        Arbitrary<Map<String, Object>> toggle =
                Arbitraries.of(true, false).map(it -> Map.of("enabled", it));
        Arbitrary<Map<String, Object>> slider =
                Combinators.combine(
                                Arbitraries.of(SliderLevel.values()),
                                Arbitraries.of(SliderLevel.values()))
                        .as((one, two) ->
                                Map.of("detection", one.name(), "prevention", two.name()));
        Arbitrary<LinkedHashSet<String>> groups =
                Arbitraries.of("g1", "g2", "g3").set().map(LinkedHashSet::new);
        return Combinators.combine(
                        Arbitraries.of("a", "b"),
                        Arbitraries.of(true, false),
                        groups,
                        groups,
                        toggle,
                        slider)
                .as((text, enabled, hosts, rules, on, levels) ->
                        new PolicyState(
                                text,
                                text,
                                enabled,
                                hosts,
                                rules,
                                Map.of("toggle", on, "slider", levels)));
    }

    @Property
    void aPolicyDoesNotDifferFromItself(@ForAll("states") PolicyState one) {
        assertThat(Difference.between(one, one, true).isEmpty()).isTrue();
        assertThat(Difference.weaker(one, one)).isFalse();
    }

    @Property
    void whatDiffersIsDoneWhenThePolicyIsAsWanted(
            @ForAll("states") PolicyState before, @ForAll("states") PolicyState after) {
        Difference difference = Difference.between(before, after);
        assertThat(difference.isEmpty()).isEqualTo(before.equals(after));
        assertThat(difference.isDoneBy(after, after)).isTrue();
        assertThat(difference.isDoneBy(before, after)).isEqualTo(difference.isEmpty());
    }

    @Property
    void oneWayOrTheOtherASettingThatDiffersWeakens(
            @ForAll("states") PolicyState one, @ForAll("states") PolicyState other) {
        if (!one.settings().equals(other.settings())) {
            assertThat(Difference.weaker(one, other) || Difference.weaker(other, one)).isTrue();
        }
    }

    @Property
    void aSliderWeakensExactlyWhereItGoesDown(
            @ForAll SliderLevel from, @ForAll SliderLevel to, @ForAll SliderLevel same) {
        for (Difference difference :
                List.of(
                        Difference.between(slider(from, same), slider(to, same)),
                        Difference.between(slider(same, from), slider(same, to)))) {
            assertThat(difference.changes()).hasSize(from == to ? 0 : 1);
            assertThat(difference.weakens()).isEqualTo(to.compareTo(from) < 0);
        }
    }

    @Example
    void switchingOffWeakensAndSwitchingOnDoesNot() {
        PolicyState on = BARE.after(PolicyAction.ENABLE, "");
        assertThat(Difference.between(BARE, on).weakens()).isFalse();
        assertThat(Difference.between(BARE, on, true).weakens()).isTrue();
        assertThat(Difference.between(on, BARE).weakens()).isTrue();
        PolicyState toggled = BARE.with(PolicyDraft.NONE.toggle("t", true));
        PolicyState off = BARE.with(PolicyDraft.NONE.toggle("t", false));
        assertThat(Difference.between(off, toggled).weakens()).isFalse();
        assertThat(Difference.between(toggled, off).weakens()).isTrue();
    }

    @Example
    void groupsThatLeaveWeaken() {
        for (PolicyAction[] pair :
                new PolicyAction[][] {
                    {PolicyAction.ADD_HOST_GROUP, PolicyAction.REMOVE_HOST_GROUP},
                    {PolicyAction.ADD_RULE_GROUP, PolicyAction.REMOVE_RULE_GROUP}
                }) {
            PolicyState with = BARE.after(pair[0], "g");
            assertThat(Difference.between(BARE, with).weakens()).isFalse();
            assertThat(Difference.between(with, with.after(pair[1], "g")).weakens()).isTrue();
            assertThat(with.after(pair[1], "g")).isEqualTo(BARE);
        }
    }

    @Example
    void whatNobodyKnowsCountsAsWeaker() {
        PolicyState odd = state(false, Map.of("x", Map.of("mode", "NEW")));
        PolicyState odder = state(false, Map.of("x", Map.of("mode", "NEWER")));
        assertThat(Difference.between(odd, odder).weakens()).isTrue();
        assertThat(Difference.deleted(BARE).weakens()).isTrue();
        assertThat(Difference.made(odd).weakens()).isFalse();
    }

    @Example
    void valuesAreTogglesOrSliders() {
        assertThat(SettingValues.isValue(Map.of("enabled", true))).isTrue();
        assertThat(SettingValues.isValue(Map.of("enabled", "true"))).isFalse();
        assertThat(SettingValues.isValue(Map.of("detection", "CAUTIOUS", "prevention", "DISABLED")))
                .isTrue();
        assertThat(SettingValues.isValue(Map.of("detection", "cautious", "prevention", "DISABLED")))
                .isFalse();
        assertThat(SettingValues.isValue(Map.of())).isFalse();
    }
}
