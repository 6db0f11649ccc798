package io.ropewalk.inventory.questions;

/** Where a page of instances ended. */
public record InstanceKey(String provider, String id) {}
