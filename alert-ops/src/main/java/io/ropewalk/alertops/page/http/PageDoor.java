package io.ropewalk.alertops.page.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.ropewalk.alertops.config.PageConfig;
import io.ropewalk.alertops.page.Crossing;
import io.ropewalk.kit.problem.Problem;
import io.ropewalk.kit.security.ApiSecurity;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/**
 * Stands before everything a browser may ask for: says what a page may load and who may keep an
 * answer, and turns away what the page of a stranger would have changed.
 */
@Singleton
final class PageDoor {
    /** Before tokens are looked at (200). */
    private static final int BEFORE_SECURITY = 240;

    private static final Set<String> ASSISTANTS = Set.of("/mcp", "/ops/mcp");

    private static final int UNAUTHORIZED = 401;

    /** How Quarkus says to a program in a browser that the session has ended. */
    private static final int SESSION_ENDED = 499;

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                    + " img-src 'self' data:; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'";

    private final PageConfig config;
    private final ObjectMapper json;
    private final boolean open;

    PageDoor(PageConfig config, Config all, ObjectMapper json) {
        this.config = config;
        this.json = json;
        this.open = ApiSecurity.isOff(all);
    }

    void register(@Observes Filters filters) {
        filters.register(this::enter, BEFORE_SECURITY);
    }

    /** How to sign in, which the page has to know before anybody has. */
    void register(@Observes Router router) {
        router.get("/page/sign-in.json")
                .handler(request -> {
                    var _ =
                            request.response()
                                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                                    .end(text(Map.of("by", way())));
                });
    }

    private String way() {
        if (open) {
            return "nothing";
        }
        return config.login() == PageConfig.Switch.ON ? "login" : "token";
    }

    private void enter(RoutingContext request) {
        request.addHeadersEndHandler(_ -> decorate(request));
        Crossing.Request crossing = crossing(request);
        if (Crossing.allows(crossing) || isAssistants(request, crossing)) {
            request.next();
            return;
        }
        Problem problem =
                Problem.of(
                        403,
                        "auth",
                        "A change without a bearer token has to come from the page of this service"
                                + " itself, with the header X-Ropewalk-Page.");
        var _ =
                request.response()
                        .setStatusCode(problem.status())
                        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                        .end(text(problem));
    }

    /** Pages of other origins may be allowed there, which has a door of its own. */
    private static boolean isAssistants(RoutingContext request, Crossing.Request crossing) {
        return !crossing.session() && ASSISTANTS.contains(request.normalizedPath());
    }

    private static Crossing.Request crossing(RoutingContext context) {
        HttpServerRequest request = context.request();
        return new Crossing.Request(
                request.method().name(),
                request.getHeader(HttpHeaders.AUTHORIZATION) != null,
                SignInTenant.hasSession(context),
                request.getHeader(Crossing.HEADER) != null,
                request.getHeader(HttpHeaders.ORIGIN),
                request.authority() == null ? null : request.authority().toString());
    }

    private static void decorate(RoutingContext request) {
        if (request.response().getStatusCode() == SESSION_ENDED) {
            request.response().setStatusCode(UNAUTHORIZED).setStatusMessage("Unauthorized");
        }
        MultiMap headers = request.response().headers();
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        // What is served as a file is open and may be asked for again; all else is data.
        headers.set(
                HttpHeaders.CACHE_CONTROL,
                isFile(request.normalizedPath()) ? "no-cache" : "no-store");
    }

    private static boolean isFile(String path) {
        return path.equals("/") || path.startsWith("/page/");
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException(wrong);
        }
    }
}
