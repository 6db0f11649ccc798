package io.ropewalk.falcon.wire;

import io.quarkus.rest.client.reactive.Url;
import io.ropewalk.falcon.streams.StreamOperations.Paths;
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

/** The event streams collection as HTTP. */
@Produces(MediaType.APPLICATION_JSON)
public interface StreamsRest {

    @GET
    @Path(Paths.DISCOVER)
    Response discover(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("appId") String appId);

    /** The whole address comes with the call: the vendor gave it. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    Response refresh(
            @Url URI address, @HeaderParam("Authorization") String authorization, String body);
}
