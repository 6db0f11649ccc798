package io.ropewalk.alertops.action.http;

import io.ropewalk.alertops.config.HostActionsConfig;
import io.ropewalk.alertops.host.ChangeHosts;
import io.ropewalk.alertops.host.FindHosts;
import io.ropewalk.alertops.host.GetHosts;
import io.ropewalk.alertops.host.GetLogins;
import io.ropewalk.alertops.host.GetOnlineStates;
import io.ropewalk.alertops.host.HostOrder;
import io.ropewalk.alertops.host.HostWriter;
import io.ropewalk.alertops.work.ActionKind;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.alertops.work.Records;
import io.ropewalk.falcon.hosts.HostAction;
import io.ropewalk.kit.security.ApiSecurity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Actions on hosts. */
@Path("/v1/tenants/{tenant}/actions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class HostActionResource {
    private static final String FOLLOWED =
            "Falcon accepts it and the host follows when it hears of it: accepted until the"
                    + " record says so, done then. With wait the answer waits for that. A dry run"
                    + " shows each host and what would be done.";

    private final Orders orders;
    private final HostActionsConfig config;
    private final Clock clock;
    private final GetHosts details;
    private final GetOnlineStates online;
    private final GetLogins logins;
    private final FindHosts find;
    private final HostWriter writer;

    HostActionResource(
            Orders orders,
            HostActionsConfig config,
            Clock clock,
            Falcon falcon,
            Records records,
            HostWriter writer) {
        this.orders = orders;
        this.config = config;
        this.clock = clock;
        this.details = new GetHosts(falcon, records);
        this.online = new GetOnlineStates(falcon);
        this.logins = new GetLogins(falcon, records);
        this.find = new FindHosts(falcon, records);
        this.writer = writer;
    }

    /** Cuts hosts off the network. */
    @POST
    @Path("/isolate_endpoints")
    @RolesAllowed({ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    @Operation(summary = "Contain hosts", description = FOLLOWED)
    public ActionAnswer isolate(@PathParam("tenant") String tenant, HostBodies.Change body) {
        return change(tenant, ActionKind.ISOLATE_ENDPOINTS, HostAction.CONTAIN, body);
    }

    /** Lets them back. */
    @POST
    @Path("/deisolate_endpoints")
    @RolesAllowed({ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    @Operation(summary = "Lift the containment of hosts", description = FOLLOWED)
    public ActionAnswer deisolate(@PathParam("tenant") String tenant, HostBodies.Change body) {
        return change(tenant, ActionKind.DEISOLATE_ENDPOINTS, HostAction.LIFT_CONTAINMENT, body);
    }

    private ActionAnswer change(
            String tenant, ActionKind kind, HostAction action, HostBodies.Change body) {
        return orders.run(
                tenant,
                new ChangeHosts(kind, writer),
                body,
                it -> order(it.ids(), action, it.note(), it.waiting()));
    }

    /** One of six. */
    @POST
    @Path("/perform_host_action")
    @RolesAllowed({ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    @Operation(
            summary = "Contain, hide or silence hosts, and back",
            description =
                    FOLLOWED
                            + " hide_host and detection_suppress take the role admin: Falcon raises"
                            + " no alerts of such hosts.")
    public ActionAnswer perform(@PathParam("tenant") String tenant, HostBodies.Perform body) {
        return orders.run(
                tenant,
                new ChangeHosts(ActionKind.PERFORM_HOST_ACTION, writer),
                body,
                it -> order(it.ids(), it.action(), it.note(), it.waiting()));
    }

    private HostOrder order(List<String> ids, HostAction action, String note, Object waiting) {
        return new HostOrder(
                ids,
                action,
                Optional.ofNullable(note).filter(it -> !it.isBlank()),
                HostBodies.patience(waiting, config.maxWait()));
    }

    /** Whole records. */
    @POST
    @Path("/get_device_details")
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    @Operation(summary = "Hosts by agent id", description = "Whole records, by the vendor's names.")
    public ActionAnswer details(@PathParam("tenant") String tenant, HostBodies.Ids body) {
        return orders.run(tenant, details, body, HostBodies.Ids::ids);
    }

    /** Who is online. */
    @POST
    @Path("/get_online_state")
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    @Operation(
            summary = "Whether hosts are online",
            description = "online, offline or unknown, and when each was seen last.")
    public ActionAnswer online(@PathParam("tenant") String tenant, HostBodies.Ids body) {
        return orders.run(tenant, online, body, HostBodies.Ids::ids);
    }

    /** Who logged in. */
    @POST
    @Path("/query_device_login_history")
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    @Operation(
            summary = "Who logged in to hosts lately",
            description = "The latest logins of each host, within from and to.")
    public ActionAnswer logins(@PathParam("tenant") String tenant, HostBodies.Logins body) {
        return orders.run(tenant, logins, body, it -> it.asked(clock));
    }

    /** Hosts by filter. */
    @POST
    @Path("/query_devices_by_filter")
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    @Operation(
            summary = "Hosts by filter",
            description = "The filter is read and written anew before it is sent.")
    public ActionAnswer find(@PathParam("tenant") String tenant, HostBodies.Search body) {
        return orders.run(tenant, find, body, HostBodies.Search::asked);
    }
}
