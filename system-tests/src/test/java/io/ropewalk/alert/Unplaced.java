package io.ropewalk.alert;

/** A class where no rule would look. */
public interface Unplaced {}
