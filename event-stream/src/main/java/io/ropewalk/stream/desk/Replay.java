package io.ropewalk.stream.desk;

/** What came of sending something by hand. */
public sealed interface Replay {

    /** The sink has it. */
    record Delivered() implements Replay {}

    /**
     * The sink did not take it.
     *
     * @param reason one sentence
     * @param mayPass the same may be taken later
     */
    record NotDelivered(String reason, boolean mayPass) implements Replay {}

    /** There is no such thing. */
    record Unknown(String what) implements Replay {}

    /** The line reached no sink, and none was named to send it to. */
    record SinkNeeded() implements Replay {}
}
