package io.ropewalk.falcon.wire;

import io.quarkus.rest.client.reactive.Url;
import io.ropewalk.falcon.hosts.HostOperations.Paths;
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
import java.util.List;

/** The hosts collection as HTTP. The address comes with each call: it depends on the customer. */
@Produces(MediaType.APPLICATION_JSON)
public interface HostsRest {

    @GET
    @Path(Paths.COMBINED)
    Response combined(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("filter") String filter,
            @QueryParam("sort") String sort,
            @QueryParam("limit") int limit,
            @QueryParam("offset") String offset);

    @GET
    @Path(Paths.SCROLL)
    Response scroll(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("filter") String filter,
            @QueryParam("sort") String sort,
            @QueryParam("limit") int limit,
            @QueryParam("offset") String offset);

    @POST
    @Path(Paths.DETAILS)
    @Consumes(MediaType.APPLICATION_JSON)
    Response details(
            @Url URI base, @HeaderParam("Authorization") String authorization, String body);

    @POST
    @Path(Paths.LOGINS)
    @Consumes(MediaType.APPLICATION_JSON)
    Response logins(@Url URI base, @HeaderParam("Authorization") String authorization, String body);

    @GET
    @Path(Paths.HIDDEN)
    Response hidden(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("filter") String filter,
            @QueryParam("sort") String sort,
            @QueryParam("limit") int limit,
            @QueryParam("offset") String offset);

    @POST
    @Path(Paths.LOGIN_HISTORY)
    @Consumes(MediaType.APPLICATION_JSON)
    Response loginHistory(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("limit") int limit,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            String body);

    @GET
    @Path(Paths.ONLINE)
    Response online(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("ids") List<String> ids);

    @POST
    @Path(Paths.ACTION)
    @Consumes(MediaType.APPLICATION_JSON)
    Response action(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("action_name") String action,
            String body);
}
