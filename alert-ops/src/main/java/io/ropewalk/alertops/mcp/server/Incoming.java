package io.ropewalk.alertops.mcp.server;

import io.quarkiverse.mcp.server.JsonRpcErrorCodes;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A message as it came in, read the way the library reads it. What has the wrong shape never
 * reaches the library: it would leave it without an answer.
 */
sealed interface Incoming {

    /** A request or a notification. */
    record Call() implements Incoming {}

    /**
     * An answer to something this service asked.
     *
     * @param id as it came
     * @param usable whether it has an action and, if any, an object as content
     */
    record Answer(Object id, boolean usable) implements Incoming {}

    /**
     * No message of JSON-RPC 2.0, or none of MCP.
     *
     * @param id of the message if it has one, or null
     * @param code of JSON-RPC
     */
    record Wrong(Object id, int code, String why) implements Incoming {
        /** The answer. */
        JsonObject body() {
            return new JsonObject()
                    .put("jsonrpc", VERSION)
                    .put("id", id)
                    .put("error", new JsonObject().put("code", code).put("message", why));
        }
    }

    /** Of JSON-RPC. */
    String VERSION = "2.0";

    /** What has to be an object wherever it stands in the parameters. */
    List<String> OBJECTS =
            List.of(
                    "arguments",
                    "_meta",
                    "ref",
                    "argument",
                    "context",
                    "capabilities",
                    "clientInfo");

    /** Methods that mean nothing without parameters. */
    Set<String> WITH_PARAMETERS =
            Set.of(
                    "initialize",
                    "tools/call",
                    "resources/read",
                    "prompts/get",
                    "completion/complete");

    Set<String> ACTIONS = Set.of("accept", "decline", "cancel");

    /**
     * Reads a body.
     *
     * @param body may be null
     */
    static Incoming of(Buffer body) {
        Object json;
        try {
            json = Json.decodeValue(Objects.requireNonNullElse(body, Buffer.buffer()));
        } catch (DecodeException _) {
            return new Wrong(null, JsonRpcErrorCodes.PARSE_ERROR, "The body is not JSON.");
        }
        return json instanceof JsonObject message
                ? of(message)
                : invalid(null, "A message is one JSON object.");
    }

    private static Incoming of(JsonObject message) {
        Object id = message.getValue("id");
        if (id != null && !(id instanceof Number) && !(id instanceof String)) {
            return invalid(null, "An id is a number or a text.");
        }
        if (!VERSION.equals(message.getValue("jsonrpc"))) {
            return invalid(id, "jsonrpc has to be \"2.0\".");
        }
        boolean answers = message.containsKey("result") || message.containsKey("error");
        if (answers == message.containsKey("method")) {
            return invalid(id, "A message has either a method or a result or an error.");
        }
        return answers ? new Answer(id, usable(message)) : call(id, message);
    }

    private static Incoming call(Object id, JsonObject message) {
        if (!(message.getValue("method") instanceof String method)) {
            return invalid(id, "A method is a text.");
        }
        Object parameters = message.getValue("params");
        if (parameters == null) {
            return WITH_PARAMETERS.contains(method)
                    ? wrong(id, "This method takes params.")
                    : new Call();
        }
        if (!(parameters instanceof JsonObject named)) {
            return wrong(id, "params has to be an object.");
        }
        return OBJECTS.stream()
                .filter(it -> named.getValue(it) != null)
                .filter(it -> !(named.getValue(it) instanceof JsonObject))
                .findFirst()
                .<Incoming>map(it -> wrong(id, "params." + it + " has to be an object."))
                .orElseGet(Call::new);
    }

    private static boolean usable(JsonObject answer) {
        if (!(answer.getValue("result") instanceof JsonObject result)) {
            return false;
        }
        Object content = result.getValue("content");
        return result.getValue("action") instanceof String action
                && ACTIONS.contains(action)
                && (content == null || content instanceof JsonObject);
    }

    private static Wrong invalid(Object id, String why) {
        return new Wrong(id, JsonRpcErrorCodes.INVALID_REQUEST, why);
    }

    private static Wrong wrong(Object id, String why) {
        return new Wrong(id, JsonRpcErrorCodes.INVALID_PARAMS, why);
    }
}
