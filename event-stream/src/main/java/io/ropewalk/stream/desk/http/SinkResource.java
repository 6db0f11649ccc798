package io.ropewalk.stream.desk.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.SecurityIdentity;
import io.ropewalk.kit.security.ApiSecurity;
import io.ropewalk.stream.desk.Replay;
import io.ropewalk.stream.desk.SinkDesk;
import io.ropewalk.stream.desk.StreamDesk;
import io.ropewalk.stream.state.DeadLetter;
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
import java.util.List;
import java.util.Optional;

/** The sinks by hand, and what they refused. */
@Path("/v1/tenants/{tenant}")
@Produces(MediaType.APPLICATION_JSON)
public class SinkResource {
    private final SinkDesk sinks;
    private final StreamDesk streams;
    private final SecurityIdentity caller;
    private final ObjectMapper json;

    public SinkResource(
            SinkDesk sinks, StreamDesk streams, SecurityIdentity caller, ObjectMapper json) {
        this.sinks = sinks;
        this.streams = streams;
        this.caller = caller;
        this.json = json;
    }

    /** What could not be delivered, newest first. */
    @GET
    @Path("/dead-letters")
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    public Answers.Page<Answers.Letter> letters(
            @PathParam("tenant") String tenant,
            @QueryParam("limit") @DefaultValue("50") String size,
            @QueryParam("after") String after) {
        known(tenant);
        int limit = Requests.limit(size);
        List<DeadLetter> found = sinks.letters(tenant, Optional.ofNullable(after), limit + 1);
        List<DeadLetter> page = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit ? page.getLast().id() : null;
        return new Answers.Page<>(page.stream().map(Answers.Letter::listed).toList(), next);
    }

    /** One of them, with the beginning of its bytes. */
    @GET
    @Path("/dead-letters/{id}")
    @RolesAllowed({ApiSecurity.VIEWER, ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    public Answers.Letter letter(@PathParam("tenant") String tenant, @PathParam("id") String id) {
        known(tenant);
        return sinks.letter(tenant, id)
                .map(Answers.Letter::whole)
                .orElseThrow(() ->
                        Requests.problem(
                                404, "not-found", "There is no dead letter with this id."));
    }

    /** Sends one of them once more. */
    @POST
    @Path("/dead-letters/{id}/replay")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed({ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    public Answers.Sent replay(
            @PathParam("tenant") String tenant, @PathParam("id") String id, String body)
            throws InterruptedException, JsonProcessingException {
        known(tenant);
        Requests.Replay request = Requests.optional(json, body, Requests.Replay.class);
        Optional<String> sink = Optional.ofNullable(request).map(Requests.Replay::sink);
        return answer(sinks.replay(tenant, id, sink, who()));
    }

    /** Sends a marked test event. */
    @POST
    @Path("/sinks/{name}/test")
    @RolesAllowed({ApiSecurity.RESPONDER, ApiSecurity.ADMIN})
    @RunOnVirtualThread
    public Answers.Sent test(@PathParam("tenant") String tenant, @PathParam("name") String name)
            throws InterruptedException {
        known(tenant);
        return answer(sinks.test(tenant, name, who()));
    }

    private static Answers.Sent answer(Replay replay) {
        return switch (replay) {
            case Replay.Delivered _ -> new Answers.Sent("done", null);
            case Replay.NotDelivered it ->
                    new Answers.Sent(it.mayPass() ? "failed" : "refused", it.reason());
            case Replay.Unknown it ->
                    throw Requests.problem(
                            404, "not-found", "There is no %s of this name.".formatted(it.what()));
            case Replay.SinkNeeded _ ->
                    throw Requests.problem(
                            "This line reached no sink; name one in the body: {\"sink\":\"...\"}.");
        };
    }

    private String who() {
        return caller.getPrincipal() == null ? "" : caller.getPrincipal().getName();
    }

    private void known(String tenant) {
        Requests.known(streams, tenant);
    }
}
