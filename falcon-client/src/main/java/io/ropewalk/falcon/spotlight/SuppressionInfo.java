package io.ropewalk.falcon.spotlight;

/** Whether somebody decided to live with a finding; {@code null} where the vendor sends nothing. */
public record SuppressionInfo(Boolean isSuppressed, String reason) {}
