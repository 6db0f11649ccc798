package io.ropewalk.stream.state;

import io.ropewalk.stream.state.Retention.Dropped;
import io.ropewalk.stream.state.Retention.Kind;
import io.ropewalk.stream.state.Retention.Limits;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Keeps the state within its limits, and says what it drops for that. Called now and then. */
public final class Upkeep {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    private final Retention retention;
    private final Map<Kind, Limits> limits;
    private final Consumer<Dropped> listener;

    /**
     * @param limits of each kind
     * @param listener hears what was dropped
     */
    public Upkeep(Retention retention, Map<Kind, Limits> limits, Consumer<Dropped> listener) {
        this.retention = Objects.requireNonNull(retention, "retention");
        this.limits = new EnumMap<>(limits);
        this.listener = Objects.requireNonNull(listener, "listener");
    }

    /** Looks once. */
    public void run() {
        limits.forEach((kind, limit) -> {
            try {
                retention.enforce(kind, limit).forEach(this::tell);
            } catch (StateFailure failure) {
                LOG.warn("old records could not be dropped; trying again later", failure);
            }
        });
    }

    private void tell(Dropped dropped) {
        listener.accept(dropped);
        try (var _ = MDC.putCloseable("tenant", dropped.tenant());
                var _ = MDC.putCloseable("kind", dropped.kind().name());
                var _ = MDC.putCloseable("cause", dropped.cause().name());
                var _ = MDC.putCloseable("count", Long.toString(dropped.count()));
                var _ = MDC.putCloseable("waiting", Long.toString(dropped.waiting()))) {
            LOG.warn("records were dropped to keep the state within its limits");
        }
    }
}
