package io.ropewalk.alertops.app;

import io.ropewalk.alertops.config.GuardsConfig;
import io.ropewalk.alertops.config.HostActionsConfig;
import io.ropewalk.alertops.config.QueryConfig;
import io.ropewalk.alertops.query.Paging;
import io.ropewalk.kit.start.StartFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Refuses configuration that cannot work, in one sentence. */
final class StartCheck {
    private static final Pattern ID = Pattern.compile("[0-9A-Fa-f]{32}");
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private StartCheck() {}

    static void check(GuardsConfig guards, HostActionsConfig hosts, QueryConfig query) {
        caps(guards);
        ids("protected-hosts", "agent ids", guards.protectedHosts());
        ids("protected-groups", "ids of host groups", guards.protectedGroups());
        words("protected-tags", guards.protectedTags());
        words("protected-products", guards.protectedProducts());
        words("protected-policies", guards.protectedPolicies());
        if (guards.policyMaxMembers() < 0) {
            throw new StartFailure("ropewalk.guards.policy-max-members is a number from 0 on.");
        }
        if (hosts.maxWait().isNegative() || hosts.maxWait().compareTo(LONGEST_WAIT) > 0) {
            throw new StartFailure(
                    "ropewalk.alerts.host-actions.max-wait is a time from 0s to 10m.");
        }
        if (!hosts.lookEvery().isPositive()) {
            throw new StartFailure("ropewalk.alerts.host-actions.look-every is a time above zero.");
        }
        limit("max-limit", query.maxLimit(), Paging.MOST);
        limit("default-limit", query.defaultLimit(), query.maxLimit());
    }

    private static void limit(String key, int limit, int most) {
        if (limit < 1 || limit > most) {
            throw new StartFailure(
                    "ropewalk.alerts.query.%s is a number from 1 to %d, not %d."
                            .formatted(key, most, limit));
        }
    }

    private static void caps(GuardsConfig guards) {
        Map<String, Integer> caps =
                Map.of(
                        "contain-max-per-request", guards.containMaxPerRequest(),
                        "contain-max-per-hour", guards.containMaxPerHour(),
                        "lift-max-per-request", guards.liftMaxPerRequest(),
                        "lift-max-per-hour", guards.liftMaxPerHour(),
                        "hide-max-per-request", guards.hideMaxPerRequest(),
                        "hide-max-per-hour", guards.hideMaxPerHour(),
                        "alerts-max-per-request", guards.alertsMaxPerRequest(),
                        "alerts-max-per-hour", guards.alertsMaxPerHour(),
                        "policies-max-per-request", guards.policiesMaxPerRequest(),
                        "policies-max-per-day", guards.policiesMaxPerDay());
        caps.forEach((key, most) -> {
            if (most < 0) {
                throw new StartFailure(
                        "ropewalk.guards.%s is a number from 0 on, not %d; 0 forbids it."
                                .formatted(key, most));
            }
        });
    }

    private static void ids(String key, String what, Optional<List<String>> ids) {
        for (String id : ids.orElse(List.of())) {
            if (!ID.matcher(id.strip()).matches()) {
                throw new StartFailure(
                        "ropewalk.guards.%s lists %s, comma separated, each 32 hexadecimal digits; %s is none."
                                .formatted(key, what, id));
            }
        }
    }

    private static void words(String key, Optional<List<String>> words) {
        if (words.orElse(List.of()).stream().anyMatch(String::isBlank)) {
            throw new StartFailure("ropewalk.guards.%s has a blank entry.".formatted(key));
        }
    }
}
