package io.ropewalk.inventory.run;

/** Is told about runs, for metrics. Must be quick and must not throw. */
public interface RunListener {

    /** Tells nobody. */
    RunListener NONE =
            new RunListener() {
                @Override
                public void ended(Run run) {}
            };

    /** A run of this process ended. */
    void ended(Run run);
}
