package io.ropewalk.alertops.action.http;

import io.ropewalk.alertops.alert.ChangeAlerts;
import io.ropewalk.alertops.alert.GetAlerts;
import io.ropewalk.alertops.desk.GoneAction;
import io.ropewalk.alertops.guard.Caps;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.kit.security.ApiSecurity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Actions on alerts. */
@Path("/v1/tenants/{tenant}/actions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AlertActionResource {
    private final Orders orders;
    private final GetAlerts getAlerts;
    private final ChangeAlerts status;
    private final ChangeAlerts comment;

    AlertActionResource(Orders orders, Falcon falcon, Caps caps) {
        this.orders = orders;
        this.getAlerts = new GetAlerts(falcon);
        this.status = ChangeAlerts.status(falcon, caps);
        this.comment = ChangeAlerts.comment(falcon, caps);
    }

    /** Alerts by composite id, hidden ones too. */
    @POST
    @Path("/get_alerts_v2")
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    @Operation(
            summary = "Alerts by composite id, hidden ones too",
            description = "Whole records, by the vendor's names.")
    public ActionAnswer getAlerts(@PathParam("tenant") String tenant, AlertBodies.Ids body) {
        return orders.run(tenant, getAlerts, body, AlertBodies.Ids::ids);
    }

    /** Status, verdict, comment, assignment, tags, hiding. */
    @POST
    @Path("/update_alert_status")
    @RolesAllowed({ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    @Operation(
            summary = "Change alerts",
            description =
                    "Sets the status, and, where given, verdict, comment, assignment, tags and"
                            + " whether the console shows it. What an alert has already is not"
                            + " sent. Send an Idempotency-Key to be able to send it again.")
    public ActionAnswer updateStatus(@PathParam("tenant") String tenant, AlertBodies.Update body) {
        return orders.run(tenant, status, body, AlertBodies.Update::order);
    }

    /** A comment, once. */
    @POST
    @Path("/add_new_comment_to_alert")
    @RolesAllowed({ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    @Operation(
            summary = "Comment on alerts",
            description =
                    "The comment bears a marker of the request, by which one sent again with the"
                            + " same Idempotency-Key finds it.")
    public ActionAnswer addComment(@PathParam("tenant") String tenant, AlertBodies.Comment body) {
        return orders.run(tenant, comment, body, AlertBodies.Comment::order);
    }

    /** Gone upstream. */
    @POST
    @Path("/get_incidents")
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    @Operation(
            summary = "Gone: incidents are cases now",
            description = "Always 410, with the path to ask in the member instead.")
    public ActionAnswer getIncidents(@PathParam("tenant") String tenant, AlertBodies.OldIds body) {
        return orders.run(tenant, GoneAction.incidents(), body, AlertBodies.OldIds::given);
    }

    /** Gone upstream. */
    @POST
    @Path("/get_behaviors")
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    @Operation(
            summary = "Gone: behaviors are alerts of one aggregate id now",
            description = "Always 410, with the path to ask in the member instead.")
    public ActionAnswer getBehaviors(@PathParam("tenant") String tenant, AlertBodies.OldIds body) {
        return orders.run(tenant, GoneAction.behaviors(), body, AlertBodies.OldIds::given);
    }
}
