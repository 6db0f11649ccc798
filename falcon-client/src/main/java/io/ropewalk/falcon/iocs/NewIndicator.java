package io.ropewalk.falcon.iocs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * An indicator to create.
 *
 * @param type {@code sha256}, {@code md5}, {@code domain}, {@code ipv4} or {@code ipv6}
 * @param value at most one indicator of a customer may have this type and value
 * @param settings action, platforms, and whether it applies to all hosts or to which groups
 */
public record NewIndicator(String type, String value, IndicatorSettings settings) {
    public NewIndicator {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(settings, "settings");
    }

    /** As it is sent. The vendor demands {@code applied_globally} also beside host groups. */
    public Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", type);
        members.put("value", value);
        members.putAll(settings.members());
        members.values().removeIf(Objects::isNull);
        members.putIfAbsent("applied_globally", false);
        return members;
    }
}
