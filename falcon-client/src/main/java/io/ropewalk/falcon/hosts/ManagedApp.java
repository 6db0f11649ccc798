package io.ropewalk.falcon.hosts;

/** An application the sensor manages on a host; {@code null} where the vendor names no version. */
public record ManagedApp(String version) {}
