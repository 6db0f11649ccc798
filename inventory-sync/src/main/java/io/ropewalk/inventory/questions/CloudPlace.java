package io.ropewalk.inventory.questions;

/**
 * A group, and whose hosts name its account.
 *
 * @param ours hosts of the asked tenant do
 * @param claimed hosts of any tenant do
 */
public record CloudPlace(CloudGroup group, boolean ours, boolean claimed) {}
