package io.ropewalk.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** Requests in JSON; any status but 2xx is an {@link IOException} with what was answered. */
record JsonCalls(HttpClient http, ObjectMapper json) {

    JsonNode json(HttpRequest.Builder request) throws IOException, InterruptedException {
        return json.readTree(send(request));
    }

    String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer =
                http.send(
                        request.header("Content-Type", "application/json").build(),
                        BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(
                    answer.uri().getPath()
                            + " answered "
                            + answer.statusCode()
                            + ": "
                            + answer.body());
        }
        return answer.body();
    }
}
