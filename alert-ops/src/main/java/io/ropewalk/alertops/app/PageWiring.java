package io.ropewalk.alertops.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ropewalk.alertops.config.PageConfig;
import io.ropewalk.alertops.page.ServiceWatch;
import io.ropewalk.alertops.page.health.HttpProbe;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the page shows of the suite. */
final class PageWiring {

    @Produces
    @Singleton
    HttpProbe probe(ObjectMapper json) {
        return new HttpProbe(json);
    }

    void close(@Disposes HttpProbe probe) {
        probe.close();
    }

    @Produces
    @Singleton
    ServiceWatch watch(PageConfig config, HttpProbe probe, Clock clock) {
        Map<String, Optional<URI>> services = new LinkedHashMap<>();
        services.put("auth-service", config.services().authService());
        services.put("inventory-sync", config.services().inventorySync());
        services.put("event-stream", config.services().eventStream());
        services.put("ioc-sync", config.services().iocSync());
        return new ServiceWatch(services, probe, clock);
    }
}
