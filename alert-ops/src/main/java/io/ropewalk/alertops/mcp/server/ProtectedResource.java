package io.ropewalk.alertops.mcp.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ropewalk.alertops.config.McpConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * Tells an assistant where to get a token: the metadata of RFC 9728, one document for each server,
 * open to everyone. Quarkus OIDC has one document for a whole service, so these are ours.
 */
@Singleton
final class ProtectedResource {
    private static final Pattern AUTHORITY = Pattern.compile("[A-Za-z0-9.\\-\\[\\]:]{1,255}");

    private final McpConfig config;
    private final ObjectMapper json;
    private final List<String> issuers;

    ProtectedResource(McpConfig config, Config all, ObjectMapper json) {
        this.config = config;
        this.json = json;
        this.issuers =
                config.authorizationServers()
                        .map(it -> it.stream().map(URI::toString).toList())
                        .orElseGet(() ->
                                all
                                        .getOptionalValue(
                                                "quarkus.oidc.auth-server-url", String.class)
                                        .stream()
                                        .toList());
    }

    void register(@Observes Router router) {
        router.get(McpPaths.WELL_KNOWN).handler(it -> answer(it, McpPaths.READ));
        router.get(McpPaths.WELL_KNOWN + McpPaths.READ.path())
                .handler(it -> answer(it, McpPaths.READ));
        if (config.write() == McpConfig.Switch.ON) {
            router.get(McpPaths.WELL_KNOWN + McpPaths.WRITE.path())
                    .handler(it -> answer(it, McpPaths.WRITE));
        }
    }

    /**
     * The header {@code WWW-Authenticate}.
     *
     * @param error of RFC 6750, empty where no token came
     */
    String challenge(RoutingContext request, McpPaths path, String error) {
        List<String> parameters = new ArrayList<>();
        if (!error.isEmpty()) {
            parameters.add("error=\"" + error + '"');
        }
        config.scopes().ifPresent(it -> parameters.add("scope=\"" + String.join(" ", it) + '"'));
        McpPaths server = path == McpPaths.BELOW ? McpPaths.READ : path;
        base(request)
                .map(it -> it + McpPaths.WELL_KNOWN + server.path())
                .ifPresent(it -> parameters.add("resource_metadata=\"" + it + '"'));
        return parameters.isEmpty() ? "Bearer" : "Bearer " + String.join(", ", parameters);
    }

    private void answer(RoutingContext request, McpPaths server) {
        Optional<String> base = base(request);
        if (base.isEmpty()) {
            var _ = request.response().setStatusCode(400).end();
            return;
        }
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("resource", base.get() + server.path());
        if (!issuers.isEmpty()) {
            metadata.put("authorization_servers", issuers);
        }
        config.scopes().ifPresent(it -> metadata.put("scopes_supported", it));
        metadata.put("bearer_methods_supported", List.of("header"));
        metadata.put("resource_name", "Ropewalk alert-ops");
        try {
            var _ =
                    request.response()
                            .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                            .end(json.writeValueAsString(metadata));
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    private Optional<String> base(RoutingContext request) {
        if (config.resourceUrl().isPresent()) {
            String url = config.resourceUrl().get().toString();
            return Optional.of(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
        }
        String host = request.request().getHeader(HttpHeaders.HOST);
        return Optional.ofNullable(host)
                .filter(it -> AUTHORITY.matcher(it).matches())
                .map(it -> request.request().scheme() + "://" + it);
    }
}
