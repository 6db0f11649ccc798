package io.ropewalk.inventory.questions;

/** Where a page of hosts by last sign of life ended. */
public record SeenKey(String lastSeen, String id) {}
