package io.ropewalk.falcon.wire;

import io.quarkus.rest.client.reactive.Url;
import io.ropewalk.falcon.cases.CaseOperations;
import io.ropewalk.falcon.rtr.RtrOperations;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Case management and the audit of remote shells as HTTP. They share one set of connections. */
@Produces(MediaType.APPLICATION_JSON)
public interface CasesRest {

    @GET
    @Path(CaseOperations.Paths.QUERY)
    Response query(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("filter") String filter,
            @QueryParam("sort") String sort,
            @QueryParam("limit") int limit,
            @QueryParam("offset") Long offset);

    @POST
    @Path(CaseOperations.Paths.DETAILS)
    @Consumes(MediaType.APPLICATION_JSON)
    Response details(
            @Url URI base, @HeaderParam("Authorization") String authorization, String body);

    @GET
    @Path(RtrOperations.Paths.AUDIT)
    Response audit(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("filter") String filter,
            @QueryParam("sort") String sort,
            @QueryParam("limit") int limit,
            @QueryParam("offset") Long offset,
            @QueryParam("with_command_info") boolean withCommandInfo);
}
