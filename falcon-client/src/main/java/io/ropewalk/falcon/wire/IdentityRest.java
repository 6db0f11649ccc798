package io.ropewalk.falcon.wire;

import io.quarkus.rest.client.reactive.Url;
import io.ropewalk.falcon.identity.IdentityOperations.Paths;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Identity Protection as HTTP. */
@Produces(MediaType.APPLICATION_JSON)
public interface IdentityRest {

    @POST
    @Path(Paths.GRAPHQL)
    @Consumes(MediaType.APPLICATION_JSON)
    Response graphql(
            @Url URI base, @HeaderParam("Authorization") String authorization, String body);
}
