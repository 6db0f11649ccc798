package io.ropewalk.system.deploy;

import java.util.List;

/** Something that must hold of all that an overlay renders to. */
interface Policy {
    /** What is wrong, a sentence each. */
    List<String> breaches(Manifests all);
}
