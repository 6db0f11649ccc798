package io.ropewalk.inventory.questions;

/** A host and how many urgent findings it has open. */
public record HostFindings(String id, String hostname, String lastLoginUser, long urgent) {}
