package io.ropewalk.alertops.action.http;

import io.ropewalk.alertops.action.GetAlerts;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.kit.security.ApiSecurity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Actions on alerts. */
@Path("/v1/tenants/{tenant}/actions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AlertActionResource {
    private final Orders orders;
    private final GetAlerts getAlerts;

    AlertActionResource(Orders orders, Falcon falcon) {
        this.orders = orders;
        this.getAlerts = new GetAlerts(falcon);
    }

    /** Alerts by composite id, hidden ones too. */
    @POST
    @Path("/get_alerts_v2")
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    public ActionAnswer getAlerts(
            @PathParam("tenant") String tenant, @NotNull @Valid AlertBodies.Ids body) {
        return orders.run(tenant, getAlerts, body, body.ids());
    }
}
