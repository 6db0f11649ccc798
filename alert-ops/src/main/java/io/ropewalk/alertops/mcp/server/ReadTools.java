package io.ropewalk.alertops.mcp.server;

import io.quarkiverse.mcp.server.McpConnection;
import io.quarkiverse.mcp.server.RawMessage;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.Tool.Annotations;
import io.quarkiverse.mcp.server.Tool.InputSchema;
import io.quarkiverse.mcp.server.Tool.OutputSchema;
import io.quarkiverse.mcp.server.ToolResponse;
import jakarta.inject.Singleton;

/**
 * The tools at {@code /mcp}. None changes anything. Arguments are taken from the message as it
 * came, because the library passes over what it does not know.
 */
@Singleton
final class ReadTools {
    private final Calls calls;

    ReadTools(Calls calls) {
        this.calls = calls;
    }

    @Tool(
            name = "get_detections",
            title = "Find detections",
            description =
                    "Finds detections (Falcon alerts) of one tenant, newest first: by time,"
                            + " severity, status, host, technique, product. Answers few columns of"
                            + " each; get_alerts has the whole ones.",
            annotations =
                    @Annotations(
                            title = "Find detections",
                            readOnlyHint = true,
                            destructiveHint = false,
                            idempotentHint = true,
                            openWorldHint = true),
            inputSchema = @InputSchema(generator = Shapes.Input.class),
            outputSchema =
                    @OutputSchema(
                            from = Shapes.GetDetections.class,
                            generator = Shapes.Output.class))
    ToolResponse getDetections(RawMessage message, McpConnection connection) {
        return calls.answer("get_detections", message, connection);
    }

    @Tool(
            name = "get_host_details",
            title = "Find hosts",
            description =
                    "Finds hosts with a sensor of one tenant by host id, host name and other"
                            + " marks. Host names are not unique: there may be several.",
            annotations =
                    @Annotations(
                            title = "Find hosts",
                            readOnlyHint = true,
                            destructiveHint = false,
                            idempotentHint = true,
                            openWorldHint = true),
            inputSchema = @InputSchema(generator = Shapes.Input.class),
            outputSchema =
                    @OutputSchema(
                            from = Shapes.GetHostDetails.class,
                            generator = Shapes.Output.class))
    ToolResponse getHostDetails(RawMessage message, McpConnection connection) {
        return calls.answer("get_host_details", message, connection);
    }

    @Tool(
            name = "get_iocs",
            title = "Find IOCs",
            description =
                    "Finds the custom indicators of compromise of one tenant: by time, type,"
                            + " severity, action, value.",
            annotations =
                    @Annotations(
                            title = "Find IOCs",
                            readOnlyHint = true,
                            destructiveHint = false,
                            idempotentHint = true,
                            openWorldHint = true),
            inputSchema = @InputSchema(generator = Shapes.Input.class),
            outputSchema =
                    @OutputSchema(from = Shapes.GetIocs.class, generator = Shapes.Output.class))
    ToolResponse getIocs(RawMessage message, McpConnection connection) {
        return calls.answer("get_iocs", message, connection);
    }

    @Tool(
            name = "get_spotlight_vulnerabilities",
            title = "Find vulnerabilities",
            description =
                    "Finds vulnerabilities that Falcon Spotlight sees on hosts of one tenant: by"
                            + " time, severity, status, host, CVE.",
            annotations =
                    @Annotations(
                            title = "Find vulnerabilities",
                            readOnlyHint = true,
                            destructiveHint = false,
                            idempotentHint = true,
                            openWorldHint = true),
            inputSchema = @InputSchema(generator = Shapes.Input.class),
            outputSchema =
                    @OutputSchema(
                            from = Shapes.GetSpotlightVulnerabilities.class,
                            generator = Shapes.Output.class))
    ToolResponse getSpotlightVulnerabilities(RawMessage message, McpConnection connection) {
        return calls.answer("get_spotlight_vulnerabilities", message, connection);
    }

