package io.ropewalk.falcon.wire;

import io.quarkus.rest.client.reactive.Url;
import io.ropewalk.falcon.spotlight.SpotlightOperations.Paths;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;

/** The Spotlight collection as HTTP. */
@Produces(MediaType.APPLICATION_JSON)
public interface SpotlightRest {

    @GET
    @Path(Paths.COMBINED)
    Response combined(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("filter") String filter,
            @QueryParam("facet") List<String> facets,
            @QueryParam("sort") String sort,
            @QueryParam("limit") int limit,
            @QueryParam("after") String after);

    @GET
    @Path(Paths.DETAILS)
    Response details(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("ids") List<String> ids);

    @GET
    @Path(Paths.REMEDIATIONS)
    Response remediations(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("ids") List<String> ids);
}
