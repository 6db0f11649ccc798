package io.ropewalk.stream.config;

/** The configuration of a planted service. */
public interface Config {
    String key();
}
