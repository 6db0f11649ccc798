package io.ropewalk.stream.desk.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.SecurityIdentity;
import io.ropewalk.kit.security.ApiSecurity;
import io.ropewalk.stream.desk.StreamDesk;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.state.Audit;
import io.ropewalk.stream.state.Position;
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
import java.util.List;
import java.util.Optional;

/** The partitions of a tenant, and what was done to them. */
@Path("/v1/tenants/{tenant}")
@Produces(MediaType.APPLICATION_JSON)
public class StreamResource {
    private final StreamDesk desk;
    private final SecurityIdentity caller;
    private final ObjectMapper json;

    public StreamResource(StreamDesk desk, SecurityIdentity caller, ObjectMapper json) {
        this.desk = desk;
        this.caller = caller;
        this.json = json;
    }

    /** How every partition stands. */
    @GET
    @Path("/streams")
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    public Answers.Streams streams(@PathParam("tenant") String tenant) {
        known(tenant);
        return Answers.Streams.of(
                desk.list(tenant).stream().map(Answers.Stream::of).toList(), desk.trouble(tenant));
    }

    /** Stops reading a partition; what was read is still delivered. */
    @POST
    @Path("/streams/{partition}/pause")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    public Response pause(
            @PathParam("tenant") String tenant,
            @PathParam("partition") String partition,
            String body)
            throws JsonProcessingException {
        Requests.Why why = Requests.optional(json, body, Requests.Why.class);
        return pause(tenant, partition, true, why);
    }

    /** Goes on reading a partition. */
    @POST
    @Path("/streams/{partition}/resume")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    public Response resume(
            @PathParam("tenant") String tenant,
            @PathParam("partition") String partition,
            String body)
            throws JsonProcessingException {
        Requests.Why why = Requests.optional(json, body, Requests.Why.class);
        return pause(tenant, partition, false, why);
    }

    private Response pause(String tenant, String partition, boolean paused, Requests.Why why) {
        known(tenant);
        String reason = Requests.Why.of(why);
        if (!desk.pause(new PartitionId(tenant, partition), paused, who(), reason)) {
            throw noPartition();
        }
        return Response.accepted().build();
    }

    /** Has a partition delivered from elsewhere on. */
    @POST
    @Path("/streams/{partition}/seek")
    @RolesAllowed(ApiSecurity.ADMIN)
    @RunOnVirtualThread
    public Response seek(
            @PathParam("tenant") String tenant,
            @PathParam("partition") String partition,
            Requests.Seek request) {
        known(tenant);
        if (request == null) {
            throw Requests.problem("A seek needs a body with offset or to.");
        }
        Optional<String> sink = Optional.ofNullable(request.sink());
        sink.filter(name -> !desk.knowsSink(name))
                .ifPresent(_ -> {
                    throw Requests.problem(404, "not-found", "There is no sink of this name.");
                });
        Position to = request.position(desk.vendorClock(tenant));
        String reason = request.reason() == null ? "" : request.reason();
        return switch (desk.seek(new PartitionId(tenant, partition), sink, to, who(), reason)) {
            case YES -> Response.accepted().build();
            case UNKNOWN -> throw noPartition();
            case ANOTHER_WAITS ->
                    throw Requests.problem(
                            409,
                            "conflict",
                            "A seek of another sink of this partition is not done yet; ask again in a moment, or seek all sinks, which replaces it.");
        };
    }

    /** Who did what, newest first. */
    @GET
    @Path("/audit")
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    public Answers.Page<Answers.Act> audit(
            @PathParam("tenant") String tenant,
            @QueryParam("limit") @DefaultValue("50") String size,
            @QueryParam("after") String after) {
        known(tenant);
        int limit = Requests.limit(size);
        List<Audit.Entry> found = desk.audit(tenant, Requests.before(after), limit + 1);
        List<Audit.Entry> page = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit ? Long.toString(page.getLast().id()) : null;
        return new Answers.Page<>(page.stream().map(Answers.Act::of).toList(), next);
    }

    private String who() {
        return caller.getPrincipal() == null ? "" : caller.getPrincipal().getName();
    }

    private void known(String tenant) {
        Requests.known(desk, tenant);
    }

    private static RuntimeException noPartition() {
        return Requests.problem(
                404, "not-found", "This tenant has no partition of this name, as far as is known.");
    }
}
