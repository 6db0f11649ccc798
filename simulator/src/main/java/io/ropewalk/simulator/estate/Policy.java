package io.ropewalk.simulator.estate;

import io.ropewalk.simulator.http.ByteSink;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A policy of a customer: for each kind and platform two of its own, those made over the API, and
 * the default one.
 *
 * @param precedence 1 wins; the default comes last
 * @param description empty for what follows from the name
 * @param groupIds the groups it is attached to; none for the default, which applies to all
 * @param ruleGroupIds groups of custom rules attached to it
 * @param settings JSON values that were set, by the ids of settings
 * @param isDefault whether it applies to all that no other applies to
 */
public record Policy(
        Kind kind,
        String id,
        Platform platform,
        int precedence,
        String name,
        String description,
        boolean enabled,
        List<String> groupIds,
        List<String> ruleGroupIds,
        Map<String, String> settings,
        String settingsHash,
        Instant created,
        Instant modified,
        boolean isDefault) {

    /** The kinds a host record names, in its order. */
    public enum Kind {
        PREVENTION("prevention", "prevention"),
        SENSOR_UPDATE("sensor_update", "sensor-update"),
        DEVICE_CONTROL("device_control", "device-control"),
        REMOTE_RESPONSE("remote_response", "remote-response");

        private final String member;
        private final String type;

        Kind(String member, String type) {
            this.member = member;
            this.type = type;
        }

        /** Its member of {@code device_policies}. */
        public String member() {
            return member;
        }

        /** Its {@code policy_type}. */
        public String type() {
            return type;
        }
    }

    static final int DEFAULT = 3;

    /** Every policy is attached to one group in so many. */
    private static final int EVERY = 7;

    private static final List<String> NAMES = List.of("Strict", "Pilot");

    /** The policies of a kind, the default of each platform after the others. */
    public static List<Policy> of(Estate estate, Kind kind) {
        return estate.memberships().policies(kind);
    }

    static List<Policy> of(Estate estate, Kind kind, Platform platform, List<String> groupIds) {
        var edits = estate.spec().edits();
        var policies = new ArrayList<Policy>();
        for (var precedence = 1; precedence < DEFAULT; precedence++) {
            policies.add(drawn(estate, kind, platform, precedence, groupIds));
        }
        if (kind == Kind.PREVENTION) {
            for (var made : edits.policies().created(platform)) {
                policies.add(made(made, policies.size() + 1, edits));
            }
        }
        var fallback = drawn(estate, kind, platform, DEFAULT, groupIds);
        policies.add(fallback.at(policies.size() + 1));
        policies.removeIf(policy -> edits.deleted(policy.id));
        return List.copyOf(policies);
    }

    private static Policy drawn(
            Estate estate, Kind kind, Platform platform, int precedence, List<String> groupIds) {
        var edits = estate.spec().edits();
        var hash =
                estate.host()
                        .shared(Salt.POLICY, Mix.of(kind.member + platform.text() + precedence));
        var id = ByteSink.growing(32).hex(hash, 16).hex(Mix.mix(hash, 1), 16).text();
        var created =
                estate.spec()
                        .asOf()
                        .minus(700 + Long.remainderUnsigned(hash, 200), ChronoUnit.DAYS);
        var isDefault = precedence == DEFAULT;
        var name =
                isDefault ? "platform_default" : NAMES.get(precedence - 1) + " " + platform.text();
        var before = isDefault ? List.<String>of() : attached(kind, precedence, groupIds, edits);
        return new Policy(
                kind,
                id,
                platform,
                precedence,
                edits.name(id, name),
                edits.policies().description(id).orElse(""),
                isDefault || edits.enabled(id, true),
                edits.policies().groups(id, false, before),
                edits.policies().groups(id, true, List.of()),
                edits.policies().settings(id),
                hash(id, edits, true),
                created,
                edits.time(id).orElse(created.plus(30, ChronoUnit.DAYS)),
                isDefault);
    }

    private static Policy made(PolicyEdits.Created made, int precedence, Edits edits) {
        var id = made.edit().id();
        return new Policy(
                Kind.PREVENTION,
                id,
                made.edit().platform(),
                precedence,
                edits.name(id, made.edit().name()),
                edits.policies().description(id).orElse(""),
                edits.enabled(id, false),
                edits.policies().groups(id, false, List.of()),
                edits.policies().groups(id, true, List.of()),
                edits.policies().settings(id),
                hash(id, edits, false),
                made.at(),
                edits.time(id).orElse(made.at()),
                false);
    }

    private static String hash(String id, Edits edits, boolean enabled) {
        var settings = edits.policies().settings(id);
        var text =
                id
                        + edits.enabled(id, enabled)
                        + (settings.isEmpty() ? "" : new TreeMap<>(settings));
        return "%08x".formatted((int) Mix.of(text));
    }

    private Policy at(int newPrecedence) {
        return new Policy(
                kind,
                id,
                platform,
                newPrecedence,
                name,
                description,
                enabled,
                groupIds,
                ruleGroupIds,
                settings,
                settingsHash,
                created,
                modified,
                isDefault);
    }

    private static List<String> attached(
            Kind kind, int precedence, List<String> groupIds, Edits edits) {
        var remainder = Math.floorMod(Mix.of(kind.member) + precedence, EVERY);
        return IntStream.range(0, groupIds.size())
                .filter(which -> which % EVERY == remainder)
                .mapToObj(groupIds::get)
                .filter(id -> !edits.deleted(id))
                .toList();
    }

    /** Described as asked for, or as its name says. */
    public String shownDescription() {
        if (!description.isEmpty()) {
            return description;
        }
        return isDefault ? "Platform default policy" : name + " for " + platform.text();
    }

    boolean appliesTo(List<String> groups) {
        return !Collections.disjoint(groupIds, groups);
    }
}
