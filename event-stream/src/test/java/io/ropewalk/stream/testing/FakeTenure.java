package io.ropewalk.stream.testing;

import io.ropewalk.stream.delivery.Tenure;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.state.Ownership;

/** Held until a test ends it. */
public final class FakeTenure implements Tenure {
    private final Ownership ownership;
    private volatile boolean held = true;

    public FakeTenure(Ownership ownership) {
        this.ownership = ownership;
    }

    public FakeTenure(PartitionId partition) {
        this(new Ownership(partition, "replica-1", 1));
    }

    public void lose() {
        held = false;
    }

    @Override
    public Ownership ownership() {
        return ownership;
    }

    @Override
    public boolean held() {
        return held;
    }
}
