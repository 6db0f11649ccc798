package io.ropewalk.alertops.page.http;

import io.quarkus.oidc.JavaScriptRequestChecker;
import io.quarkus.oidc.TenantResolver;
import io.ropewalk.alertops.config.PageConfig;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/**
 * Which of the two ways to be known a request takes: by its bearer token, as every program, or by
 * the session of a person who signed in at {@code /login}. A token that is there is the one that
 * counts.
 */
@Singleton
final class SignInTenant implements TenantResolver, JavaScriptRequestChecker {
    static final String LOGIN = "/login";

    /** As {@code microprofile-config.properties} names it. */
    private static final String PAGE = "page";

    /** What Quarkus calls the cookie, and where it is long the pieces of it. */
    private static final String COOKIE = "q_session_" + PAGE;

    /** The one of the bearer tokens. */
    private static final String USUAL = null;

    private final boolean on;

    SignInTenant(PageConfig config) {
        this.on = config.login() == PageConfig.Switch.ON;
    }

    @Override
    public String resolve(RoutingContext request) {
        if (!on || request.request().getHeader(HttpHeaders.AUTHORIZATION) != null) {
            return USUAL;
        }
        return request.normalizedPath().equals(LOGIN) || hasSession(request) ? PAGE : USUAL;
    }

    /** Only {@code /login} sends anybody to the issuer; all else hears that it is not signed in. */
    @Override
    public boolean isJavaScriptRequest(RoutingContext request) {
        return !request.normalizedPath().equals(LOGIN);
    }

    static boolean hasSession(RoutingContext request) {
        return request.request().cookies().stream()
                .map(Cookie::getName)
                .anyMatch(it -> it.startsWith(COOKIE));
    }
}
