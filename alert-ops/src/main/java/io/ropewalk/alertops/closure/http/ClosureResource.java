package io.ropewalk.alertops.closure.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ropewalk.alertops.closure.Closure;
import io.ropewalk.alertops.closure.ClosureItem;
import io.ropewalk.alertops.closure.ClosureWorker;
import io.ropewalk.alertops.closure.Closures;
import io.ropewalk.alertops.closure.ItemState;
import io.ropewalk.alertops.closure.Previews;
import io.ropewalk.alertops.query.Tenants;
import io.ropewalk.alertops.work.Falcon;
import io.ropewalk.alertops.work.Rules;
import io.ropewalk.kit.problem.Problem;
import io.ropewalk.kit.security.ApiSecurity;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestStreamElementType;

/** Closing many alerts at once: preview, confirm, watch, halt, take back. */
@Path("/v1/tenants/{tenant}/closures")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@APIResponse(
        responseCode = "default",
        description = "Nothing was done; category and detail say why, and what to do.",
        content =
                @Content(
                        mediaType = Problem.MEDIA_TYPE,
                        schema = @Schema(implementation = Problem.class)))
public class ClosureResource {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int AT_ONCE = 1_000;

    private final ClosureCall call;
    private final Previews previews;
    private final Closures closures;
    private final Falcon falcon;
    private final Clock clock;
    private final ClosureWorker worker;

    ClosureResource(
            ClosureCall call,
            Previews previews,
            Closures closures,
            Falcon falcon,
            Clock clock,
            ClosureWorker worker) {
        this.call = call;
        this.previews = previews;
        this.closures = closures;
        this.falcon = falcon;
        this.clock = clock;
        this.worker = worker;
    }

