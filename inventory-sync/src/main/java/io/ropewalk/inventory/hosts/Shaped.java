package io.ropewalk.inventory.hosts;

/** What shaping one host came to. */
public sealed interface Shaped {

    /** A host that can be written. */
    record Row(HostRow row) implements Shaped {}

    /**
     * A host that cannot be placed in the graph.
     *
     * @param why one sentence, without the host's data
     */
    record Refused(String why) implements Shaped {}
}
