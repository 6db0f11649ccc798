package io.ropewalk.alertops.page.http;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.kit.security.ApiSecurity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** For which customers this service may work. */
@Path("/v1/tenants")
public class TenantsResource {
    private final Falcon falcon;

    TenantsResource(Falcon falcon) {
        this.falcon = falcon;
    }

    /** All of them, as auth-service says now. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    public Tenants list() {
        return new Tenants(falcon.tenants().stream().map(Tenant::new).toList(), null);
    }

    /** All of them, on one page. */
    @RegisterForReflection
    @Schema(name = "Tenants")
    record Tenants(List<Tenant> items, @Schema(nullable = true) String next) {}

    /** One of them. */
    @RegisterForReflection
    @Schema(name = "Tenant")
    record Tenant(@Schema(examples = "acme") String name) {}
}
