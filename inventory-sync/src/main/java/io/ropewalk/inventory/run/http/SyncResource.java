package io.ropewalk.inventory.run.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.SecurityIdentity;
import io.ropewalk.inventory.run.DefaultKinds;
import io.ropewalk.inventory.run.Run;
import io.ropewalk.inventory.run.RunKey;
import io.ropewalk.inventory.run.RunRequest;
import io.ropewalk.inventory.run.RunService;
import io.ropewalk.inventory.run.Submission;
import io.ropewalk.inventory.run.Tenants;
import io.ropewalk.kit.problem.Problem;
import io.ropewalk.kit.problem.ProblemException;
import io.ropewalk.kit.security.ApiSecurity;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** Syncs of one tenant. */
@Path("/v1/tenants/{tenant}/syncs")
@Produces(MediaType.APPLICATION_JSON)
public class SyncResource {
    private static final int MAX_LIMIT = 200;
    private static final Pattern LIMIT = Pattern.compile("\\d{1,4}");
    private static final Duration LOOK = Duration.ofMillis(500);

    private final RunService runs;
    private final DefaultKinds defaults;
    private final SecurityIdentity caller;
    private final Clock clock;
    private final ObjectMapper json;

    public SyncResource(
            RunService runs,
            DefaultKinds defaults,
            SecurityIdentity caller,
            Clock clock,
            ObjectMapper json) {
        this.runs = runs;
        this.defaults = defaults;
        this.caller = caller;
        this.clock = clock;
        this.json = json;
    }

    /**
     * Starts a sync: 202 with where to watch it, 409 while the tenant has one that has not ended.
     *
     * @param body JSON, as text: it may be left out, and then the Content-Type that the framework
     *     would ask for too
     */
    @POST
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    public Response start(@PathParam("tenant") String tenant, String body)
            throws JsonProcessingException {
        known(tenant);
        boolean none = body == null || body.isBlank();
        SyncRequest asked = none ? null : json.readValue(body, SyncRequest.class);
        RunRequest request = RequestReader.read(tenant, asked, defaults.kinds());
        if (request.retireMaxShare().isPresent() && !caller.hasRole(ApiSecurity.ADMIN)) {
            throw problem(403, "auth", "retireMaxShare passes a guard; it takes the role admin.");
        }
        return switch (runs.submit(request)) {
            case Submission.Queued(var run) ->
                    Response.accepted(SyncAnswer.of(run, clock.instant()))
                            .location(URI.create("/v1/tenants/" + tenant + "/syncs/" + run.id()))
                            .build();
            case Submission.Busy(var active) ->
                    throw problem(
                            409,
                            "conflict",
                            "The sync "
                                    + active.id()
                                    + " of this tenant is "
                                    + active.state().word()
                                    + "; wait for its end or cancel it.");
        };
    }

    /** The tenant's syncs, newest first. */
    @GET
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    public SyncList list(
            @PathParam("tenant") String tenant,
            @QueryParam("limit") @DefaultValue("50") String size,
            @QueryParam("after") String after) {
        known(tenant);
        int limit = limit(size);
        List<Run> found =
                runs.list(tenant, limit + 1, Optional.ofNullable(after).map(ListCursor::read));
        List<Run> page = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit ? ListCursor.write(key(page.getLast())) : null;
        return new SyncList(
                page.stream().map(run -> SyncAnswer.of(run, clock.instant())).toList(), next);
    }

    /** One sync. */
    @GET
    @Path("/{id}")
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    public SyncAnswer one(@PathParam("tenant") String tenant, @PathParam("id") String id) {
        known(tenant);
        return SyncAnswer.of(run(tenant, id), clock.instant());
    }

    /** One sync as events, each like the JSON answer; the last one shows how it ended. */
    @GET
    @Path("/{id}")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @Blocking
    public Multi<SyncAnswer> watch(@PathParam("tenant") String tenant, @PathParam("id") String id) {
        known(tenant);
        run(tenant, id);
        // From the store, so that it does not matter which replica runs it.
        return Multi.createFrom()
                .ticks()
                .startingAfter(Duration.ofMillis(1))
                .every(LOOK)
                .onOverflow()
                .drop()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(_ -> run(tenant, id))
                .select()
                .first(new UntilEnded())
                .map(run -> SyncAnswer.of(run, clock.instant()))
                .skip()
                .repetitions();
    }

    /** Cancels a sync; it ends when the batches in flight are written. */
    @DELETE
    @Path("/{id}")
    @RolesAllowed({ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    public Response cancel(@PathParam("tenant") String tenant, @PathParam("id") String id) {
        known(tenant);
        run(tenant, id);
        Run cancelled = runs.cancel(tenant, id).orElseThrow(() -> noRun());
        return Response.accepted(SyncAnswer.of(cancelled, clock.instant())).build();
    }

    // Text, because a number that cannot be read would be answered as an unknown path.
    private static int limit(String size) {
        int limit = LIMIT.matcher(size).matches() ? Integer.parseInt(size) : 0;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw problem(400, "bad-request", "limit is a number from 1 to " + MAX_LIMIT + ".");
        }
        return limit;
    }

    private void known(String tenant) {
        try {
            if (!runs.knows(tenant)) {
                throw problem(
                        404,
                        "not-found",
                        "There is no tenant of this name that this service may work for.");
            }
        } catch (Tenants.TenantsUnknown unknown) {
            throw problem(503, "network", unknown.getMessage());
        }
    }

    private Run run(String tenant, String id) {
        return runs.find(tenant, id).orElseThrow(() -> noRun());
    }

    private static RunKey key(Run run) {
        return new RunKey(run.times().created(), run.id());
    }

    private static ProblemException noRun() {
        return problem(404, "not-found", "This tenant has no sync of this id.");
    }

    private static ProblemException problem(int status, String category, String detail) {
        return new ProblemException(Problem.of(status, category, detail));
    }
}
