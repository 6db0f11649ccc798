package io.ropewalk.falcon.wire;

import io.quarkus.rest.client.reactive.Url;
import io.ropewalk.falcon.flightcontrol.FlightControlOperations;
import io.ropewalk.falcon.hostgroups.HostGroupOperations;
import io.ropewalk.falcon.policies.PolicyOperations;
import io.ropewalk.falcon.users.UserOperations;
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

/**
 * The small collections as HTTP: host groups, policies, users, children. They share one set of
 * connections, as each is asked a few times a day.
 */
@Produces(MediaType.APPLICATION_JSON)
public interface ListingsRest {

    @GET
    @Path(HostGroupOperations.Paths.COMBINED)
    Response hostGroups(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("filter") String filter,
            @QueryParam("sort") String sort,
            @QueryParam("limit") int limit,
            @QueryParam("offset") Long offset);

    @GET
    @Path(PolicyOperations.Paths.PREVENTION)
    Response preventionPolicies(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("filter") String filter,
            @QueryParam("sort") String sort,
            @QueryParam("limit") int limit,
            @QueryParam("offset") Long offset);

    @GET
    @Path(PolicyOperations.Paths.SENSOR_UPDATE)
    Response sensorUpdatePolicies(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("filter") String filter,
            @QueryParam("sort") String sort,
            @QueryParam("limit") int limit,
            @QueryParam("offset") Long offset);

    @GET
    @Path(UserOperations.Paths.QUERY)
    Response userIds(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("filter") String filter,
            @QueryParam("limit") int limit,
            @QueryParam("offset") Long offset);

    @POST
    @Path(UserOperations.Paths.DETAILS)
    @Consumes(MediaType.APPLICATION_JSON)
    Response users(@Url URI base, @HeaderParam("Authorization") String authorization, String body);

    @GET
    @Path(FlightControlOperations.Paths.QUERY)
    Response childIds(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("sort") String sort,
            @QueryParam("limit") int limit,
            @QueryParam("offset") Long offset);

    @POST
    @Path(FlightControlOperations.Paths.DETAILS)
    @Consumes(MediaType.APPLICATION_JSON)
    Response children(
            @Url URI base, @HeaderParam("Authorization") String authorization, String body);
}