    @Tool(
            name = "get_incidents",
            title = "Find cases (what replaced incidents)",
            description =
                    "Finds cases of one tenant. Falcon took incidents out of service on"
                            + " 2026-03-09; cases replaced them, and this tool answers cases. For"
                            + " the detections of one attack use get_detections with its aggregate"
                            + " id.",
            annotations =
                    @Annotations(
                            title = "Find cases (what replaced incidents)",
                            readOnlyHint = true,
                            destructiveHint = false,
                            idempotentHint = true,
                            openWorldHint = true),
            inputSchema = @InputSchema(generator = Shapes.Input.class),
            outputSchema =
                    @OutputSchema(
                            from = Shapes.GetIncidents.class,
                            generator = Shapes.Output.class))
    ToolResponse getIncidents(RawMessage message, McpConnection connection) {
        return calls.answer("get_incidents", message, connection);
    }

    @Tool(
            name = "get_rtr_sessions",
            title = "Find remote sessions",
            description =
                    "Finds Real Time Response sessions on hosts of one tenant, by everyone, from"
                            + " Falcon's audit of them.",
            annotations =
                    @Annotations(
                            title = "Find remote sessions",
                            readOnlyHint = true,
                            destructiveHint = false,
                            idempotentHint = true,
                            openWorldHint = true),
            inputSchema = @InputSchema(generator = Shapes.Input.class),
            outputSchema =
                    @OutputSchema(
                            from = Shapes.GetRtrSessions.class,
                            generator = Shapes.Output.class))
    ToolResponse getRtrSessions(RawMessage message, McpConnection connection) {
        return calls.answer("get_rtr_sessions", message, connection);
    }

    @Tool(
            name = "get_discover_hosts",
            title = "Find assets",
            description =
                    "Finds assets that Falcon Discover knows in one tenant, also those without a"
                            + " sensor.",
            annotations =
                    @Annotations(
                            title = "Find assets",
                            readOnlyHint = true,
                            destructiveHint = false,
                            idempotentHint = true,
                            openWorldHint = true),
            inputSchema = @InputSchema(generator = Shapes.Input.class),
            outputSchema =
                    @OutputSchema(
                            from = Shapes.GetDiscoverHosts.class,
                            generator = Shapes.Output.class))
    ToolResponse getDiscoverHosts(RawMessage message, McpConnection connection) {
        return calls.answer("get_discover_hosts", message, connection);
    }

    @Tool(
            name = "get_alerts",
            title = "Read alerts",
            description =
                    "Reads up to 20 whole alerts of one tenant by composite id, hidden ones too,"
                            + " in the order asked for.",
            annotations =
                    @Annotations(
                            title = "Read alerts",
                            readOnlyHint = true,
                            destructiveHint = false,
                            idempotentHint = true,
                            openWorldHint = true),
            inputSchema = @InputSchema(generator = Shapes.Input.class),
            outputSchema =
                    @OutputSchema(from = Shapes.GetAlerts.class, generator = Shapes.Output.class))
    ToolResponse getAlerts(RawMessage message, McpConnection connection) {
        return calls.answer("get_alerts", message, connection);
    }

    @Tool(
            name = "get_hash_summary",
            title = "Count alerts by hash",
            description =
                    "Counts the alerts of one tenant, several or all by SHA-256, the hash of most"
                            + " alerts first, with status, product, hosts, first and last time."
                            + " Reads every alert there is, a second or so for a thousand;"
                            + " coverage says what was read.",
            annotations =
                    @Annotations(
                            title = "Count alerts by hash",
                            readOnlyHint = true,
                            destructiveHint = false,
                            idempotentHint = true,
                            openWorldHint = true),
            inputSchema = @InputSchema(generator = Shapes.Input.class),
            outputSchema =
                    @OutputSchema(
                            from = Shapes.GetHashSummary.class,
                            generator = Shapes.Output.class))
    ToolResponse getHashSummary(RawMessage message, McpConnection connection) {
        return calls.answer("get_hash_summary", message, connection);
    }

    @Tool(
            name = "tenants_list",
            title = "List tenants",
            description = "Lists the tenants (customers) you may ask about.",
            annotations =
                    @Annotations(
                            title = "List tenants",
                            readOnlyHint = true,
                            destructiveHint = false,
                            idempotentHint = true,
                            openWorldHint = false),
            inputSchema = @InputSchema(generator = Shapes.Input.class),
            outputSchema =
                    @OutputSchema(from = Shapes.TenantsList.class, generator = Shapes.Output.class))
    ToolResponse tenantsList(RawMessage message, McpConnection connection) {
        return calls.answer("tenants_list", message, connection);
    }
}
