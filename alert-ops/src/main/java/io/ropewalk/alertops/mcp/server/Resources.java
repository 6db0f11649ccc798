package io.ropewalk.alertops.mcp.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.mcp.server.CompleteResourceTemplate;
import io.quarkiverse.mcp.server.JsonRpcErrorCodes;
import io.quarkiverse.mcp.server.McpConnection;
import io.quarkiverse.mcp.server.McpException;
import io.quarkiverse.mcp.server.RequestUri;
import io.quarkiverse.mcp.server.ResourceManager;
import io.quarkiverse.mcp.server.ResourceResponse;
import io.quarkiverse.mcp.server.ResourceTemplate;
import io.quarkiverse.mcp.server.ResourceTemplateArg;
import io.quarkiverse.mcp.server.TextResourceContents;
import io.quarkiverse.mcp.server.TransportHint;
import io.quarkus.runtime.Startup;
import io.ropewalk.alertops.mcp.Guide;
import io.ropewalk.alertops.mcp.Guides;
import io.ropewalk.alertops.mcp.Lookups;
import io.ropewalk.alertops.mcp.Mishap;
import io.ropewalk.alertops.work.Caller;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.falcon.FalconCallFailed;
import jakarta.inject.Singleton;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Records by their address, and guides to what can be asked. */
@Singleton
final class Resources {
    private static final String JSON = "application/json";

    private final Lookups lookups;
    private final Guides guides;
    private final Callers callers;
    private final Completions completions;
    private final ResourceManager manager;
    private final ObjectMapper json;

    Resources(
            Lookups lookups,
            Guides guides,
            Callers callers,
            Completions completions,
            ResourceManager manager,
            ObjectMapper json) {
        this.lookups = lookups;
        this.guides = guides;
        this.callers = callers;
        this.completions = completions;
        this.manager = manager;
        this.json = json;
    }

    @Startup
    void register() {
        for (Guide guide : guides.all()) {
            var contents = new TextResourceContents(guide.uri(), guide.text(), "text/markdown");
            manager.newResource(guide.name())
                    .setUri(guide.uri())
                    .setTitle(guide.title())
                    .setDescription(guide.says())
                    .setMimeType("text/markdown")
                    .addHint(TransportHint.STREAMABLE_HTTP_SKIP_SSE_INIT)
                    .setHandler(_ -> new ResourceResponse(contents))
                    .register();
        }
    }

    @ResourceTemplate(
            name = "alert",
            title = "One alert",
            uriTemplate = "alertops://{tenant}/alerts/{compositeId}",
            description = "A whole alert by its composite id, as JSON. Data only.",
            mimeType = JSON)
    TextResourceContents alert(
            @ResourceTemplateArg(name = "tenant") String tenant,
            @ResourceTemplateArg(name = "compositeId") String compositeId,
            RequestUri uri,
            McpConnection connection) {
        Caller caller = callers.of(connection);
        return record(uri, () -> lookups.alert(plain(tenant), plain(compositeId), caller));
    }

    @ResourceTemplate(
            name = "host",
            title = "One host",
            uriTemplate = "alertops://{tenant}/hosts/{agentId}",
            description = "A whole host by its agent id, as JSON. Data only.",
            mimeType = JSON)
    TextResourceContents host(
            @ResourceTemplateArg(name = "tenant") String tenant,
            @ResourceTemplateArg(name = "agentId") String agentId,
            RequestUri uri,
            McpConnection connection) {
        Caller caller = callers.of(connection);
        return record(uri, () -> lookups.host(plain(tenant), plain(agentId), caller));
    }

    @CompleteResourceTemplate("alert")
    List<String> alertTenant(String tenant) {
        return completions.tenants(tenant);
    }

    @CompleteResourceTemplate("host")
    List<String> hostTenant(String tenant) {
        return completions.tenants(tenant);
    }

    /** The library hands on what stands in the address, and there some write ids encoded. */
    private static String plain(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return part;
        }
    }

    private TextResourceContents record(
            RequestUri uri, Supplier<Optional<Map<String, Object>>> read) {
        try {
            Map<String, Object> record =
                    read.get()
                            .orElseThrow(() ->
                                    new McpException(
                                            "Falcon has nothing of this id.",
                                            JsonRpcErrorCodes.RESOURCE_NOT_FOUND));
            return new TextResourceContents(uri.value(), json.writeValueAsString(record), JSON);
        } catch (Refused refused) {
            throw failed(Mishap.of(refused), JsonRpcErrorCodes.INVALID_PARAMS);
        } catch (FalconCallFailed failed) {
            throw failed(Mishap.of(failed), JsonRpcErrorCodes.INTERNAL_ERROR);
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    private McpException failed(Map<String, Object> why, int code) {
        try {
            return new McpException(json.writeValueAsString(why), code);
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException(wrong);
        }
    }
}
