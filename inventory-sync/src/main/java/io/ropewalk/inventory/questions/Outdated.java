package io.ropewalk.inventory.questions;

import java.util.List;

/**
 * Sensor versions below another, oldest first.
 *
 * @param unreadable hosts that state no version, or one that is no number: neither old nor new
 */
public record Outdated(List<Counted> versions, long unreadable) {}
