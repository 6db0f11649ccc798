package io.ropewalk.ioc.opencti;

import io.ropewalk.ioc.ledger.Checkpoint;
import io.ropewalk.ioc.ledger.Tenure;
import java.util.List;

/** Takes what the stream brings. */
public interface Reception {

    /** Makes frames durable, together with the position after them. */
    void take(Tenure tenure, List<Frame> frames, Checkpoint after);

    /** Whether a frame came ahead of another that will come under the same id. */
    boolean isDependency(Frame frame);

    /** Everything has been read once more: what was not seen has gone. */
    void complete(Tenure tenure, Checkpoint reading);
}
