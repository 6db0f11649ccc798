package io.ropewalk.falcon.wire;

import io.quarkus.rest.client.reactive.Url;
import io.ropewalk.falcon.threatgraph.ThreatGraphOperations.Paths;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;

/** The ThreatGraph collection as HTTP. */
@Produces(MediaType.APPLICATION_JSON)
public interface ThreatGraphRest {

    @GET
    @Path(Paths.EDGE_TYPES)
    Response edgeTypes(@Url URI base, @HeaderParam("Authorization") String authorization);

    @GET
    @Path(Paths.EDGES)
    Response edges(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @QueryParam("ids") String vertexId,
            @QueryParam("edge_type") String edgeType,
            @QueryParam("scope") String scope,
            @QueryParam("limit") int limit,
            @QueryParam("offset") String offset);

    @GET
    @Path(Paths.VERTICES)
    Response vertices(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @PathParam("vertex-type") String vertexType,
            @QueryParam("ids") List<String> vertexIds,
            @QueryParam("scope") String scope);

    @GET
    @Path(Paths.VERTICES_V1)
    Response verticesV1(
            @Url URI base,
            @HeaderParam("Authorization") String authorization,
            @PathParam("vertex-type") String vertexType,
            @QueryParam("ids") List<String> vertexIds,
            @QueryParam("scope") String scope);
}
