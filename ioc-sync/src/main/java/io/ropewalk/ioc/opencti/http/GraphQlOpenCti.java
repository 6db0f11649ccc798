package io.ropewalk.ioc.opencti.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ropewalk.ioc.opencti.OpenCti;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.util.Objects;
import java.util.Optional;

/** The connector's registration and its heartbeat, over GraphQL. */
public final class GraphQlOpenCti implements OpenCti {
    private static final int MAX_ANSWER = 4 * 1024 * 1024;

    private static final String REGISTER =
            "mutation RegisterConnector($input: RegisterConnectorInput) { registerConnector(input:"
                    + " $input) { id connector_state connector_user_id } }";

    private static final String PING =
            "mutation PingConnector($id: ID!, $state: String, $connectorInfo: ConnectorInfoInput) {"
                    + " pingConnector(id: $id, state: $state, connectorInfo: $connectorInfo) { id"
                    + " connector_state } }";

    private final Server server;
    private final Connector connector;
    private final ObjectMapper json;

    /** How the connector is known. */
    public record Connector(String id, String name, String scope) {
        public Connector {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(scope, "scope");
        }
    }

    public GraphQlOpenCti(Server server, Connector connector, ObjectMapper json) {
        this.server = Objects.requireNonNull(server, "server");
        this.connector = Objects.requireNonNull(connector, "connector");
        this.json = Objects.requireNonNull(json, "json");
    }

    @Override
    public void register() throws IOException {
        ObjectNode variables = json.createObjectNode();
        ObjectNode input = variables.putObject("input");
        input.put("id", connector.id());
        input.put("name", connector.name());
        input.put("type", "STREAM");
        input.putArray("scope").add(connector.scope());
        input.put("auto", false);
        input.put("auto_update", false);
        input.put("enrichment_resolution", "none");
        input.put("only_contextual", false);
        input.put("playbook_compatible", false);
        input.putNull("listen_callback_uri");
        ask(REGISTER, variables);
    }

    @Override
    public Optional<String> ping(Optional<String> position) throws IOException {
        ObjectNode variables = json.createObjectNode();
        variables.put("id", connector.id());
        variables.put("state", state(position));
        ObjectNode info = variables.putObject("connectorInfo");
        info.put("run_and_terminate", false);
        info.put("buffering", false);
        info.put("queue_threshold", 0);
        info.put("queue_messages_size", 0);
        info.putNull("next_run_datetime");
        info.putNull("last_run_datetime");
        JsonNode answer = ask(PING, variables).path("pingConnector").path("connector_state");
        return startOf(answer.asText(""));
    }

    private String state(Optional<String> position) throws IOException {
        return position.isEmpty()
                ? "null"
                : json.writeValueAsString(
                        json.createObjectNode().put("start_from", position.get()));
    }

    /** Empty, {@code null} and whatever is no state object mean none. */
    private Optional<String> startOf(String state) {
        try {
            JsonNode tree = json.readTree(state);
            return Optional.ofNullable(tree)
                    .map(it -> it.path("start_from").asText(""))
                    .filter(it -> !it.isEmpty());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private JsonNode ask(String query, ObjectNode variables) throws IOException {
        ObjectNode body = json.createObjectNode().put("query", query);
        body.set("variables", variables);
        HttpURLConnection connection = server.open("/graphql");
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/json");
        byte[] bytes = json.writeValueAsBytes(body);
        connection.setFixedLengthStreamingMode(bytes.length);
        try (var out = connection.getOutputStream()) {
            out.write(bytes);
        }
        int status = connection.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
            connection.disconnect();
            throw new Refused("OpenCTI answers %d to GraphQL.".formatted(status), false);
        }
        try (InputStream in = connection.getInputStream()) {
            return data(json.readTree(in.readNBytes(MAX_ANSWER)));
        }
    }

    /** Errors come with status 200, under one of two names. */
    private static JsonNode data(JsonNode answer) throws Refused {
        if (answer == null) {
            throw new Refused("OpenCTI answers nothing to GraphQL.", false);
        }
        JsonNode error = answer.path("errors").path(0);
        if (!error.isMissingNode()) {
            String name =
                    error.path("extensions")
                            .path("code")
                            .asText(error.path("name").asText(error.path("message").asText("")));
            String message = error.path("message").asText(name);
            throw new Refused(
                    "OpenCTI refuses: %s (%s).".formatted(message, name),
                    name.equals("FUNCTIONAL_ERROR"));
        }
        return answer.path("data");
    }
}
