package io.ropewalk.inventory.questions.http;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.inventory.questions.Counted;
import io.ropewalk.inventory.questions.CveCount;
import io.ropewalk.inventory.questions.HostFindings;
import io.ropewalk.inventory.questions.HostLine;
import io.ropewalk.inventory.questions.HostProtection;
import io.ropewalk.inventory.questions.Vulnerabilities;
import io.ropewalk.inventory.questions.VulnerabilitySummary;
import io.ropewalk.inventory.run.Tenants;
import io.ropewalk.kit.security.ApiSecurity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** What of one tenant is open to attack. */
@Path("/v1/tenants/{tenant}/vulnerabilities")
@Produces(MediaType.APPLICATION_JSON)
@RegisterForReflection(
        targets = {
            VulnerabilitySummary.class,
            CveCount.class,
            HostFindings.class,
            Counted.class,
            HostProtection.class,
            HostProtection.Policy.class,
            HostProtection.LastLogin.class,
            HostLine.class
        })
public class VulnerabilitiesResource {
    private final Vulnerabilities vulnerabilities;
    private final Asking asking;

    public VulnerabilitiesResource(Vulnerabilities vulnerabilities, Tenants tenants) {
        this.vulnerabilities = vulnerabilities;
        this.asking = new Asking(tenants);
    }

    /**
     * The open findings in numbers, with the worst CVEs and hosts.
     *
     * @param size how many CVEs and hosts to name
     */
    @GET
    @Path("/summary")
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    public VulnerabilitySummary summary(
            @PathParam("tenant") String tenant,
            @QueryParam("limit") @DefaultValue("10") String size) {
        int limit = Asking.limit(size);
        return asking.about(tenant, asked -> vulnerabilities.summary(tenant, limit));
    }
}
