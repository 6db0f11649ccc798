package io.ropewalk.alertops.mcp.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.mcp.server.McpConnection;
import io.quarkiverse.mcp.server.RawMessage;
import io.quarkiverse.mcp.server.TextContent;
import io.quarkiverse.mcp.server.ToolResponse;
import io.ropewalk.alertops.mcp.Mishap;
import io.ropewalk.alertops.mcp.Toolbox;
import io.ropewalk.alertops.work.Caller;
import io.ropewalk.alertops.work.Refused;
import io.ropewalk.falcon.FalconCallFailed;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** From messages to tools, and from what they answer to messages. */
@Singleton
final class Calls {
    private static final Logger LOG = Logger.getLogger(Calls.class);

    private final Toolbox tools;
    private final Callers callers;
    private final ObjectMapper json;

    Calls(Toolbox tools, Callers callers, ObjectMapper json) {
        this.tools = tools;
        this.callers = callers;
        this.json = json;
    }

    ToolResponse answer(String tool, RawMessage message, McpConnection connection) {
        Caller caller = callers.of(connection);
        return answer(() -> tools.call(tool, arguments(message), caller));
    }

    /** What work came to; a failure is an answer the assistant can act on. */
    ToolResponse answer(Supplier<Map<String, Object>> work) {
        try {
            return success(work.get());
        } catch (Refused refused) {
            return error(Mishap.of(refused));
        } catch (FalconCallFailed failed) {
            return error(Mishap.of(failed));
        } catch (RuntimeException unforeseen) {
            LOG.error("a tool ended in an unforeseen failure", unforeseen);
            return error(Mishap.unforeseen());
        }
    }

    /** As they came, nulls too. */
    static Map<String, Object> arguments(RawMessage message) {
        JsonObject parameters = message.asJsonObject().getJsonObject("params");
        JsonObject arguments = parameters.getJsonObject("arguments");
        return arguments == null ? Map.of() : plain(arguments);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> plain(JsonObject from) {
        return from.mapTo(Map.class);
    }

    /** With a copy as text, for assistants that do not know structured content. */
    private ToolResponse success(Map<String, Object> answer) {
        return new ToolResponse(false, List.of(new TextContent(text(answer))), answer, Map.of());
    }

    /** Without structured content: that has to be as the output schema says. */
    private ToolResponse error(Map<String, Object> why) {
        return ToolResponse.error(text(why));
    }

    private String text(Map<String, Object> body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException wrong) {
            throw new IllegalStateException(wrong);
        }
    }
}