    /** Looks at the alerts, and freezes them. */
    @POST
    @RolesAllowed({ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    @Operation(
            summary = "Preview a closure",
            description =
                    "Reads every alert of the selection and freezes it; nothing is written. The"
                            + " answer's token confirms exactly these alerts and this action, once,"
                            + " by the same caller. tenant may be several names with commas"
                            + " between, or *: then it is looked for each, and each preview has a"
                            + " token of its own.")
    @APIResponse(
            responseCode = "201",
            description = "What would be written, and the token that confirms it.",
            content = @Content(schema = @Schema(implementation = ClosureAnswer.Preview.class)))
    @APIResponse(
            responseCode = "200",
            description = "Of several customers: the preview of each, or why there is none.",
            content = @Content(schema = @Schema(implementation = ClosureAnswer.Many.class)))
    public Response preview(@PathParam("tenant") String tenant, ClosureBodies.Preview body) {
        Rules.checked(body);
        if (Tenants.several(tenant)) {
            return several(Tenants.named(tenant, falcon), body);
        }
        ClosureCall.one(tenant);
        Previews.Preview preview = previews.preview(tenant, body.request(), call.caller());
        return Response.status(Response.Status.CREATED)
                .location(place(preview.closure()))
                .header("Cache-Control", "no-store")
                .entity(ClosureAnswer.Preview.of(preview))
                .build();
    }

    private Response several(List<String> tenants, ClosureBodies.Preview body) {
        Previews.Many many = previews.previews(tenants, body.request(), call.caller());
        return Response.ok(ClosureAnswer.Many.of(many)).header("Cache-Control", "no-store").build();
    }

    /** The closures of one customer or several, newest first. */
    @GET
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    @Operation(
            summary = "Closures, newest first",
            description = "tenant may be several names with commas between, or *.")
    public ClosureAnswer.Page list(
            @PathParam("tenant") String tenant,
            @QueryParam("limit") @DefaultValue("50") String size,
            @QueryParam("after") String after,
            @Context UriInfo uri) {
        ClosureCall.only(uri, "limit", "after");
        List<String> tenants = Tenants.named(tenant, falcon);
        int limit = After.limit(size);
        List<Closure> found = closures.list(tenants, limit + 1, After.place(after));
        if (!tenant.equals(Tenants.ALL)) {
            Tenants.known(tenants, falcon, this::hadOne);
        }
        List<Closure> page = found.subList(0, Math.min(limit, found.size()));
        return new ClosureAnswer.Page(
                page.stream().map(this::answer).toList(),
                found.size() > limit ? After.of(page.getLast()) : null);
    }

    /** What was done for a customer stays, also when it is one no longer. */
    private boolean hadOne(String tenant) {
        return !closures.list(List.of(tenant), 1, Optional.empty()).isEmpty();
    }

    /** Confirms a preview. */
    @POST
    @Path("/{id}/execute")
    @RolesAllowed({ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    @Operation(
            summary = "Execute a closure",
            description =
                    "The alerts of the preview are written in batches, each of them read again"
                            + " before. Send an Idempotency-Key to be able to send it again.")
    @APIResponse(
            responseCode = "202",
            description = "It runs, or waits for the approval of a second person.",
            content = @Content(schema = @Schema(implementation = ClosureAnswer.class)))
    public Response execute(
            @PathParam("tenant") String tenant,
            @PathParam("id") String id,
            ClosureBodies.Execute body) {
        Rules.checked(body);
        ClosureCall.one(tenant);
        Closures.Confirmation confirmation =
                new Closures.Confirmation(
                        body.confirmToken(),
                        body.expectedCount(),
                        Optional.ofNullable(body.reason()).orElse("").strip(),
                        call.key());
        return accepted(closures.execute(tenant, id, confirmation, call.caller()));
    }

    /** One closure. */
    @GET
    @Path("/{id}")
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    @Operation(
            summary = "A closure as it stands",
            description = "With Accept: text/event-stream as events, until it has ended.")
    public ClosureAnswer one(
            @PathParam("tenant") String tenant, @PathParam("id") String id, @Context UriInfo uri) {
        ClosureCall.only(uri);
        ClosureCall.one(tenant);
        return answer(closures.get(tenant, id));
    }

    /** One closure as events, each like the JSON answer; the last one shows how it ended. */
    @GET
    @Path("/{id}")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @Blocking
    @Operation(hidden = true)
    public Multi<ClosureAnswer> watch(
            @PathParam("tenant") String tenant, @PathParam("id") String id) {
        ClosureCall.one(tenant);
        closures.get(tenant, id);
        // From the store, so that it does not matter which replica works on it.
        return Multi.createFrom()
                .ticks()
                .startingAfter(Duration.ofMillis(1))
                .every(LOOK)
                .onOverflow()
                .drop()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(_ -> closures.get(tenant, id))
                .select()
                .first(new UntilEnded(clock, worker::halted))
                .map(this::answer)
                .skip()
                .repetitions();
    }

    /** Its alerts. */
    @GET
    @Path("/{id}/items")
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    @Operation(
            summary = "The alerts of a closure, and what became of each",
            description =
                    "state: one of pending, in-flight, closed, already, skipped-drift,"
                            + " not-found, failed.")
    public ClosureAnswer.Items items(
            @PathParam("tenant") String tenant,
            @PathParam("id") String id,
            @QueryParam("state") String state,
            @QueryParam("limit") @DefaultValue("100") String size,
            @QueryParam("after") String after,
            @Context UriInfo uri) {
        ClosureCall.only(uri, "state", "limit", "after");
        ClosureCall.one(tenant);
        Optional<ItemState> wanted = ClosureCall.state(state);
        int limit = After.limit(size);
        List<ClosureItem> found =
                closures.items(closures.get(tenant, id), wanted, limit + 1, After.position(after));
        List<ClosureItem> page = found.subList(0, Math.min(limit, found.size()));
        return new ClosureAnswer.Items(
                page.stream().map(ClosureAnswer.Item::of).toList(),
                found.size() > limit ? After.of(page.getLast().position()) : null);
    }

    /** Its alerts as a file, all of them. */
    @GET
    @Path("/{id}/items")
    @Produces(ClosureFormat.CSV_TYPE + ";qs=0.5")
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    @Operation(hidden = true)
    public Response file(
            @PathParam("tenant") String tenant,
            @PathParam("id") String id,
            @QueryParam("state") String state,
            @Context UriInfo uri) {
        ClosureCall.only(uri, "state");
        ClosureCall.one(tenant);
        Optional<ItemState> wanted = ClosureCall.state(state);
        Closure closure = closures.get(tenant, id);
        return ClosureReportResource.csv(after -> closures.items(closure, wanted, AT_ONCE, after));
    }

    /** A second person lets it run. */
    @POST
    @Path("/{id}/approve")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    @Operation(
            summary = "Approve a closure",
            description = "By somebody else than who asked for it.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ClosureBodies.Why.class)))
    public Response approve(
            @PathParam("tenant") String tenant, @PathParam("id") String id, String body)
            throws JsonProcessingException {
        ClosureCall.one(tenant);
        return accepted(closures.approve(tenant, id, call.reason(body), call.caller()));
    }

    /** Halts it. */
    @POST
    @Path("/{id}/pause")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    @Operation(summary = "Pause a closure", description = "After the batch under way.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ClosureBodies.Why.class)))
    public Response pause(
            @PathParam("tenant") String tenant, @PathParam("id") String id, String body)
            throws JsonProcessingException {
        ClosureCall.one(tenant);
        return accepted(closures.pause(tenant, id, call.reason(body), call.caller()));
    }

    /** Goes on. */
    @POST
    @Path("/{id}/resume")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    @Operation(
            summary = "Resume a closure",
            description =
                    "One that is paused, failed or incomplete; alerts that failed are tried again.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ClosureBodies.Why.class)))
    public Response resume(
            @PathParam("tenant") String tenant, @PathParam("id") String id, String body)
            throws JsonProcessingException {
        ClosureCall.one(tenant);
        return accepted(closures.resume(tenant, id, call.reason(body), call.caller()));
    }

    /** Ends it. */
    @POST
    @Path("/{id}/cancel")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    @Operation(
            summary = "Cancel a closure",
            description = "After the batch under way; what was written stays written.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ClosureBodies.Why.class)))
    public Response cancel(
            @PathParam("tenant") String tenant, @PathParam("id") String id, String body)
            throws JsonProcessingException {
        ClosureCall.one(tenant);
        return accepted(closures.cancel(tenant, id, call.reason(body), call.caller()));
    }

    /** Takes it back. */
    @POST
    @Path("/{id}/revert")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    @Operation(
            summary = "Revert a closure",
            description =
                    "A new closure puts status, tags and assignment of what was written back, where"
                            + " nobody has touched it since. Comments stay.")
    @APIResponse(
            responseCode = "202",
            description = "The revert, a closure of its own.",
            content = @Content(schema = @Schema(implementation = ClosureAnswer.class)))
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ClosureBodies.Why.class)))
    public Response revert(
            @PathParam("tenant") String tenant, @PathParam("id") String id, String body)
            throws JsonProcessingException {
        ClosureCall.one(tenant);
        return accepted(closures.revert(tenant, id, call.reason(body), call.caller()));
    }

    private Response accepted(Closure closure) {
        return Response.accepted(answer(closure)).location(place(closure)).build();
    }

    private ClosureAnswer answer(Closure closure) {
        return ClosureAnswer.of(closure, closures.counts(closure), clock.instant());
    }

    private static URI place(Closure closure) {
        return URI.create("/v1/tenants/" + closure.tenant() + "/closures/" + closure.id());
    }
}
