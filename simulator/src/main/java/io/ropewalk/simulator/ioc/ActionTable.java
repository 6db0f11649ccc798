package io.ropewalk.simulator.ioc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which action goes with which type, platform and severity. */
public final class ActionTable {
    /** The types of indicators. */
    public static final List<String> TYPES = List.of("sha256", "md5", "domain", "ipv4", "ipv6");

    public static final List<String> SEVERITIES =
            List.of("informational", "low", "medium", "high", "critical");

    private static final List<String> DESKTOP = List.of("windows", "mac", "linux");
    private static final List<String> MOBILE = List.of("android", "ios");

    private static final Map<String, List<String>> TYPES_OF =
            Map.of(
                    "no_action", TYPES,
                    "detect", TYPES,
                    "prevent", List.of("sha256", "md5"),
                    "prevent_no_ui", List.of("sha256", "md5"),
                    "allow", List.of("sha256", "md5"));

    private ActionTable() {}

    /** The names of actions. */
    public static List<String> actions() {
        return List.of("no_action", "allow", "prevent_no_ui", "detect", "prevent");
    }

    /** What mobile devices know. */
    public static List<String> mobileActions() {
        return List.of("no_action", "allow", "detect", "prevent");
    }

    /** All platforms a customer has. */
    public static List<String> platforms(boolean mobile) {
        return mobile ? List.of("windows", "mac", "linux", "android", "ios") : DESKTOP;
    }

    /** The platforms of an action, by type. */
    public static Map<String, List<String>> platformsByType(String action, boolean mobile) {
        var platforms = new LinkedHashMap<String, List<String>>();
        for (var type : TYPES_OF.getOrDefault(action, List.of())) {
            var hash = type.equals("sha256") || type.equals("md5");
            platforms.put(type, hash ? DESKTOP : platforms(mobile));
        }
        return platforms;
    }

    /** Whether an action needs a severity. */
    public static boolean needsSeverity(String action) {
        return action.equals("detect") || action.equals("prevent");
    }

    /** The severities of an action; none where it needs none. */
    public static List<String> severities(String action) {
        return needsSeverity(action) ? SEVERITIES : List.of();
    }

    static boolean isMobile(String platform) {
        return MOBILE.contains(platform);
    }
}
