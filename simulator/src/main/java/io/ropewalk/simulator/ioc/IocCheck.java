package io.ropewalk.simulator.ioc;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds what is wrong with an item of a write. */
public final class IocCheck {
    private static final Set<String> TEXTS =
            Set.of("action", "mobile_action", "severity", "source", "description", "expiration");
    private static final Set<String> CLEARABLE =
            Set.of("severity", "source", "description", "expiration");
    private static final List<String> LISTS = List.of("platforms", "tags", "host_groups");
    private static final Set<String> CREATED =
            Set.of(
                    "type",
                    "value",
                    "action",
                    "mobile_action",
                    "severity",
                    "source",
                    "description",
                    "expiration",
                    "platforms",
                    "tags",
                    "host_groups",
                    "applied_globally",
                    "metadata");
    private static final int MAX_SOURCE = 256;
    private static final int MAX_DOMAIN = 200;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern MD5 = Pattern.compile("[0-9a-fA-F]{32}");
    private static final Pattern OCTET =
            Pattern.compile("25[0-5]|2[0-4][0-9]|1[0-9]{2}|[0-9]{1,2}");
    private static final Pattern LABEL =
            Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?");
    private static final Pattern HEX_GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");

    /** One thing that is wrong, or only warned of. */
    public record Problem(String field, String message, boolean warning) {
        static Problem error(String field, String message) {
            return new Problem(field, message, false);
        }
    }

    private IocCheck() {}

    /** Members that an item of a creation, or of an update, does not have. */
    public static List<String> unknown(JsonNode item, boolean update) {
        var names = new ArrayList<String>();
        item.fieldNames().forEachRemaining(names::add);
        names.removeAll(CREATED);
        names.removeIf(name -> update && name.equals("id"));
        if (update) {
            item.fieldNames()
                    .forEachRemaining(name -> {
                        if (name.equals("type") || name.equals("value")) {
                            names.add(name);
                        }
                    });
        }
        return names;
    }

    /** The first thing wrong with how an item of either write is made. */
    public static Optional<Problem> form(JsonNode item, Instant now, IocRules rules) {
        if (!item.isObject()) {
            return Optional.of(Problem.error("", "an indicator must be an object"));
        }
        for (var name : TEXTS) {
            var cleared = item.path(name).isNull() && CLEARABLE.contains(name);
            if (item.has(name) && !item.get(name).isTextual() && !cleared) {
                return Optional.of(Problem.error(name, name + " must be a string"));
            }
        }
        for (var name : LISTS) {
            var list = item.path(name);
            if (item.has(name)
                    && (!list.isArray() || list.valueStream().anyMatch(it -> !it.isTextual()))) {
                return Optional.of(Problem.error(name, name + " must be a list of strings"));
            }
        }
        if (item.has("applied_globally") && !item.get("applied_globally").isBoolean()) {
            return Optional.of(
                    Problem.error("applied_globally", "applied_globally must be a boolean"));
        }
        return expiration(item, now, rules);
    }

    private static Optional<Problem> expiration(JsonNode item, Instant now, IocRules rules) {
        if (!item.hasNonNull("expiration")) {
            return Optional.empty();
        }
        try {
            var at = Instant.parse(item.get("expiration").asText());
            return at.isAfter(now) || rules.pastExpiration()
                    ? Optional.empty()
                    : Optional.of(Problem.error("expiration", "expiration must be in the future"));
        } catch (DateTimeException e) {
            return Optional.of(Problem.error("expiration", "expiration must be RFC 3339"));
        }
    }

    /** The first thing wrong with type and value. */
    static Optional<Problem> identity(JsonNode item) {
        var type = item.path("type").asText("");
        var value = item.path("value").asText("");
        if (!ActionTable.TYPES.contains(type)) {
            return Optional.of(Problem.error("type", "invalid type: '" + type + "'"));
        }
        var legal =
                switch (type) {
                    case "sha256" -> SHA256.matcher(value).matches();
                    case "md5" -> MD5.matcher(value).matches();
                    case "domain" -> isDomain(value);
                    case "ipv4" -> isIpv4(value);
                    default -> isIpv6(value);
                };
        return legal
                ? Optional.empty()
                : Optional.of(
                        Problem.error(
                                "value", "invalid value for type " + type + ": '" + value + "'"));
    }

