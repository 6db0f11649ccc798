package io.ropewalk.ioc.indicator;

import io.ropewalk.ioc.value.IocType;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which action a customer's Falcon offers for which type, platform and severity. The vendor's own
 * table; nothing is assumed where it says nothing.
 */
public final class ActionMatrix {
    private final Map<String, Offer> offers;

    /**
     * One action.
     *
     * @param platformsByType the vendor's words
     * @param severities the vendor's words; none where the action takes any
     */
    public record Offer(
            String action, Map<String, Set<String>> platformsByType, Set<String> severities) {
        public Offer {
            Objects.requireNonNull(action, "action");
            platformsByType = Map.copyOf(platformsByType);
            severities = Set.copyOf(severities);
        }
    }

    public ActionMatrix(Collection<Offer> offers) {
        this.offers =
                offers.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Offer::action, it -> it, (first, _) -> first));
    }

    /** The platforms, of these, on which the action can be had. */
    public Set<Platform> platforms(Action action, IocType type, Set<Platform> wanted) {
        Offer offer = offers.get(action.word());
        Set<Platform> found = EnumSet.noneOf(Platform.class);
        if (offer != null) {
            Set<String> offered = offer.platformsByType().getOrDefault(type.word(), Set.of());
            wanted.stream().filter(it -> offered.contains(it.word())).forEach(found::add);
        }
        return found;
    }

    /** Whether the action takes the severity. */
    public boolean takes(Action action, Severity severity) {
        Offer offer = offers.get(action.word());
        return offer != null
                && (offer.severities().isEmpty()
                        || offer.severities().stream()
                                .anyMatch(it -> it.equalsIgnoreCase(severity.word())));
    }

    /** What of a configuration cannot be had at all, as sentences. */
    public List<String> objections(IocRule.Actions actions, ScoreTable scores) {
        return Arrays.stream(IocType.values())
                .flatMap(type ->
                        scores.bands().stream()
                                .map(band -> objection(type, actions.of(type), band)))
                .filter(it -> !it.isEmpty())
                .distinct()
                .toList();
    }

    private String objection(IocType type, Action usual, ScoreTable.Band band) {
        Action action = type.isHash() ? band.action().orElse(usual) : usual;
        if (platforms(action, type, EnumSet.allOf(Platform.class)).isEmpty()) {
            return "Falcon does not offer %s for %s.".formatted(action.word(), type.word());
        }
        return takes(action, band.severity())
                ? ""
                : "Falcon does not offer %s with severity %s."
                        .formatted(action.word(), band.severity().word());
    }
}
