package io.ropewalk.alertops.policy;

import io.ropewalk.falcon.prevention.SliderLevel;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Values that settings of prevention policies take ({@code prevention.SettingReqV1}). */
public final class SettingValues {
    private static final Set<String> LEVELS =
            Arrays.stream(SliderLevel.values()).map(Enum::name).collect(Collectors.toSet());
    private static final Set<String> TOGGLE = Set.of("enabled");
    private static final Set<String> SLIDER = Set.of("detection", "prevention");

    /** What is right, as a sentence begins after the name of what is wrong. */
    public static final String RULE =
            "is {\"enabled\": true or false} of a toggle, or {\"detection\": LEVEL, \"prevention\":"
                    + " LEVEL} of a slider; levels are "
                    + Arrays.stream(SliderLevel.values())
                            .map(Enum::name)
                            .collect(Collectors.joining(", "));

    private SettingValues() {}

    /** Whether a value is a toggle's or a slider's. */
    public static boolean isValue(Map<String, Object> value) {
        if (value.keySet().equals(TOGGLE)) {
            return value.get("enabled") instanceof Boolean;
        }
        return value.keySet().equals(SLIDER)
                && value.values().stream()
                        .allMatch(it -> it instanceof String word && LEVELS.contains(word));
    }
}
