package io.ropewalk.falcon.hosts;

/** The version of a host record, as the vendor counts changes to it. */
public record DeviceMeta(String version, String versionString) {}
