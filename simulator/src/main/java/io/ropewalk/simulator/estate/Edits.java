package io.ropewalk.simulator.estate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was changed by hand at a customer, all told. Ids are those of groups, policies and users,
 * which never coincide.
 */
public final class Edits {
    public static final Edits NONE = new Edits();

    /** One change by hand. */
    public sealed interface Edit {
        /** The host is in these groups from now on, and in no others. */
        record Regroup(String deviceId, List<String> groupIds) implements Edit {
            public Regroup {
                groupIds = List.copyOf(groupIds);
            }
        }

        /** The host has left for another customer. */
        record Depart(String deviceId) implements Edit {}

        /**
         * The host has come from another customer.
         *
         * @param seed what its records have always been drawn from
         */
        record Arrive(String deviceId, long seed) implements Edit {}

        /** The group or policy is called so from now on. */
        record Rename(String id, String name) implements Edit {}

        /** The group, policy or user is gone. */
        record Delete(String id) implements Edit {}

        /** The host is shown by hidden listings only from now on, or by the others again. */
        record Hide(String deviceId, boolean hidden) implements Edit {}

        /**
         * A prevention policy is there from now on, switched off.
         *
         * @param settings JSON values by the ids of settings
         */
        record CreatePolicy(
                String id,
                String name,
                String description,
                Platform platform,
                Map<String, String> settings)
                implements Edit {
            public CreatePolicy {
                settings = Map.copyOf(settings);
            }
        }

        /** The policy is described so from now on, and these of its settings have these values. */
        record ChangePolicy(String id, Optional<String> description, Map<String, String> settings)
                implements Edit {
            public ChangePolicy {
                settings = Map.copyOf(settings);
            }
        }

        /** The policy is attached to a host group or a rule group from now on, or no longer. */
        record Attach(String policyId, String groupId, boolean rules, boolean attached)
                implements Edit {}

        /** The policy or user is switched on or off. */
        record Enable(String id, boolean enabled) implements Edit {}
    }

    private final Map<String, Edit.Regroup> groups;
    private final Map<String, String> names;
    private final Map<String, Boolean> switches;
    private final Set<String> deleted;
    private final Map<String, Instant> times;
    private final Set<String> departed;
    private final List<Edit.Arrive> arrivals;
    private final Set<String> hidden;
    private final PolicyEdits policies;

    private Edits() {
        groups = Map.of();
        names = Map.of();
        switches = Map.of();
        deleted = Set.of();
        times = Map.of();
        departed = Set.of();
        arrivals = List.of();
        hidden = Set.of();
        policies = PolicyEdits.NONE;
    }

    private Edits(Edits before, Edit edit, Instant at) {
        var newGroups = new HashMap<>(before.groups);
        var newNames = new HashMap<>(before.names);
        var newSwitches = new HashMap<>(before.switches);
        var newDeleted = new HashSet<>(before.deleted);
        var newTimes = new HashMap<>(before.times);
        var newDeparted = new HashSet<>(before.departed);
        var newArrivals = new ArrayList<>(before.arrivals);
        var newHidden = new HashSet<>(before.hidden);
        switch (edit) {
            case Edit.Regroup regroup -> newGroups.put(regroup.deviceId(), regroup);
            case Edit.Depart depart -> newDeparted.add(depart.deviceId());
            case Edit.Arrive arrive -> {
                newDeparted.remove(arrive.deviceId());
                // Its place in the list is its slot: it keeps that when it comes back.
                if (!newArrivals.contains(arrive)) {
                    newArrivals.add(arrive);
                }
            }
            case Edit.Hide hide when hide.hidden() -> newHidden.add(hide.deviceId());
            case Edit.Hide hide -> newHidden.remove(hide.deviceId());
            case Edit.CreatePolicy _, Edit.ChangePolicy _, Edit.Attach _ -> {}
            case Edit.Rename rename -> newNames.put(rename.id(), rename.name());
            case Edit.Delete delete -> newDeleted.add(delete.id());
            case Edit.Enable enable -> newSwitches.put(enable.id(), enable.enabled());
        }
        policies = before.policies.with(edit, at);
        newTimes.put(idOf(edit), at);
        groups = Map.copyOf(newGroups);
        names = Map.copyOf(newNames);
        switches = Map.copyOf(newSwitches);
        deleted = Set.copyOf(newDeleted);
        times = Map.copyOf(newTimes);
        departed = Set.copyOf(newDeparted);
        arrivals = List.copyOf(newArrivals);
        hidden = Set.copyOf(newHidden);
    }

    /** These and one more. */
    public Edits with(Edit edit, Instant at) {
        return new Edits(this, edit, at);
    }

    private static String idOf(Edit edit) {
        return switch (edit) {
            case Edit.Regroup regroup -> regroup.deviceId();
            case Edit.Depart depart -> depart.deviceId();
            case Edit.Arrive arrive -> arrive.deviceId();
            case Edit.Hide hide -> hide.deviceId();
            case Edit.CreatePolicy create -> create.id();
            case Edit.ChangePolicy change -> change.id();
            case Edit.Attach attach -> attach.policyId();
            case Edit.Rename rename -> rename.id();
            case Edit.Delete delete -> delete.id();
            case Edit.Enable enable -> enable.id();
        };
    }

    /** Whether hosts may be in other groups than they were drawn into. */
    boolean touchGroups() {
        return !groups.isEmpty() || !deleted.isEmpty();
    }

    boolean touchHosts() {
        return !groups.isEmpty() || !arrivals.isEmpty();
    }

    /** Whether the host has left, and not come back. */
    boolean departed(String deviceId) {
        return departed.contains(deviceId);
    }

    /** Ids of the hosts hidden by hand. */
    Set<String> hidden() {
        return hidden;
    }

    /** What was made of prevention policies. */
    PolicyEdits policies() {
        return policies;
    }

    /** Whether an action hid the host. */
    public boolean hid(String deviceId) {
        return hidden.contains(deviceId);
    }

    boolean moveHosts() {
        return !departed.isEmpty() || !arrivals.isEmpty() || !hidden.isEmpty();
    }

    /** All that ever came, in that order; some may have left again. */
    List<Edit.Arrive> arrivals() {
        return arrivals;
    }

    /** The groups of a host after these edits, of which it had some before. */
    List<String> groups(String deviceId, List<String> before) {
        var known = groups.get(deviceId);
        var left = new ArrayList<>(known == null ? before : known.groupIds());
        left.removeAll(deleted);
        return left;
    }

    String name(String id, String before) {
        return names.getOrDefault(id, before);
    }

    boolean enabled(String id, boolean before) {
        return switches.getOrDefault(id, before);
    }

    boolean deleted(String id) {
        return deleted.contains(id);
    }

    /** When it was last edited. */
    Optional<Instant> time(String id) {
        return Optional.ofNullable(times.get(id));
    }
}
