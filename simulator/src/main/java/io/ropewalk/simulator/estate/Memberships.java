package io.ropewalk.simulator.estate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Which groups a host is in, and which policies apply to it for that: the first enabled one, in the
 * order of precedence, that one of its groups is attached to, else the default of its platform.
 */
final class Memberships {
    private static final int LAST_FIRST_GROUP = HostGroup.COUNT - 4;

    /** Hosts are drawn into up to three groups. */
    private static final int COUNTS = 4;

    /** A set of groups and what follows from it. */
    final class Membership {
        private final List<String> groups;
        private final byte[] hash;
        private final Map<Platform, Map<Policy.Kind, Policy>> applied =
                new EnumMap<>(Platform.class);

        private Membership(List<String> groups) {
            this.groups = groups;
            var bits = Mix.of(String.join(",", groups));
            var text = new StringBuilder();
            for (var i = 0; i < COUNTS; i++) {
                text.append("%016x".formatted(Mix.mix(bits, i)));
            }
            this.hash = Texts.bytes(text.toString());
            for (var platform : Platform.values()) {
                var byKind = new EnumMap<Policy.Kind, Policy>(Policy.Kind.class);
                policies.forEach((kind, all) -> byKind.put(kind, first(all.get(platform))));
                applied.put(platform, byKind);
            }
        }

        private Policy first(List<Policy> candidates) {
            return candidates.stream()
                    .filter(policy -> policy.enabled() && policy.appliesTo(groups))
                    .findFirst()
                    .orElseGet(candidates::getLast);
        }

        List<String> groups() {
            return groups;
        }

        byte[] hash() {
            return hash;
        }

        Policy policy(Platform platform, Policy.Kind kind) {
            return applied.get(platform).get(kind);
        }
    }

    private final Estate estate;
    private final List<Membership> drawn = new ArrayList<>();
    private final Map<Policy.Kind, Map<Platform, List<Policy>>> policies =
            new EnumMap<>(Policy.Kind.class);

    Memberships(Estate estate) {
        this.estate = estate;
        var groups =
                IntStream.range(0, HostGroup.COUNT)
                        .mapToObj(which -> HostGroup.id(estate, which))
                        .toList();
        for (var kind : Policy.Kind.values()) {
            var byPlatform = new EnumMap<Platform, List<Policy>>(Platform.class);
            for (var platform : Platform.values()) {
                byPlatform.put(platform, Policy.of(estate, kind, platform, groups));
            }
            policies.put(kind, byPlatform);
        }
        for (var first = 0; first < LAST_FIRST_GROUP; first++) {
            for (var count = 0; count < COUNTS; count++) {
                drawn.add(new Membership(groups.subList(first, first + count)));
            }
        }
    }

    Membership of(Host host) {
        // Other bits than the first group is drawn from, or the two would go together.
        var count = (int) (host.bits(Salt.GROUPS) >>> 60 & (COUNTS - 1));
        var own = drawn.get(host.below(Salt.GROUPS, LAST_FIRST_GROUP) * COUNTS + count);
        var edits = estate.spec().edits();
        if (!edits.touchGroups()) {
            return own;
        }
        var left = edits.groups(estate.deviceId(host.key()), own.groups());
        return left.equals(own.groups()) ? own : new Membership(left);
    }

    /** Those of one kind, platform by platform, the default last. */
    List<Policy> policies(Policy.Kind kind) {
        return policies.get(kind).values().stream().flatMap(List::stream).toList();
    }
}
