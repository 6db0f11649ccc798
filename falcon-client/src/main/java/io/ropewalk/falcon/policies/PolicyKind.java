package io.ropewalk.falcon.policies;

/** The kinds of policy that are read here. */
public enum PolicyKind {
    /** What the sensor stops. */
    PREVENTION,
    /** Which version of the sensor a host gets. */
    SENSOR_UPDATE
}
