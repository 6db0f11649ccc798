package io.ropewalk.inventory.assets.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.SecurityIdentity;
import io.ropewalk.inventory.assets.AssetService;
import io.ropewalk.inventory.assets.AssetService.Wish;
import io.ropewalk.inventory.assets.Delivery;
import io.ropewalk.inventory.run.Tenants;
import io.ropewalk.kit.problem.Problem;
import io.ropewalk.kit.problem.ProblemException;
import io.ropewalk.kit.security.ApiSecurity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Deliveries of one tenant's assets. */
@Path("/v1/tenants/{tenant}/assets")
@Produces(MediaType.APPLICATION_JSON)
public class AssetResource {
    private static final int MAX_LIMIT = 200;
    private static final Pattern LIMIT = Pattern.compile("\\d{1,4}");

    private final AssetService assets;
    private final SecurityIdentity caller;
    private final ObjectMapper json;

    public AssetResource(AssetService assets, SecurityIdentity caller, ObjectMapper json) {
        this.assets = assets;
        this.caller = caller;
        this.json = json;
    }

    /** How the latest delivery of each kind to each sink went. */
    @GET
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    public AssetList list(@PathParam("tenant") String tenant) {
        known(tenant);
        return answer(tenant);
    }

    /** Deliveries and dry runs of the tenant, newest first. */
    @GET
    @Path("/deliveries")
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    public AssetList history(
            @PathParam("tenant") String tenant,
            @QueryParam("limit") @DefaultValue("50") String size,
            @QueryParam("after") String after) {
        known(tenant);
        int limit = limit(size);
        List<Delivery> found =
                assets.history(
                        tenant, limit + 1, Optional.ofNullable(after).map(HistoryCursor::read));
        List<Delivery> page = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit ? HistoryCursor.write(page.getLast().key()) : null;
        return new AssetList(page.stream().map(AssetAnswer::of).toList(), next);
    }

    // Text, because a number that cannot be read would be answered as an unknown path.
    private static int limit(String size) {
        int limit = LIMIT.matcher(size).matches() ? Integer.parseInt(size) : 0;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw problem(400, "bad-request", "limit is a number from 1 to " + MAX_LIMIT + ".");
        }
        return limit;
    }

    /**
     * Starts a delivery to all sinks: 202 with where to watch it, 409 while one is under way.
     *
     * @param body JSON, as text: it may be left out, and then the Content-Type that the framework
     *     would ask for too
     */
    @POST
    @Path("/deliver")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    public Response deliver(@PathParam("tenant") String tenant, String body)
            throws JsonProcessingException {
        known(tenant);
        boolean none = body == null || body.isBlank();
        DeliverRequest asked = none ? null : json.readValue(body, DeliverRequest.class);
        boolean dryRun = asked != null && Boolean.TRUE.equals(asked.dryRun());
        return switch (assets.start(tenant, new Wish(share(asked), dryRun))) {
            case STARTED -> started(tenant, dryRun);
            case BUSY ->
                    throw problem(
                            409,
                            "conflict",
                            "A delivery of this tenant's assets is under way; wait for its end.");
            case FULL ->
                    throw problem(
                            409,
                            "conflict",
                            "This replica delivers for as many tenants as it may at once; try again"
                                    + " later, or raise ropewalk.inventory.assets.parallel-tenants.");
            case NO_SINK ->
                    throw problem(
                            409,
                            "conflict",
                            "No sink takes assets of this tenant; configure one under"
                                    + " ropewalk.inventory.assets.sinks.");
        };
    }

    private Response started(String tenant, boolean dryRun) {
        String where = "/v1/tenants/" + tenant + "/assets" + (dryRun ? "/deliveries" : "");
        return Response.accepted(dryRun ? newest(tenant) : answer(tenant))
                .location(URI.create(where))
                .build();
    }

    /** Those that began last. */
    private AssetList newest(String tenant) {
        List<Delivery> found = assets.history(tenant, MAX_LIMIT, Optional.empty());
        return new AssetList(
                found.stream()
                        .filter(it -> it.round().equals(found.getFirst().round()))
                        .map(AssetAnswer::of)
                        .toList(),
                null);
    }

    private OptionalDouble share(DeliverRequest body) {
        if (body == null || body.removeMaxShare() == null) {
            return OptionalDouble.empty();
        }
        double share = body.removeMaxShare();
        if (!(share >= 0 && share <= 1)) {
            throw problem(400, "bad-request", "removeMaxShare is a share from 0 to 1.");
        }
        if (!caller.hasRole(ApiSecurity.ADMIN)) {
            throw problem(403, "auth", "removeMaxShare passes a guard; it takes the role admin.");
        }
        return OptionalDouble.of(share);
    }

    private AssetList answer(String tenant) {
        return new AssetList(
                assets.deliveries(tenant).stream().map(AssetAnswer::of).toList(), null);
    }

    private void known(String tenant) {
        try {
            if (!assets.knows(tenant)) {
                throw problem(
                        404,
                        "not-found",
                        "There is no tenant of this name that this service may work for.");
            }
        } catch (Tenants.TenantsUnknown unknown) {
            throw problem(503, "network", unknown.getMessage());
        }
    }

    private static ProblemException problem(int status, String category, String detail) {
        return new ProblemException(Problem.of(status, category, detail));
    }
}
