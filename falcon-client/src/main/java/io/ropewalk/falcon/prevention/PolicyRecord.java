package io.ropewalk.falcon.prevention;

import io.ropewalk.falcon.Members;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A prevention policy with everything the vendor sent of it ({@code prevention.PolicyV1}), so that
 * it can be restored. Its place in the order of precedence is not in it.
 *
 * @param members all of it, for what has no method here
 */
public record PolicyRecord(String id, Members members) {
    public PolicyRecord {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(members, "members");
    }

    public String cid() {
        return members.textOrEmpty("cid");
    }

    public String name() {
        return members.textOrEmpty("name");
    }

    public String description() {
        return members.textOrEmpty("description");
    }

    /** {@code Windows}, {@code Mac} or {@code Linux}. */
    public String platformName() {
        return members.textOrEmpty("platform_name");
    }

    public boolean enabled() {
        return members.flag("enabled").orElse(false);
    }

    /** Host groups it is attached to; none for the default policy of a platform. */
    public List<String> groupIds() {
        return members.texts("groups.id");
    }

    public List<String> ruleGroupIds() {
        return members.texts("ioa_rule_groups.id");
    }

    /**
     * Its settings by id: {@code {"enabled": boolean}} of a toggle, {@code {"detection": level,
     * "prevention": level}} of a slider, with the levels of {@link SliderLevel}.
     */
    public Map<String, Map<String, Object>> settings() {
        Map<String, Map<String, Object>> settings = new LinkedHashMap<>();
        for (Members setting : members.objects("prevention_settings.settings")) {
            List<Members> values = setting.objects("value");
            if (!values.isEmpty()) {
                settings.put(setting.textOrEmpty("id"), values.getFirst().all());
            }
        }
        return settings;
    }

    /** Which policy it is; its authors are people. */
    @Override
    public String toString() {
        return "PolicyRecord[id=" + id + "]";
    }
}
