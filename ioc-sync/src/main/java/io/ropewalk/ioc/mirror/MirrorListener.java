package io.ropewalk.ioc.mirror;

/** Hears what is written. */
public interface MirrorListener {
    void wrote(String tenant, Outcome outcome, int values);

    /** One call that writes, with this many values. */
    void batch(String tenant, int values);

    /** Nobody listens. */
    MirrorListener NONE =
            new MirrorListener() {
                @Override
                public void wrote(String tenant, Outcome outcome, int values) {}

                @Override
                public void batch(String tenant, int values) {}
            };
}
