package io.ropewalk.falcon.detects;

/**
 * One behavior of a detection; {@code null} stands for what the vendor does not send.
 *
 * @param triggeringProcessGraphId the vertex of the process, {@code pid:<agent>:<number>}
 */
public record Behavior(
        String behaviorId, String triggeringProcessGraphId, BehaviorParent parentDetails) {}
