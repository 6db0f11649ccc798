package io.ropewalk.inventory.questions;

/** Hosts that are alike; what they do not say is null. */
public record HostGroupCount(
        String platform, String sensorVersion, boolean reducedFunctionality, long hosts) {}
