package io.ropewalk.simulator.estate;

import io.ropewalk.simulator.http.ByteSink;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A policy of a customer: for each kind and platform two of its own, and the default one.
 *
 * @param precedence 1 wins; the default comes last
 * @param groupIds the groups it is attached to; none for the default, which applies to all
 */
public record Policy(
        Kind kind,
        String id,
        Platform platform,
        int precedence,
        String name,
        boolean enabled,
        List<String> groupIds,
        String settingsHash,
        Instant created,
        Instant modified) {

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
        for (var precedence = 1; precedence <= DEFAULT; precedence++) {
            var hash =
                    estate.host()
                            .shared(
                                    Salt.POLICY,
                                    Mix.of(kind.member + platform.text() + precedence));
            var id = ByteSink.growing(32).hex(hash, 16).hex(Mix.mix(hash, 1), 16).text();
            if (edits.deleted(id)) {
                continue;
            }
            var created =
                    estate.spec()
                            .asOf()
                            .minus(700 + Long.remainderUnsigned(hash, 200), ChronoUnit.DAYS);
            var isDefault = precedence == DEFAULT;
            policies.add(
                    new Policy(
                            kind,
                            id,
                            platform,
                            precedence,
                            edits.name(
                                    id,
                                    isDefault
                                            ? "platform_default"
                                            : NAMES.get(precedence - 1) + " " + platform.text()),
                            isDefault || edits.enabled(id, true),
                            isDefault ? List.of() : attached(kind, precedence, groupIds, edits),
                            "%08x".formatted((int) Mix.of(id + edits.enabled(id, true))),
                            created,
                            edits.time(id).orElse(created.plus(30, ChronoUnit.DAYS))));
        }
        return List.copyOf(policies);
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

    public boolean isDefault() {
        return precedence == DEFAULT;
    }

    boolean appliesTo(List<String> groups) {
        return !Collections.disjoint(groupIds, groups);
    }
}
