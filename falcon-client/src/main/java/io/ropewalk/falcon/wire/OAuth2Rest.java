package io.ropewalk.falcon.wire;

import io.quarkus.rest.client.reactive.Url;
import io.ropewalk.falcon.oauth2.OAuth2Operations;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** The token endpoint as HTTP. */
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.APPLICATION_JSON)
public interface OAuth2Rest {

    @POST
    @Path(OAuth2Operations.TOKEN_PATH)
    Response token(
            @Url URI base,
            @FormParam("client_id") String clientId,
            @FormParam("client_secret") String clientSecret,
            @FormParam("member_cid") String memberCid);

    @POST
    @Path(OAuth2Operations.REVOKE_PATH)
    Response revoke(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @FormParam("client_id") String clientId,
            @FormParam("token") String token);
}
