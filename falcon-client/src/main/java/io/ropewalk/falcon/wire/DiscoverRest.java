package io.ropewalk.falcon.wire;

import io.quarkus.rest.client.reactive.Url;
import io.ropewalk.falcon.discover.DiscoverOperations.Paths;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;

/** The Discover collection as HTTP. */
@Produces(MediaType.APPLICATION_JSON)
public interface DiscoverRest {

    @GET
    @Path(Paths.APPLICATIONS)
    Response applications(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("filter") String filter,
            @QueryParam("facet") List<String> facets,
            @QueryParam("limit") int limit,
            @QueryParam("after") String after);

    @GET
    @Path(Paths.HOSTS)
    Response hosts(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("filter") String filter,
            @QueryParam("limit") int limit,
            @QueryParam("after") String after);

    @GET
    @Path(Paths.ACCOUNT_IDS)
    Response accountIds(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("filter") String filter,
            @QueryParam("sort") String sort,
            @QueryParam("limit") int limit,
            @QueryParam("offset") Long offset);

    @GET
    @Path(Paths.ACCOUNTS)
    Response accounts(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("ids") List<String> ids);

    @GET
    @Path(Paths.LOGIN_IDS)
    Response loginIds(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("filter") String filter,
            @QueryParam("sort") String sort,
            @QueryParam("limit") int limit,
            @QueryParam("offset") Long offset);

    @GET
    @Path(Paths.LOGINS)
    Response logins(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("ids") List<String> ids);
}
