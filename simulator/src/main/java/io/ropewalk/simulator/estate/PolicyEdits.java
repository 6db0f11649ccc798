package io.ropewalk.simulator.estate;

import io.ropewalk.simulator.estate.Edits.Edit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was made of prevention policies over the API, all told. */
final class PolicyEdits {
    static final PolicyEdits NONE = new PolicyEdits(List.of(), Map.of(), Map.of(), List.of());

    /** A policy that was not there at the beginning. */
    record Created(Edit.CreatePolicy edit, Instant at) {}

    private final List<Created> created;
    private final Map<String, String> descriptions;
    private final Map<String, Map<String, String>> settings;
    private final List<Edit.Attach> attached;

    private PolicyEdits(
            List<Created> created,
            Map<String, String> descriptions,
            Map<String, Map<String, String>> settings,
            List<Edit.Attach> attached) {
        this.created = created;
        this.descriptions = descriptions;
        this.settings = settings;
        this.attached = attached;
    }

    /** These and one more, if it is about policies. */
    PolicyEdits with(Edit edit, Instant at) {
        var newCreated = new ArrayList<>(created);
        var newDescriptions = new HashMap<>(descriptions);
        var newSettings = new HashMap<>(settings);
        var newAttached = new ArrayList<>(attached);
        switch (edit) {
            case Edit.CreatePolicy create -> {
                newCreated.add(new Created(create, at));
                newDescriptions.put(create.id(), create.description());
                newSettings.put(create.id(), create.settings());
            }
            case Edit.ChangePolicy change -> {
                change.description().ifPresent(text -> newDescriptions.put(change.id(), text));
                var all = new LinkedHashMap<>(settings.getOrDefault(change.id(), Map.of()));
                all.putAll(change.settings());
                newSettings.put(change.id(), Map.copyOf(all));
            }
            case Edit.Attach attach -> newAttached.add(attach);
            case Edit.Regroup _,
                    Edit.Depart _,
                    Edit.Arrive _,
                    Edit.Hide _,
                    Edit.Rename _,
                    Edit.Delete _,
                    Edit.Enable _ -> {
                return this;
            }
        }
        return new PolicyEdits(
                List.copyOf(newCreated),
                Map.copyOf(newDescriptions),
                Map.copyOf(newSettings),
                List.copyOf(newAttached));
    }

    /** Policies made of a platform, in that order. */
    List<Created> created(Platform platform) {
        return created.stream().filter(it -> it.edit.platform() == platform).toList();
    }

    Optional<String> description(String id) {
        return Optional.ofNullable(descriptions.get(id));
    }

    Map<String, String> settings(String id) {
        return settings.getOrDefault(id, Map.of());
    }

    /** The groups of a policy after these edits, of which it had some before. */
    List<String> groups(String id, boolean rules, List<String> before) {
        var left = new ArrayList<>(before);
        for (var attach : attached) {
            if (attach.policyId().equals(id) && attach.rules() == rules) {
                left.remove(attach.groupId());
                if (attach.attached()) {
                    left.add(attach.groupId());
                }
            }
        }
        return List.copyOf(left);
    }
}
