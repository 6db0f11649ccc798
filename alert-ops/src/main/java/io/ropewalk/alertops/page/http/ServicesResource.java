package io.ropewalk.alertops.page.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.alertops.page.ServiceState;
import io.ropewalk.alertops.page.ServiceWatch;
import io.ropewalk.kit.security.ApiSecurity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How the services of the suite are. */
@Path("/v1/services")
public class ServicesResource {
    private final ServiceWatch watch;

    ServicesResource(ServiceWatch watch) {
        this.watch = watch;
    }

    /** The five services as they were found last; nobody is asked by this. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    public Services list() {
        return new Services(watch.states().stream().map(Service::of).toList(), null);
    }

    /** All of them, on one page. */
    @RegisterForReflection
    @Schema(name = "Services")
    record Services(List<Service> items, @Schema(nullable = true) String next) {}

    /** One of them. */
    @RegisterForReflection
    @Schema(name = "Service")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Service(
            @Schema(examples = "auth-service") String name,
            @Schema(enumeration = {"up", "down", "unknown", "not-configured"}) String state,
            @Schema(description = "Since when it was found so without a break.") Instant since,
            @Schema(description = "When it was asked last.") Instant lookedAt,
            @Schema(description = "Why it is down.") String why) {

        static Service of(ServiceState it) {
            return new Service(
                    it.name(),
                    it.state().word(),
                    it.since().orElse(null),
                    it.lookedAt().orElse(null),
                    it.why().isEmpty() ? null : it.why());
        }
    }
}
