package io.ropewalk.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a live stream frame by frame. */
final class SseReader implements Closeable {
    /** One frame; what it lacks is empty. */
    record Frame(String id, String event, String data) {
        JsonNode json() {
            return SimClient.json(data);
        }
    }

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;
    private final StringBuilder unfinished = new StringBuilder();

    private SseReader(URI address, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(address).header("Accept", "text/event-stream");
        headers.forEach(request::header);
        try {
            response = http.send(request.build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    /** Opens the collection with the right token; headers by name and value. */
    static SseReader open(Simulator simulator, String query, String... headers) {
        var all = new HashMap<String, String>();
        all.put("Authorization", "Bearer " + simulator.openCti().rules().token());
        for (var i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return at(
                simulator,
                "/opencti/stream/" + simulator.openCti().rules().collection() + query,
                all);
    }

    static SseReader at(Simulator simulator, String path, Map<String, String> headers) {
        return new SseReader(URI.create(simulator.baseUri() + path), headers);
    }

    int status() {
        return response.statusCode();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** The next frame, heartbeats included. */
    Frame next() {
        var id = "";
        var event = "";
        var data = "";
        try {
            unfinished.setLength(0);
            var line = lines.readLine();
            while (line != null && !line.isEmpty()) {
                unfinished.append(line).append('\n');
                var value = line.substring(line.indexOf(':') + 1).strip();
                switch (line.substring(0, line.indexOf(':'))) {
                    case "id" -> id = value;
                    case "event" -> event = value;
                    default -> data = value;
                }
                line = lines.readLine();
            }
            return new Frame(id, line == null ? "" : event, data);
        } catch (IOException e) {
            return new Frame("", "broken", unfinished.toString());
        }
    }

    /** The next frame that is neither a heartbeat nor something referred to. */
    Frame nextOwn() {
        while (true) {
            var frame = next();
            var dependency = frame.data().contains("init-dependencies");
            if (!frame.event().equals("heartbeat") && !dependency) {
                return frame;
            }
        }
    }

    List<Frame> nextOwn(int count) {
        var frames = new ArrayList<Frame>();
        for (var i = 0; i < count; i++) {
            frames.add(nextOwn());
        }
        return frames;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
