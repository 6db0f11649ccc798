package io.ropewalk.simulator.datafeed;

import io.ropewalk.simulator.FeedFault.Ending;
import io.ropewalk.simulator.feed.PartitionLog;
import java.io.IOException;

/** How lines get from a log to a connection. */
interface LineWire {

    /** Sends some lines, at least one unless silent; returns the offset to go on with. */
    long send(PartitionLog log, long from, long head) throws IOException;

    /** Whether it sends no more lines. */
    boolean silent();

    void keepAlive() throws IOException;

    /** Ends the body. */
    void finish(Ending how, PartitionLog log, long next) throws IOException;
}
