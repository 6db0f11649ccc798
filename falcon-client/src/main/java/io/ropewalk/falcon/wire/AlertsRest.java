package io.ropewalk.falcon.wire;

import io.quarkus.rest.client.reactive.Url;
import io.ropewalk.falcon.alerts.AlertOperations.Paths;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** The alerts collection as HTTP. */
@Produces(MediaType.APPLICATION_JSON)
public interface AlertsRest {

    @POST
    @Path(Paths.DETAILS)
    @Consumes(MediaType.APPLICATION_JSON)
    Response details(
            @Url URI base, @HeaderParam("Authorization") String authorization, String body);

    @POST
    @Path(Paths.DETAILS)
    @Consumes(MediaType.APPLICATION_JSON)
    Response records(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("include_hidden") boolean includeHidden,
            String body);

    @GET
    @Path(Paths.QUERY)
    Response query(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("filter") String filter,
            @QueryParam("sort") String sort,
            @QueryParam("offset") Long offset,
            @QueryParam("limit") int limit,
            @QueryParam("include_hidden") boolean includeHidden);

    @POST
    @Path(Paths.COMBINED)
    @Consumes(MediaType.APPLICATION_JSON)
    Response combined(
            @Url URI base, @HeaderParam("Authorization") String authorization, String body);

    @POST
    @Path(Paths.AGGREGATES)
    @Consumes(MediaType.APPLICATION_JSON)
    Response aggregates(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("include_hidden") boolean includeHidden,
            String body);

    @PATCH
    @Path(Paths.UPDATE)
    @Consumes(MediaType.APPLICATION_JSON)
    Response update(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("include_hidden") boolean includeHidden,
            String body);
}
