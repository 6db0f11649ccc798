package io.ropewalk.falcon.policies;

/**
 * What a sensor update policy sets; {@code null} stands for what the vendor does not send.
 *
 * @param build the build hosts get, or empty: they keep theirs
 * @param stage {@code prod} or {@code early_adopter}
 * @param uninstallProtection {@code ENABLED}, {@code DISABLED}, {@code MAINTENANCE_MODE} and others
 */
public record SensorUpdateSettings(
        String build, String sensorVersion, String stage, String uninstallProtection) {}
