package io.ropewalk.alertops.action.http;

import io.ropewalk.alertops.prevention.CreatePolicies;
import io.ropewalk.alertops.prevention.DeletePolicies;
import io.ropewalk.alertops.prevention.GetPolicies;
import io.ropewalk.alertops.prevention.PerformPolicyAction;
import io.ropewalk.alertops.prevention.PolicyWrites;
import io.ropewalk.alertops.prevention.UpdatePolicies;
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

/**
 * Actions on prevention policies. Every write answers, in an item's {@code resource}, the policy as
 * it was ({@code before}), what differs ({@code difference}) and how many hosts that is about
 * ({@code members}); its settings sent to {@code update_prevention_policies} restore it.
 */
@Path("/v1/tenants/{tenant}/actions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class PolicyActionResource {
    private static final String CHANGED =
            "The item shows the policy as it was, what differs and how many hosts that is about."
                    + " What weakens protection is asked for twice, the second time with"
                    + " expectedMembers.";

    private final Orders orders;
    private final GetPolicies get;
    private final CreatePolicies create;
    private final UpdatePolicies update;
    private final DeletePolicies delete;
    private final PerformPolicyAction perform;

    PolicyActionResource(Orders orders, Falcon falcon, PolicyWrites writes) {
        this.orders = orders;
        this.get = new GetPolicies(falcon);
        this.create = new CreatePolicies(writes);
        this.update = new UpdatePolicies(writes);
        this.delete = new DeletePolicies(writes);
        this.perform = new PerformPolicyAction(writes);
    }

    /** Prevention policies by id. */
    @POST
    @Path("/get_prevention_policies")
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    @Operation(
            summary = "Prevention policies by id",
            description = "Whole records, by the names of the vendor.")
    public ActionAnswer get(@PathParam("tenant") String tenant, PolicyBodies.Ids body) {
        return orders.run(tenant, get, body, PolicyBodies.Ids::ids);
    }

    /** Makes prevention policies; they are switched off. */
    @POST
    @Path("/create_prevention_policies")
    @RolesAllowed(ApiSecurity.ADMIN)
    @RunOnVirtualThread
    @Operation(
            summary = "Make prevention policies",
            description = "They are switched off, and come last in the order of precedence.")
    public ActionAnswer create(@PathParam("tenant") String tenant, PolicyBodies.Creation body) {
        return orders.run(tenant, create, body, PolicyRequests::made);
    }

    /** Changes name, description and settings. */
    @POST
    @Path("/update_prevention_policies")
    @RolesAllowed(ApiSecurity.ADMIN)
    @RunOnVirtualThread
    @Operation(summary = "Change name, description and settings of policies", description = CHANGED)
    public ActionAnswer update(@PathParam("tenant") String tenant, PolicyBodies.Update body) {
        return orders.run(tenant, update, body, PolicyRequests::changed);
    }

    /** Deletes policies that are switched off; their hosts fall to the next policy. */
    @POST
    @Path("/delete_prevention_policies")
    @RolesAllowed(ApiSecurity.ADMIN)
    @RunOnVirtualThread
    @Operation(summary = "Delete policies that are switched off", description = CHANGED)
    public ActionAnswer delete(@PathParam("tenant") String tenant, PolicyBodies.Deletion body) {
        return orders.run(
                tenant,
                delete,
                body,
                it ->
                        new DeletePolicies.Request(
                                it.ids(), PolicyRequests.number(it.expectedMembers())));
    }

    /** Switches policies on or off, attaches groups and takes them away. */
    @POST
    @Path("/perform_prevention_policy_action")
    @RolesAllowed(ApiSecurity.ADMIN)
    @RunOnVirtualThread
    @Operation(
            summary = "Switch policies on or off, attach groups or take them away",
            description = CHANGED)
    public ActionAnswer perform(@PathParam("tenant") String tenant, PolicyBodies.Perform body) {
        return orders.run(tenant, perform, body, PolicyRequests::performed);
    }
}
