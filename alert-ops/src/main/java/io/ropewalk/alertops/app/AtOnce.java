package io.ropewalk.alertops.app;

/**
 * Does something as soon as the process is told to end. Until the application itself is stopped,
 * requests under way are waited for ({@code quarkus.shutdown.timeout}), among them those of who
 * watches a closure.
 */
final class AtOnce implements AutoCloseable {
    private final Thread hook;

    /**
     * @param work quick, may be done twice
     */
    AtOnce(Runnable work) {
        this.hook = new Thread(work, "alerts-at-once");
    }

    void begin() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Leaves nothing behind where only the application is stopped, as in tests. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The process ends: the hook has run.
            return;
        }
    }
}
