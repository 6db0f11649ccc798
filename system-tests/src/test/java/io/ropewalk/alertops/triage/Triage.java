package io.ropewalk.alertops.triage;

/** Logic of a second planted service. */
public interface Triage {
    String name();
}
