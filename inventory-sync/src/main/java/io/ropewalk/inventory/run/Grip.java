package io.ropewalk.inventory.run;

/** What a process that saves a run learns about its right to it. */
public enum Grip {
    /** Go on. */
    HELD,
    /** Go on to the end of what is in flight, then stop: somebody cancelled the run. */
    CANCEL_REQUESTED,
    /** The lease was lost: nothing was saved, and nothing more may be written. */
    LOST
}
