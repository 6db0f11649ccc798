package io.ropewalk.alertops.page.http;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.identity.SecurityIdentity;
import io.ropewalk.alertops.work.Role;
import io.ropewalk.kit.security.ApiSecurity;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who is signed in. */
@Path("/v1/session")
public class SessionResource {
    private final SecurityIdentity identity;

    SessionResource(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** Who calls, as the audit will name them, and what they may do. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    public Session get() {
        return new Session(
                identity.getPrincipal().getName(),
                Arrays.stream(Role.values()).map(Role::word).filter(identity::hasRole).toList());
    }

    /** A caller. */
    @RegisterForReflection
    @Schema(name = "Session")
    record Session(
            @Schema(examples = "ann") String name,
            @Schema(description = "Of viewer, responder, admin.") List<String> roles) {}
}
