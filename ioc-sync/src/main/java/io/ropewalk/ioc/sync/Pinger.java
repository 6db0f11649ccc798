package io.ropewalk.ioc.sync;

import io.ropewalk.ioc.ledger.LedgerFailure;
import io.ropewalk.ioc.opencti.OpenCti;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Tells OpenCTI that the connector lives, and hears of a reset. The position told is one up to
 * which everything is written; a restart goes by the ledger.
 */
public final class Pinger {
    private final OpenCti openCti;
    private final Supplier<Optional<String>> applied;
    private final Runnable reset;
    private boolean registered;
    private volatile String trouble = "";

    /**
     * A heartbeat.
     *
     * @param applied the position to tell
     * @param reset what to do when an operator has reset the connector
     */
    public Pinger(OpenCti openCti, Supplier<Optional<String>> applied, Runnable reset) {
        this.openCti = Objects.requireNonNull(openCti, "openCti");
        this.applied = Objects.requireNonNull(applied, "applied");
        this.reset = Objects.requireNonNull(reset, "reset");
    }

    /** Why OpenCTI does not hear us; empty where it does. */
    public String trouble() {
        return trouble;
    }

    /** Once. */
    public synchronized void beat() {
        try {
            if (!registered) {
                openCti.register();
                registered = true;
            }
            Optional<String> told = applied.get();
            Optional<String> kept = openCti.ping(told);
            trouble = "";
            if (!kept.equals(told)) {
                reset.run();
            }
        } catch (OpenCti.Refused refused) {
            registered &= !refused.isUnknown();
            trouble = String.valueOf(refused.getMessage());
        } catch (LedgerFailure away) {
            trouble = away.getMessage();
        } catch (IOException broken) {
            trouble = "OpenCTI cannot be reached: " + broken.getMessage();
        }
    }
}
