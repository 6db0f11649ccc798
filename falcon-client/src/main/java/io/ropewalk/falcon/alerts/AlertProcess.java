package io.ropewalk.falcon.alerts;

/**
 * A process an alert speaks of; {@code null} stands for what the vendor does not send.
 *
 * @param processGraphId its vertex, {@code pid:<agent>:<number>}
 * @param userGraphId the vertex of its user, {@code uid:<agent>:<id>}
 */
public record AlertProcess(String processGraphId, String userGraphId) {}
