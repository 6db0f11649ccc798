package io.ropewalk.falcon.iocs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A change of one indicator.
 *
 * @param id 64 hex digits
 * @param settings what is to change; everything else stays
 */
public record IndicatorUpdate(String id, IndicatorSettings settings) {
    public IndicatorUpdate {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(settings, "settings");
    }

    /** As it is sent. */
    public Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("id", id);
        members.putAll(settings.members());
        return members;
    }
}
