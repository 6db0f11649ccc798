package io.ropewalk.falcon.spotlight;

/** What CISA says of a CVE; {@code null} stands for what the vendor does not send. */
public record CisaInfo(Boolean isCisaKev, String dueDate) {}
