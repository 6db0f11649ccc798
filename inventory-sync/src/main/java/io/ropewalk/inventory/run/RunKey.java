package io.ropewalk.inventory.run;

import java.time.Instant;

/** Where a list of runs, newest first, goes on. */
public record RunKey(Instant created, String id) {}
