package io.ropewalk.simulator.falcon;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.simulator.estate.Policy;
import io.ropewalk.simulator.records.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a prevention policy sets: toggles and sliders, some of the many there are. */
final class PolicySettings {
    private static final Set<String> LEVELS =
            Set.of("DISABLED", "CAUTIOUS", "MODERATE", "AGGRESSIVE", "EXTRA_AGGRESSIVE");

    /** One setting; a slider where it is no toggle. */
    private record Setting(String category, String id, boolean toggle) {}

    private static final List<Setting> ALL =
            List.of(
                    new Setting("Sensor Capabilities", "SensorTamperingProtection", true),
                    new Setting("Sensor Capabilities", "EndUserNotifications", true),
                    new Setting("Cloud Machine Learning", "CloudAntiMalware", false),
                    new Setting("Cloud Machine Learning", "AdwarePUP", false),
                    new Setting("Sensor Machine Learning", "OnSensorMLSlider", false),
                    new Setting("Quarantine", "QuarantineOnWrite", true));

    private PolicySettings() {}

    /** Writes {@code prevention_settings}. */
    static void write(Policy policy, Json json) {
        var categories = ALL.stream().map(Setting::category).distinct().toList();
        json.objects(
                "prevention_settings",
                categories,
                category -> {
                    json.text("name", category);
                    var settings = ALL.stream().filter(it -> it.category.equals(category)).toList();
                    json.objects("settings", settings, setting -> write(policy, setting, json));
                });
    }

    private static void write(Policy policy, Setting setting, Json json) {
        json.text("id", setting.id).text("name", setting.id).text("description", "");
        json.text("type", setting.toggle ? "toggle" : "mlslider");
        json.raw("value", value(policy, setting));
    }

    private static String value(Policy policy, Setting setting) {
        var set = policy.settings().get(setting.id);
        if (set != null) {
            return set;
        }
        return setting.toggle
                ? "{\"enabled\": " + (policy.precedence() == 1) + "}"
                : "{\"detection\": \"MODERATE\", \"prevention\": \"DISABLED\"}";
    }

    /** All values of a policy, for one that is made in its image. */
    static Map<String, String> of(Policy policy) {
        var values = new LinkedHashMap<String, String>();
        ALL.forEach(setting -> values.put(setting.id, value(policy, setting)));
        return values;
    }

    /**
     * The values of a request's {@code settings}.
     *
     * @throws Refusal 400 for an unknown setting or a value that is none of it
     */
    static Map<String, String> read(JsonNode settings) {
        var values = new LinkedHashMap<String, String>();
        for (var node : settings) {
            var id = node.path("id").asText();
            var setting = ALL.stream().filter(it -> it.id.equals(id)).findFirst();
            var value = node.path("value");
            if (!setting.map(it -> fits(it, value)).orElse(false)) {
                throw Refusal.mistake(400, "bad-setting", "invalid setting '" + id + "'");
            }
            values.put(id, value.toString());
        }
        return values;
    }

    private static boolean fits(Setting setting, JsonNode value) {
        if (setting.toggle) {
            return value.size() == 1 && value.path("enabled").isBoolean();
        }
        return value.size() == 2
                && Optional.of(value.path("detection").asText())
                        .filter(LEVELS::contains)
                        .isPresent()
                && LEVELS.contains(value.path("prevention").asText());
    }
}
