package io.ropewalk.falcon.wire;

import io.quarkus.rest.client.reactive.Url;
import io.ropewalk.falcon.detects.DetectOperations.Paths;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** The detects collection as HTTP. */
@Produces(MediaType.APPLICATION_JSON)
public interface DetectsRest {

    @POST
    @Path(Paths.SUMMARIES)
    @Consumes(MediaType.APPLICATION_JSON)
    Response summaries(
            @Url URI base, @HeaderParam("Authorization") String authorization, String body);
}
