package io.ropewalk.alertops.mcp.server;

import io.quarkiverse.mcp.server.Elicitation;
import io.quarkiverse.mcp.server.McpConnection;
import io.quarkiverse.mcp.server.McpServer;
import io.quarkiverse.mcp.server.RawMessage;
import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.Tool.Annotations;
import io.quarkiverse.mcp.server.Tool.InputSchema;
import io.quarkiverse.mcp.server.Tool.OutputSchema;
import io.quarkiverse.mcp.server.ToolResponse;
import io.ropewalk.alertops.config.McpConfig;
import io.ropewalk.alertops.mcp.Changes;
import io.ropewalk.alertops.mcp.Person;
import io.ropewalk.alertops.work.Caller;
import io.ropewalk.alertops.work.Refused;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import java.util.Map;

/** The tools at {@code /ops/mcp}. A thread of each call waits for a person, hence virtual ones. */
@Singleton
@McpServer(McpPaths.OPS)
final class WriteTools {
    private static final String ASKS = " A person is asked in a form first.";

    private final Changes changes;
    private final McpConfig config;
    private final Asking asking;
    private final Callers callers;
    private final Calls calls;

    WriteTools(Changes changes, McpConfig config, Asking asking, Callers callers, Calls calls) {
        this.changes = changes;
        this.config = config;
        this.asking = asking;
        this.callers = callers;
        this.calls = calls;
    }

    @Tool(
            name = "add_new_comment_to_alert",
            title = "Comment on alerts",
            description = "Adds a comment to alerts of one tenant; it cannot be taken back." + ASKS,
            annotations =
                    @Annotations(
                            title = "Comment on alerts",
                            readOnlyHint = false,
                            destructiveHint = false,
                            idempotentHint = false,
                            openWorldHint = true),
            inputSchema = @InputSchema(generator = Shapes.ChangeInput.class),
            outputSchema =
                    @OutputSchema(
                            from = Shapes.AnyChange.class,
                            generator = Shapes.ChangeOutput.class))
    @RunOnVirtualThread
    ToolResponse addNewCommentToAlert(
            RawMessage message, McpConnection connection, Elicitation elicitation) {
        return change("add_new_comment_to_alert", message, connection, elicitation);
    }

    @Tool(
            name = "update_alert_status",
            title = "Set the status of alerts",
            description =
                    "Sets alerts of one tenant to new, in_progress, reopened or closed." + ASKS,
            annotations =
                    @Annotations(
                            title = "Set the status of alerts",
                            readOnlyHint = false,
                            destructiveHint = true,
                            idempotentHint = true,
                            openWorldHint = true),
            inputSchema = @InputSchema(generator = Shapes.ChangeInput.class),
            outputSchema =
                    @OutputSchema(
                            from = Shapes.AnyChange.class,
                            generator = Shapes.ChangeOutput.class))
    @RunOnVirtualThread
    ToolResponse updateAlertStatus(
            RawMessage message, McpConnection connection, Elicitation elicitation) {
        return change("update_alert_status", message, connection, elicitation);
    }

    @Tool(
            name = "isolate_endpoints",
            title = "Contain hosts",
            description =
                    "Cuts hosts of one tenant off from the network, all but Falcon itself." + ASKS,
            annotations =
                    @Annotations(
                            title = "Contain hosts",
                            readOnlyHint = false,
                            destructiveHint = true,
                            idempotentHint = true,
                            openWorldHint = true),
            inputSchema = @InputSchema(generator = Shapes.ChangeInput.class),
            outputSchema =
                    @OutputSchema(
                            from = Shapes.AnyChange.class,
                            generator = Shapes.ChangeOutput.class))
    @RunOnVirtualThread
    ToolResponse isolateEndpoints(
            RawMessage message, McpConnection connection, Elicitation elicitation) {
        return change("isolate_endpoints", message, connection, elicitation);
    }

    @Tool(
            name = "deisolate_endpoints",
            title = "Lift the containment of hosts",
            description =
                    "Lets contained hosts of one tenant back into the network; it can free an"
                            + " attacker."
                            + ASKS,
            annotations =
                    @Annotations(
                            title = "Lift the containment of hosts",
                            readOnlyHint = false,
                            destructiveHint = true,
                            idempotentHint = true,
                            openWorldHint = true),
            inputSchema = @InputSchema(generator = Shapes.ChangeInput.class),
            outputSchema =
                    @OutputSchema(
                            from = Shapes.AnyChange.class,
                            generator = Shapes.ChangeOutput.class))
    @RunOnVirtualThread
    ToolResponse deisolateEndpoints(
            RawMessage message, McpConnection connection, Elicitation elicitation) {
        return change("deisolate_endpoints", message, connection, elicitation);
    }

    /** The door is shut already when this is off; but doors have been left open before. */
    private ToolResponse change(
            String name, RawMessage message, McpConnection connection, Elicitation elicitation) {
        Caller caller = callers.of(connection);
        Map<String, Object> arguments = Calls.arguments(message);
        Person person = asking.person(elicitation, connection, caller);
        return calls.answer(() -> {
            if (config.write() == McpConfig.Switch.OFF) {
                throw Refused.badRequest("Changes are switched off (ropewalk.alerts.mcp.write).");
            }
            return changes.call(name, arguments, caller, person);
        });
    }
}
