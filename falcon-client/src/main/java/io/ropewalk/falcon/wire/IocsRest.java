package io.ropewalk.falcon.wire;

import io.quarkus.rest.client.reactive.Url;
import io.ropewalk.falcon.iocs.IocOperations.Paths;
import jakarta.ws.rs.BeanParam;
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

/** IOC management as HTTP. */
@Produces(MediaType.APPLICATION_JSON)
public interface IocsRest {

    /** What both listings of indicators are asked with. */
    final class Listing {
        @QueryParam("filter")
        public String filter;

        @QueryParam("sort")
        public String sort;

        @QueryParam("from_parent")
        public Boolean fromParent;

        @QueryParam("limit")
        public int limit;

        @QueryParam("after")
        public String after;

        @QueryParam("offset")
        public Long offset;
    }

    @GET
    @Path(Paths.COMBINED)
    Response combined(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @BeanParam Listing listing);

    @GET
    @Path(Paths.SEARCH)
    Response search(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @BeanParam Listing listing);

    @GET
    @Path(Paths.ENTITIES)
    Response details(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("ids") List<String> ids);

    @POST
    @Path(Paths.ENTITIES)
    @Consumes(MediaType.APPLICATION_JSON)
    Response create(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("ignore_warnings") boolean ignoreWarnings,
            @QueryParam("retrodetects") boolean retrodetects,
            String body);

    @PATCH
    @Path(Paths.ENTITIES)
    @Consumes(MediaType.APPLICATION_JSON)
    Response update(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("ignore_warnings") boolean ignoreWarnings,
            @QueryParam("retrodetects") boolean retrodetects,
            String body);

    @DELETE
    @Path(Paths.ENTITIES)
    Response delete(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("ids") List<String> ids,
            @QueryParam("comment") String comment);

    @GET
    @Path(Paths.ACTION_IDS)
    Response actionIds(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("limit") int limit,
            @QueryParam("offset") Long offset);

    @GET
    @Path(Paths.TYPES)
    Response types(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("limit") int limit,
            @QueryParam("offset") Long offset);

    @GET
    @Path(Paths.PLATFORMS)
    Response platforms(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("limit") int limit,
            @QueryParam("offset") Long offset);

    @GET
    @Path(Paths.SEVERITIES)
    Response severities(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("limit") int limit,
            @QueryParam("offset") Long offset);

    @GET
    @Path(Paths.ACTIONS)
    Response actions(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("ids") List<String> ids);
}
