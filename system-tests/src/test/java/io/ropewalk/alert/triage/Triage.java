package io.ropewalk.alert.triage;

/** Logic of a second planted service. */
public interface Triage {
    String name();
}
