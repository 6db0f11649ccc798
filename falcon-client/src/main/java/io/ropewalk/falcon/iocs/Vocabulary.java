package io.ropewalk.falcon.iocs;

/** A list of words the vendor takes in indicators. */
public enum Vocabulary {
    /** Names of actions. */
    ACTIONS,
    /** Types of indicators. */
    TYPES,
    /** Platforms. */
    PLATFORMS,
    /** Severities. */
    SEVERITIES
}
