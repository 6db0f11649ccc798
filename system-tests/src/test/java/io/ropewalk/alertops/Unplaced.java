package io.ropewalk.alertops;

/** A class where no rule would look. */
public interface Unplaced {}
