package io.ropewalk.ioc.sync.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.quarkus.security.identity.SecurityIdentity;
import io.ropewalk.ioc.indicator.Unreadable;
import io.ropewalk.ioc.ledger.Quarantined;
import io.ropewalk.ioc.reconcile.Order;
import io.ropewalk.ioc.sync.MirrorDesk;
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
import java.util.regex.Pattern;

/** The mirror to one customer. */
@Path("/v1/tenants/{tenant}")
@Produces(MediaType.APPLICATION_JSON)
public class MirrorResource {
    private static final Pattern LIMIT = Pattern.compile("\\d{1,4}");
    private static final int MAX_LIMIT = 200;

    private final Optional<MirrorDesk> desk;
    private final SecurityIdentity caller;
    private final ObjectMapper json;

    /** The mirror, where one is configured. */
    public record Mirrored(Optional<MirrorDesk> desk) {}

    /**
     * What to compare.
     *
     * @param adopt a source whose IOCs become the mirror's own
     * @param allowRemovals also more than may be without asking
     */
    @RegisterForReflection
    record ReconcileRequest(Boolean dryRun, String adopt, Boolean allowRemovals) {}

    public MirrorResource(Mirrored mirrored, SecurityIdentity caller, ObjectMapper json) {
        this.desk = mirrored.desk();
        this.caller = caller;
        this.json = json;
    }

    /** How it stands. */
    @GET
    @Path("/mirror")
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    public Answers.MirrorAnswer mirror(@PathParam("tenant") String tenant) {
        return Answers.MirrorAnswer.of(of(tenant).view(tenant));
    }

    /**
     * Starts a comparison: 202, 409 while one is under way.
     *
     * @param body JSON, as text: it may be left out, and then the Content-Type that the framework
     *     would ask for too
     */
    @POST
    @Path("/mirror/reconcile")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    public Response reconcile(@PathParam("tenant") String tenant, String body)
            throws JsonProcessingException {
        MirrorDesk mirror = of(tenant);
        Order order = order(body);
        boolean started = mirror.compare(tenant, order).orElseThrow(MirrorResource::worksElsewhere);
        if (!started) {
            throw problem(
                    409, "conflict", "A comparison of this tenant is under way; wait for its end.");
        }
        return Response.accepted(Answers.MirrorAnswer.of(mirror.view(tenant)))
                .location(URI.create("/v1/tenants/" + tenant + "/mirror"))
                .build();
    }

    private Order order(String body) throws JsonProcessingException {
        if (body == null || body.isBlank()) {
            return Order.DRY;
        }
        ReconcileRequest asked = json.readValue(body, ReconcileRequest.class);
        boolean allow = Boolean.TRUE.equals(asked.allowRemovals());
        Optional<String> adopt = Optional.ofNullable(asked.adopt()).filter(it -> !it.isBlank());
        if ((allow || adopt.isPresent()) && !caller.hasRole(ApiSecurity.ADMIN)) {
            throw problem(
                    403,
                    "auth",
                    "allowRemovals passes a guard, and adopt takes over what others made; both take"
                            + " the role admin.");
        }
        return new Order(!Boolean.FALSE.equals(asked.dryRun()), adopt, allow);
    }

    /** Reads all of OpenCTI again. Nothing that was written is forgotten. */
    @POST
    @Path("/mirror/reset")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed(ApiSecurity.ADMIN)
    @RunOnVirtualThread
    public Response reset(@PathParam("tenant") String tenant) {
        MirrorDesk mirror = of(tenant);
        if (!mirror.reset()) {
            throw worksElsewhere();
        }
        return Response.accepted(Answers.MirrorAnswer.of(mirror.view(tenant))).build();
    }

    /** What was set aside, newest first. */
    @GET
    @Path("/quarantine")
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    public Answers.Page<Answers.QuarantineAnswer> quarantine(
            @PathParam("tenant") String tenant,
            @QueryParam("limit") @DefaultValue("50") String size,
            @QueryParam("after") String after) {
        MirrorDesk mirror = of(tenant);
        int limit = LIMIT.matcher(size).matches() ? Integer.parseInt(size) : 0;
        if (limit < 1 || limit > MAX_LIMIT) {
            throw problem(400, "bad-request", "limit is a number from 1 to " + MAX_LIMIT + ".");
        }
        List<Quarantined> found = mirror.quarantined(tenant, limit + 1, Optional.ofNullable(after));
        List<Quarantined> page = found.subList(0, Math.min(limit, found.size()));
        return new Answers.Page<>(
                page.stream().map(Answers.QuarantineAnswer::of).toList(),
                found.size() > limit ? page.getLast().id() : null);
    }

    /** Tries one of them again. */
    @POST
    @Path("/quarantine/{id}/replay")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    public Answers.Replayed replay(@PathParam("tenant") String tenant, @PathParam("id") String id) {
        MirrorDesk mirror = of(tenant);
        Quarantined item =
                mirror.quarantinedOne(tenant, id)
                        .orElseThrow(() ->
                                problem(404, "not-found", "Nothing with this id is set aside."));
        try {
            if (!mirror.replay(item)) {
                throw worksElsewhere();
            }
        } catch (Unreadable still) {
            return new Answers.Replayed(
                    "refused", "The event cannot be read: " + still.getMessage());
        }
        return new Answers.Replayed("accepted", null);
    }

    private MirrorDesk of(String tenant) {
        return desk.filter(it -> it.tenants().contains(tenant))
                .orElseThrow(() ->
                        problem(
                                404,
                                "not-found",
                                "Nothing is mirrored to a tenant of this name; ropewalk.ioc.tenants"
                                        + " and ropewalk.opencti.url say to whom and from where."));
    }

    private static ProblemException worksElsewhere() {
        return problem(
                409,
                "conflict",
                "Another replica mirrors at this moment; only that one can do this. Ask again: a"
                        + " load balancer may lead there.");
    }

    private static ProblemException problem(int status, String category, String detail) {
        return new ProblemException(Problem.of(status, category, detail));
    }
}