    /** Everything wrong with an indicator as it would be kept. */
    static List<Problem> whole(Ioc ioc, IocRules rules) {
        var problems = new ArrayList<Problem>();
        var byType = ActionTable.platformsByType(ioc.action(), rules.mobile());
        if (!ActionTable.actions().contains(ioc.action())) {
            problems.add(Problem.error("action", "invalid action: '" + ioc.action() + "'"));
        } else if (!byType.containsKey(ioc.type())) {
            problems.add(
                    Problem.error(
                            "action",
                            "action '" + ioc.action() + "' is not legal for type " + ioc.type()));
        } else {
            platforms(ioc, byType.get(ioc.type()), rules).ifPresent(problems::add);
        }
        if (!ioc.mobileAction().isEmpty()
                && !ActionTable.mobileActions().contains(ioc.mobileAction())) {
            problems.add(Problem.error("mobile_action", "invalid mobile action"));
        }
        if (!ioc.severity().isEmpty() && !ActionTable.SEVERITIES.contains(ioc.severity())) {
            problems.add(Problem.error("severity", "invalid severity: '" + ioc.severity() + "'"));
        } else if (ioc.severity().isEmpty() && ActionTable.needsSeverity(ioc.action())) {
            problems.add(Problem.error("severity", "severity is required with " + ioc.action()));
        }
        if (ioc.source().length() > MAX_SOURCE) {
            problems.add(Problem.error("source", "source is longer than " + MAX_SOURCE));
        }
        if (!ioc.appliedGlobally() && ioc.hostGroups().isEmpty()) {
            problems.add(
                    Problem.error(
                            "applied_globally", "applied_globally or host_groups is required"));
        }
        if (ioc.hostGroups().stream().anyMatch(group -> !MD5.matcher(group).matches())) {
            problems.add(Problem.error("host_groups", "invalid host group id"));
        }
        return problems;
    }

    private static Optional<Problem> platforms(Ioc ioc, List<String> legal, IocRules rules) {
        if (ioc.platforms().isEmpty()) {
            return Optional.of(Problem.error("platforms", "platforms is required"));
        }
        return ioc.platforms().stream()
                .filter(platform -> !legal.contains(platform))
                .findFirst()
                .map(platform ->
                        Problem.error(
                                "platforms",
                                ActionTable.isMobile(platform) && !rules.mobile()
                                        ? "platform '" + platform + "' needs Falcon for Mobile"
                                        : "invalid platform: '" + platform + "'"));
    }

    private static boolean isDomain(String value) {
        if (value.isEmpty() || value.length() > MAX_DOMAIN || isIpv4(value)) {
            return false;
        }
        for (var label : value.split("\\.", -1)) {
            if (!LABEL.matcher(label).matches()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIpv4(String value) {
        var parts = value.split("\\.", -1);
        if (parts.length != 4) {
            return false;
        }
        for (var part : parts) {
            if (!OCTET.matcher(part).matches() || (part.length() > 1 && part.startsWith("0"))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIpv6(String value) {
        var text = value.toLowerCase(Locale.ROOT);
        var gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return false;
        }
        var groups = gap < 0 ? groups(text) : groups(text.substring(0, gap));
        var after = gap < 0 ? 0 : groups(text.substring(gap + 2));
        return groups >= 0 && after >= 0 && (gap < 0 ? groups == 8 : groups + after < 8);
    }

    /** How many groups; -1 where it is none. */
    private static int groups(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        var count = 0;
        var parts = text.split(":", -1);
        for (var i = 0; i < parts.length; i++) {
            if (i == parts.length - 1 && isIpv4(parts[i])) {
                count += 2;
            } else if (HEX_GROUP.matcher(parts[i]).matches()) {
                count++;
            } else {
                return -1;
            }
        }
        return count;
    }
}
