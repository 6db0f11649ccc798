package io.ropewalk.inventory.questions;

/** A value and how often it stands in the graph; null where a node does not say. */
public record Counted(String value, long count) {}
