package io.ropewalk.alertops.policy;

import io.ropewalk.falcon.prevention.SliderLevel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a change makes of a policy, one entry for each thing that differs.
 *
 * <p>A lower level, a toggle switched off, a policy switched off, a group taken away and a deletion
 * weaken. So does what cannot be judged: a value of a kind nobody knows.
 */
public record Difference(List<Change> changes) {
    public Difference {
        changes = List.copyOf(changes);
    }

    /** Between two states; hosts that come under the policy are not worse off than before. */
    public static Difference between(PolicyState before, PolicyState after) {
        return between(before, after, false);
    }

    /**
     * Between two states.
     *
     * @param arrivalsLose whether hosts that come under the policy, since it is switched on or gets
     *     a group, may have been better protected before
     */
    public static Difference between(PolicyState before, PolicyState after, boolean arrivalsLose) {
        List<Change> changes = new ArrayList<>();
        value(changes, "name", before.name(), after.name(), false);
        value(changes, "description", before.description(), after.description(), false);
        value(
                changes,
                "enabled",
                before.enabled(),
                after.enabled(),
                after.enabled() ? arrivalsLose : true);
        groups(changes, "groups", before.groups(), after.groups(), arrivalsLose);
        groups(changes, "ioa_rule_groups", before.ruleGroups(), after.ruleGroups(), false);
        changes.addAll(settings(before.settings(), after.settings()));
        return new Difference(changes);
    }

    /** A policy that is made: nothing is weaker, since no host has it. */
    public static Difference made(PolicyState after) {
        PolicyState nothing =
                new PolicyState(
                        "", "", false, new LinkedHashSet<>(), new LinkedHashSet<>(), Map.of());
        return new Difference(
                between(nothing, after).changes().stream()
                        .map(it -> new Change(it.path(), Optional.empty(), it.to(), false))
                        .toList());
    }

    /** A policy that is taken away: its hosts fall to the next one. */
    public static Difference deleted(PolicyState before) {
        return new Difference(
                List.of(new Change("policy", Optional.of(before.name()), Optional.empty(), true)));
    }

    /** Whether some setting of one policy protects less than the same of another. */
    public static boolean weaker(PolicyState one, PolicyState other) {
        return settings(other.settings(), one.settings()).stream()
                .anyMatch(it -> it.weakens() && it.from().isPresent());
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    public boolean weakens() {
        return changes.stream().anyMatch(Change::weakens);
    }

    /** Whether nothing of this is left to do for a policy of this state. */
    public boolean isDoneBy(PolicyState now, PolicyState wanted) {
        Set<String> left =
                between(now, wanted).changes().stream()
                        .map(Difference::key)
                        .collect(Collectors.toSet());
        return changes.stream().map(Difference::key).noneMatch(left::contains);
    }

    /** A group by its id: of the same path there are several. */
    private static String key(Change change) {
        return change.path().endsWith("groups")
                ? change.path() + " " + change.from().or(change::to).orElse("")
                : change.path();
    }

    /** As in answers. */
    public List<Map<String, Object>> shown() {
        return changes.stream().map(Change::shown).toList();
    }

    private static void value(
            List<Change> changes, String path, Object from, Object to, boolean weakens) {
        if (!from.equals(to)) {
            changes.add(new Change(path, Optional.of(from), Optional.of(to), weakens));
        }
    }

    private static void groups(
            List<Change> changes,
            String path,
            Collection<String> before,
            Collection<String> after,
            boolean arrivalsLose) {
        before.stream()
                .filter(id -> !after.contains(id))
                .forEach(id ->
                        changes.add(new Change(path, Optional.of(id), Optional.empty(), true)));
        after.stream()
                .filter(id -> !before.contains(id))
                .forEach(id ->
                        changes.add(
                                new Change(path, Optional.empty(), Optional.of(id), arrivalsLose)));
    }

    private static List<Change> settings(
            Map<String, Map<String, Object>> before, Map<String, Map<String, Object>> after) {
        List<Change> changes = new ArrayList<>();
        for (var setting : after.entrySet()) {
            Map<String, Object> was = before.getOrDefault(setting.getKey(), Map.of());
            for (var member : setting.getValue().entrySet()) {
                Optional<Object> from = Optional.ofNullable(was.get(member.getKey()));
                if (!from.equals(Optional.of(member.getValue()))) {
                    changes.add(
                            new Change(
                                    "settings." + setting.getKey() + "." + member.getKey(),
                                    from,
                                    Optional.of(member.getValue()),
                                    weakens(from, member.getValue())));
                }
            }
        }
        return changes;
    }

    private static boolean weakens(Optional<Object> from, Object to) {
        if (to instanceof Boolean on) {
            return !on;
        }
        Optional<SliderLevel> level = level(to);
        Optional<SliderLevel> before = from.flatMap(Difference::level);
        return level.isEmpty() || before.isEmpty() || level.get().compareTo(before.get()) < 0;
    }

    private static Optional<SliderLevel> level(Object word) {
        return Arrays.stream(SliderLevel.values()).filter(it -> it.name().equals(word)).findFirst();
    }
}
