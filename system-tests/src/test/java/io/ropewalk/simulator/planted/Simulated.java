package io.ropewalk.simulator.planted;

import io.ropewalk.falcon.planted.Planted;

/** A part of the simulator that breaks no rule, and one that shares the client's types. */
public interface Simulated {

    interface UsesClient {
        Planted.Model model();
    }
}
