package io.ropewalk.ioc.indicator;

import io.ropewalk.ioc.pattern.Extraction;
import io.ropewalk.ioc.pattern.StixPattern;
import io.ropewalk.ioc.value.IocType;
import io.ropewalk.ioc.value.IocValue;
import io.ropewalk.ioc.value.Refusal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads an indicator as configured. Knows no time but the one it is given. */
public final class IocRule {
    /** The mark of an IOC that the mirror has put out of use; a label of this name is not one. */
    public static final String TO_DELETE = "TO_DELETE";

    private static final int MAX_DESCRIPTION = 1000;

    private final Actions actions;
    private final ScoreTable scores;
    private final boolean mobile;
    private final Function<String, String> link;

    /** The action for a type, where the score does not say otherwise. */
    public record Actions(Action hash, Action domain, Action ip) {
        public Actions {
            Objects.requireNonNull(hash, "hash");
            Objects.requireNonNull(domain, "domain");
            Objects.requireNonNull(ip, "ip");
        }

        /** The one for a type. */
        public Action of(IocType type) {
            return switch (type) {
                case MD5, SHA256 -> hash;
                case DOMAIN -> domain;
                case IPV4, IPV6 -> ip;
            };
        }
    }

    /**
     * @param mobile whether the customers have Falcon for Mobile
     * @param link the address of an indicator's page by its internal id; may be empty
     */
    public IocRule(
            Actions actions, ScoreTable scores, boolean mobile, Function<String, String> link) {
        this.actions = Objects.requireNonNull(actions, "actions");
        this.scores = Objects.requireNonNull(scores, "scores");
        this.mobile = mobile;
        this.link = Objects.requireNonNull(link, "link");
    }

    /** What of the configuration a customer's Falcon does not offer at all, as sentences. */
    public List<String> objections(ActionMatrix matrix) {
        return matrix.objections(actions, scores);
    }

    /** What the indicator asks for at this time. */
    public Reading read(Indicator it, Instant now) {
        if (!it.patternType().equals("stix")) {
            return new Reading.Unwanted(Refusal.PATTERN_TYPE, it.patternType());
        }
        if (it.revoked()) {
            return new Reading.Unwanted(Refusal.REVOKED, "");
        }
        if (it.validUntil().filter(end -> !end.isAfter(now)).isPresent()) {
            return new Reading.Unwanted(Refusal.EXPIRED, it.validUntil().get().toString());
        }
        Optional<ScoreTable.Band> band = scores.of(it.score());
        if (band.isEmpty()) {
            return new Reading.Unwanted(Refusal.LOW_SCORE, "below the lowest of the table");
        }
        Set<Platform> platforms = platforms(it.platforms());
        if (platforms.isEmpty()) {
            return new Reading.Unwanted(Refusal.PLATFORM, String.join(", ", it.platforms()));
        }
        return switch (StixPattern.read(it.pattern())) {
            case Extraction.Refused(var why, var detail) -> new Reading.Unwanted(why, detail);
            case Extraction.Values(var values, var dropped) ->
                    new Reading.Wanted(wishes(values, it, band.get(), platforms), dropped);
        };
    }

    private SortedMap<IocValue, Wish> wishes(
            Set<IocValue> values, Indicator it, ScoreTable.Band band, Set<Platform> platforms) {
        SortedSet<String> tags =
                it.labels().stream()
                        .map(String::strip)
                        .filter(tag -> !tag.isEmpty() && !tag.equals(TO_DELETE))
                        .collect(Collectors.toCollection(TreeSet::new));
        String description = description(it.about());
        SortedMap<IocValue, Wish> wishes = new TreeMap<>();
        for (IocValue value : values) {
            Action action = actions.of(value.type());
            if (value.type().isHash()) {
                action = band.action().orElse(action);
            }
            wishes.put(
                    value,
                    new Wish(
                            action,
                            band.severity(),
                            platforms,
                            it.validUntil(),
                            tags,
                            description));
        }
        return wishes;
    }

    /** Those named, of all customers' platforms where none is; mobile ones only where covered. */
    private Set<Platform> platforms(List<String> named) {
        Set<Platform> found = EnumSet.noneOf(Platform.class);
        if (named.isEmpty()) {
            found.addAll(Platform.DESKTOP);
        }
        named.forEach(word -> Platform.ofMitre(word).ifPresent(found::add));
        if (!mobile) {
            found.removeIf(Platform::isMobile);
        }
        return found;
    }

    private String description(Indicator.About about) {
        String text = about.description().isBlank() ? about.name() : about.description();
        String address = about.internalId().isEmpty() ? "" : link.apply(about.internalId());
        String tail = address.isEmpty() ? "" : " " + address;
        int room = Math.max(0, MAX_DESCRIPTION - tail.length());
        String head = text.strip();
        return (head.length() > room ? head.substring(0, room) : head) + tail;
    }
}
