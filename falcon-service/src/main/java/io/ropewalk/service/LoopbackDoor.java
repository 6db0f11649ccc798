package io.ropewalk.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.ropewalk.kit.problem.Problem;
import io.ropewalk.kit.security.ApiSecurity;
import io.ropewalk.kit.security.LoopbackHosts;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** While the guard is off, turns away what was not sent to this machine by its own name. */
@Singleton
final class LoopbackDoor {
    /** Before tokens are looked at (200). */
    private static final int BEFORE_SECURITY = 230;

    private final boolean open;
    private final ObjectMapper json;

    LoopbackDoor(Config config, ObjectMapper json) {
        this.open = ApiSecurity.isOff(config);
        this.json = json;
    }

    void register(@Observes Filters filters) {
        if (open) {
            filters.register(this::enter, BEFORE_SECURITY);
        }
    }

    private void enter(RoutingContext request) {
        var authority = request.request().authority();
        if (LoopbackHosts.allows(authority == null ? null : authority.toString())) {
            request.next();
            return;
        }
        try {
            Problem problem = LoopbackHosts.refusal();
            var _ =
                    request.response()
                            .setStatusCode(problem.status())
                            .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                            .end(json.writeValueAsString(problem));
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException(wrong);
        }
    }
}
