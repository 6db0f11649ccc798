package io.ropewalk.ioc.actions;

import io.ropewalk.falcon.iocs.IndicatorSettings;
import io.ropewalk.ioc.indicator.Action;
import io.ropewalk.ioc.indicator.ActionMatrix;
import io.ropewalk.ioc.indicator.Platform;
import io.ropewalk.ioc.indicator.Severity;
import io.ropewalk.ioc.value.Canonical;
import io.ropewalk.ioc.value.IocType;
import io.ropewalk.ioc.value.IocValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * An indicator as somebody asks for it, by the vendor's names.
 *
 * @param texts of members that are text
 * @param lists of members that are lists of text
 * @param global {@code applied_globally}, where it is said
 * @param flaw why it cannot be read, where it cannot
 */
public record Draft(
        Map<String, String> texts,
        Map<String, List<String>> lists,
        Optional<Boolean> global,
        Optional<String> flaw) {
    public static final Set<String> TEXTS =
            Set.of(
                    "id",
                    "type",
                    "value",
                    "action",
                    "mobile_action",
                    "severity",
                    "source",
                    "description",
                    "expiration");

    public static final Set<String> LISTS = Set.of("platforms", "tags", "host_groups");

    private static final int MAX_SOURCE = 256;

    public Draft {
        texts = Map.copyOf(texts);
        lists = Map.copyOf(lists);
        Objects.requireNonNull(global, "global");
        Objects.requireNonNull(flaw, "flaw");
    }

    /** What it is called in the answer. */
    public String name() {
        String id = texts.getOrDefault("id", "");
        return id.isEmpty()
                ? texts.getOrDefault("type", "?") + ":" + texts.getOrDefault("value", "?")
                : id;
    }

    /** A member that is text; empty where it is not there. */
    public String text(String name) {
        return texts.getOrDefault(name, "");
    }

    /** Turns protection off, or reaches every host: somebody of more rights must want it. */
    public boolean isDangerous() {
        return text("action").equals(Action.ALLOW.word())
                || text("mobile_action").equals(Action.ALLOW.word())
                || global.orElse(false);
    }

    /** The value in Falcon's form. */
    Optional<IocValue> value() {
        return IocType.named(text("type"))
                .flatMap(type ->
                        Canonical.of(type, text("value")) instanceof Canonical.Value(var value)
                                ? Optional.of(value)
                                : Optional.empty());
    }

    /** What is wrong with it as a new one; empty where nothing is. */
    Optional<String> objectionToNew(ActionMatrix matrix, Instant now) {
        if (flaw.isPresent()) {
            return flaw;
        }
        if (value().isEmpty()) {
            return Optional.of(
                    "type is md5, sha256, domain, ipv4 or ipv6, and value one of it that may be an"
                            + " IOC.");
        }
        if (global.isEmpty() && lists.getOrDefault("host_groups", List.of()).isEmpty()) {
            return Optional.of("Say applied_globally: true, or name host_groups.");
        }
        Optional<Action> action = Action.named(text("action"));
        if (action.isEmpty()) {
            return Optional.of("action is no_action, allow, detect, prevent_no_ui or prevent.");
        }
        Set<Platform> platforms = platforms();
        if (platforms.isEmpty()) {
            return Optional.of(
                    "platforms names at least one of windows, mac, linux, android, ios.");
        }
        IocType type = value().get().type();
        if (!matrix.platforms(action.get(), type, platforms).equals(platforms)) {
            return Optional.of(
                    "Falcon does not offer %s for %s on all of these platforms; get_ioc_actions says what it offers."
                            .formatted(action.get().word(), type.word()));
        }
        return severity(matrix, action.get()).or(() -> objection(now));
    }

    private Optional<String> severity(ActionMatrix matrix, Action action) {
        Optional<Severity> severity = Severity.named(text("severity"));
        if (severity.isEmpty()) {
            boolean needed = action != Action.NO_ACTION && action != Action.ALLOW;
            return needed || !text("severity").isEmpty()
                    ? Optional.of("severity is informational, low, medium, high or critical.")
                    : Optional.empty();
        }
        return matrix.takes(action, severity.get())
                ? Optional.empty()
                : Optional.of(
                        "Falcon does not offer %s with severity %s."
                                .formatted(action.word(), severity.get().word()));
    }

    /** What is wrong with it as a change; empty where nothing is. */
    Optional<String> objectionToChange(Instant now) {
        if (flaw.isPresent()) {
            return flaw;
        }
        if (text("id").isEmpty()) {
            return Optional.of("An update names the id of the indicator.");
        }
        if (!text("type").isEmpty() || !text("value").isEmpty()) {
            return Optional.of("type and value never change; delete it and create another.");
        }
        return objection(now);
    }

    private Optional<String> objection(Instant now) {
        if (text("source").length() > MAX_SOURCE) {
            return Optional.of("source is at most 256 characters.");
        }
        if (!text("expiration").isEmpty() && expiration().filter(it -> it.isAfter(now)).isEmpty()) {
            return Optional.of("expiration is a time to come, such as 2027-01-31T00:00:00Z.");
        }
        return Optional.empty();
    }

    private Optional<Instant> expiration() {
        try {
            return text("expiration").isEmpty()
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(text("expiration")).toInstant());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private Set<Platform> platforms() {
        Set<Platform> found = new HashSet<>();
        for (String word : lists.getOrDefault("platforms", List.of())) {
            Optional<Platform> one = Platform.named(word);
            if (one.isEmpty()) {
                return Set.of();
            }
            found.add(one.get());
        }
        return found;
    }

    IndicatorSettings settings() {
        IndicatorSettings it = IndicatorSettings.NONE;
        it = text("action").isEmpty() ? it : it.action(text("action"));
        it = text("mobile_action").isEmpty() ? it : it.mobileAction(text("mobile_action"));
        it = text("severity").isEmpty() ? it : it.severity(text("severity"));
        it = text("source").isEmpty() ? it : it.source(text("source"));
        it = texts.containsKey("description") ? it.description(text("description")) : it;
        it = expiration().isPresent() ? it.expiration(expiration().get()) : it;
        it = lists.containsKey("platforms") ? it.platforms(lists.get("platforms")) : it;
        it = lists.containsKey("tags") ? it.tags(lists.get("tags")) : it;
        it = lists.containsKey("host_groups") ? it.hostGroups(lists.get("host_groups")) : it;
        return global.isPresent() ? it.appliedGlobally(global.get()) : it;
    }
}
