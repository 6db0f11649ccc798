package io.ropewalk.kit.planted;

import io.ropewalk.falcon.planted.Planted;

/** A part of the kit that breaks no rule, and one that knows Falcon. */
public interface Kit {

    interface UsesClient {
        Planted.Model model();
    }
}
