package io.ropewalk.alertops.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.quarkiverse.mcp.server.ClientCapability;
import io.quarkiverse.mcp.server.ToolResponse;
import io.quarkiverse.mcp.server.test.McpAssured;
import io.quarkiverse.mcp.server.test.McpAssured.McpStreamableTestClient;
import io.quarkiverse.mcp.server.test.McpAssured.ToolInfo;
import io.ropewalk.simulator.issuer.Issuer;
import io.vertx.core.MultiMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.ConfigProvider;

/** An assistant in a session of its own, with a person's token. */
public final class Assistant implements AutoCloseable {
    public static final String NAME = "test-assistant";
    private static final int PATIENCE_SECONDS = 20;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistry SCHEMAS =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final McpStreamableTestClient client;

    private Assistant(McpStreamableTestClient client) {
        this.client = client;
    }

    /** One that only reads. */
    public static Assistant of(String role) {
        return at("/mcp", issuer().token(role));
    }

    public static Assistant at(String path, String token, ClientCapability... capabilities) {
        var client =
                McpAssured.newStreamableClient()
                        .setName(NAME)
                        .setMcpPath(path)
                        .setClientCapabilities(capabilities)
                        .setAdditionalHeaders(_ ->
                                MultiMap.caseInsensitiveMultiMap()
                                        .add("Authorization", "Bearer " + token))
                        .build();
        return new Assistant(within(client::connect));
    }

    /** The client waits for an answer without end where none comes. */
    private static <T> T within(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work)
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    public McpStreamableTestClient client() {
        return client;
    }

    public List<ToolInfo> tools() {
        List<ToolInfo> tools = new ArrayList<>();
        client.when().toolsList(page -> tools.addAll(page.tools())).thenAssertResults();
        return tools;
    }

    public ToolInfo tool(String name) {
        return tools().stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
    }

    /** Calls a tool, whatever comes of it. */
    public ToolResponse call(String tool, Map<String, Object> arguments) {
        List<ToolResponse> responses = new ArrayList<>();
        client.when().toolsCall(tool, arguments, responses::add).thenAssertResults();
        return responses.getFirst();
    }

    /** The structured content of a call that has to succeed. */
    public JsonNode answer(String tool, Map<String, Object> arguments) {
        ToolResponse response = call(tool, arguments);
        if (response.isError()) {
            throw new AssertionError(text(response));
        }
        return json(io.vertx.core.json.Json.encode(response.structuredContent()));
    }

    /** Why a call that has to fail did. */
    public JsonNode failure(String tool, Map<String, Object> arguments) {
        ToolResponse response = call(tool, arguments);
        if (!response.isError()) {
            throw new AssertionError("no failure: " + text(response));
        }
        return json(text(response));
    }

    public static String text(ToolResponse response) {
        return response.firstContent().asText().text();
    }

    public static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    /** Where an instance is not as a schema says. */
    public static List<String> errors(String schema, JsonNode instance) {
        return SCHEMAS.getSchema(json(schema)).validate(instance).stream()
                .map(Error::toString)
                .toList();
    }

    /** The issuer of the tokens of this run. */
    public static Issuer issuer() {
        String key = ConfigProvider.getConfig().getValue("test.private-key", String.class);
        return Issuer.ofPrivateKey(key);
    }

    @Override
    public void close() {
        client.disconnect();
    }
}
