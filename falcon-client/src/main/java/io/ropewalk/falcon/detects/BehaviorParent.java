package io.ropewalk.falcon.detects;

/** The parent of a behavior's process; {@code null} where the vendor names no vertex. */
public record BehaviorParent(String parentProcessGraphId) {}
