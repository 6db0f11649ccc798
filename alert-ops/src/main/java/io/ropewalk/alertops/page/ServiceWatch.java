package io.ropewalk.alertops.page;

import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers how the services of the suite are and since when, as {@link #look} found them. Who
 * shows the page makes no calls by it.
 */
public final class ServiceWatch {
    /** This one: whoever asks it hears it. */
    private static final String SELF = "alert-ops";

    private final Map<String, Optional<URI>> services;
    private final Map<String, ServiceState> states = new ConcurrentHashMap<>();
    private final Probe probe;
    private final Clock clock;

    /**
     * @param services management ports by name, in the order they are shown; empty where nobody
     *     said where it is
     */
    public ServiceWatch(Map<String, Optional<URI>> services, Probe probe, Clock clock) {
        this.services = new LinkedHashMap<>(services);
        this.probe = Objects.requireNonNull(probe, "probe");
        this.clock = Objects.requireNonNull(clock, "clock");
        services.forEach((name, address) ->
                states.put(
                        name,
                        address.isPresent()
                                ? ServiceState.unknown(name)
                                : ServiceState.notConfigured(name)));
        states.put(SELF, ServiceState.unknown(SELF).after(new Probe.Seen.Ready(), clock.instant()));
        this.services.put(SELF, Optional.empty());
    }

    /** Whether there is a service to ask. */
    public boolean isNeeded() {
        return services.values().stream().anyMatch(Optional::isPresent);
    }

    /** Asks each service once, one after the other. Blocks. */
    public void look() {
        services.forEach((name, address) ->
                address.ifPresent(it -> {
                    Probe.Seen seen = probe.ask(it);
                    states.computeIfPresent(
                            name, (_, before) -> before.after(seen, clock.instant()));
                }));
    }

    /** All services as they were found last, this one as it is now. */
    public List<ServiceState> states() {
        states.computeIfPresent(
                SELF, (_, before) -> before.after(new Probe.Seen.Ready(), clock.instant()));
        return services.keySet().stream().map(states::get).toList();
    }
}
