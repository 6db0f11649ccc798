package io.ropewalk.alertops.page.http;

import io.quarkus.oidc.OidcSession;
import io.quarkus.security.Authenticated;
import io.ropewalk.alertops.config.PageConfig;
import io.ropewalk.kit.problem.Problem;
import io.ropewalk.kit.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Sign-in and sign-out of people. Whoever gets as far as {@link #login} is signed in. */
@Path("/")
public class SignInResource {
    private final PageConfig config;
    private final OidcSession session;

    SignInResource(PageConfig config, OidcSession session) {
        this.config = config;
        this.session = session;
    }

    /** Where the issuer sends people back to; and from here to the page. */
    @GET
    @Path("/login")
    @Authenticated
    @Operation(hidden = true)
    public Response login() {
        needed();
        return Response.seeOther(URI.create("/")).build();
    }

    /** Ends the session in this browser; the one at the issuer goes on. */
    @POST
    @Path("/logout")
    @Authenticated
    @Operation(hidden = true)
    public Uni<Response> logout() {
        needed();
        return session.logout().map(_ -> Response.noContent().build());
    }

    private void needed() {
        if (config.login() == PageConfig.Switch.OFF) {
            throw new ProblemException(
                    Problem.of(
                            404,
                            "not-found",
                            "Nobody signs in here; ropewalk.alerts.page.login switches it on."));
        }
    }
}
