package io.ropewalk.falcon.wire;

import io.quarkus.rest.client.reactive.Url;
import io.ropewalk.falcon.prevention.PreventionOperations.Paths;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.util.List;

/** Prevention policies as HTTP. */
@Produces(MediaType.APPLICATION_JSON)
public interface PreventionRest {

    @GET
    @Path(Paths.COMBINED)
    Response combined(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("filter") String filter,
            @QueryParam("sort") String sort,
            @QueryParam("limit") int limit,
            @QueryParam("offset") Long offset);

    @GET
    @Path(Paths.ENTITIES)
    Response details(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("ids") List<String> ids);

    @GET
    @Path(Paths.MEMBERS)
    Response members(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("id") String id,
            @QueryParam("limit") int limit,
            @QueryParam("offset") Long offset);

    @POST
    @Path(Paths.ENTITIES)
    @Consumes(MediaType.APPLICATION_JSON)
    Response create(@Url URI base, @HeaderParam("Authorization") String authorization, String body);

    @PATCH
    @Path(Paths.ENTITIES)
    @Consumes(MediaType.APPLICATION_JSON)
    Response update(@Url URI base, @HeaderParam("Authorization") String authorization, String body);

    @DELETE
    @Path(Paths.ENTITIES)
    Response delete(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("ids") List<String> ids);

    @POST
    @Path(Paths.ACTIONS)
    @Consumes(MediaType.APPLICATION_JSON)
    Response action(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("action_name") String action,
            String body);
}
