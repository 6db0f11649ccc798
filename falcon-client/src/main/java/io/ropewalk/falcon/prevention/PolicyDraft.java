package io.ropewalk.falcon.prevention;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What to set of a prevention policy. What is empty stays as it is, or, of a new one, as the vendor
 * has it.
 *
 * @param settings by id, as in {@link PolicyRecord#settings}
 */
public record PolicyDraft(
        Optional<String> name,
        Optional<String> description,
        Map<String, Map<String, Object>> settings) {

    /** Nothing yet. */
    public static final PolicyDraft NONE =
            new PolicyDraft(Optional.empty(), Optional.empty(), Map.of());

    public PolicyDraft {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    public PolicyDraft name(String value) {
        return new PolicyDraft(Optional.of(value), description, settings);
    }

    public PolicyDraft description(String value) {
        return new PolicyDraft(name, Optional.of(value), settings);
    }

    /** Switches a toggle. */
    public PolicyDraft toggle(String id, boolean enabled) {
        return with(id, Map.of("enabled", enabled));
    }

    /** Moves a slider. */
    public PolicyDraft slider(String id, SliderLevel detection, SliderLevel prevention) {
        return with(id, Map.of("detection", detection.name(), "prevention", prevention.name()));
    }

    /** All settings of a policy as it was. */
    public PolicyDraft settingsOf(PolicyRecord policy) {
        return new PolicyDraft(name, description, policy.settings());
    }

    private PolicyDraft with(String id, Map<String, Object> value) {
        Map<String, Map<String, Object>> more = new LinkedHashMap<>(settings);
        more.put(id, value);
        return new PolicyDraft(name, description, more);
    }

    /** As the vendor wants it, without an id. */
    private Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        name.ifPresent(value -> members.put("name", value));
        description.ifPresent(value -> members.put("description", value));
        members.put(
                "settings",
                settings.entrySet().stream()
                        .map(it -> Map.of("id", it.getKey(), "value", it.getValue()))
                        .toList());
        return members;
    }

    /** The same of a new policy. */
    public Map<String, Object> created(String platformName, Optional<String> cloneId) {
        Map<String, Object> members = members();
        members.put("platform_name", platformName);
        cloneId.ifPresent(id -> members.put("clone_id", id));
        return members;
    }

    /** The same of a known policy. */
    public Map<String, Object> changed(String id) {
        Map<String, Object> members = members();
        members.put("id", id);
        return members;
    }
}
