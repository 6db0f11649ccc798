package io.ropewalk.simulator.receiver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ropewalk.simulator.FaultRule;
import io.ropewalk.simulator.Faults;
import io.ropewalk.simulator.Journal;
import io.ropewalk.simulator.http.ByteSink;
import io.ropewalk.simulator.http.HttpAnswer;
import io.ropewalk.simulator.http.HttpRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Sends requests to receivers without a socket in between. */
final class ReceiverClient {
    static final String BATCH = "/receivers/sekoia/batch";
    static final Instant NOW = Instant.parse("2026-11-20T00:00:00Z");

    private static final JsonMapper MAPPER = new JsonMapper();

    private final Faults faults = new Faults();
    private final Journal journal = new Journal();
    private final Receivers receivers;

    ReceiverClient(Truth truth) {
        receivers = new Receivers(Clock.fixed(NOW, ZoneOffset.UTC), faults, journal, truth);
    }

    Receivers receivers() {
        return receivers;
    }

    Journal journal() {
        return journal;
    }

    void arm(FaultRule rule) {
        faults.arm(rule);
    }

    HttpAnswer post(String path, String type, byte[] body, Map<String, String> headers) {
        var all = new HashMap<>(headers);
        all.put("content-type", type);
        return receivers.handle(new HttpRequest("POST", path, "", all, body, "127.0.0.1"));
    }

    HttpAnswer batch(List<String> events) {
        return post(BATCH, "application/json", keyed("sim-intake-key", events), Map.of());
    }

    HttpAnswer lines(String path, List<String> events, Map<String, String> headers) {
        return post(path, "application/x-ndjson", joined(events), headers);
    }

    HttpAnswer lines(List<String> events) {
        return lines("/receivers/http", events, Map.of());
    }

    static byte[] joined(List<String> events) {
        return (String.join("\n", events) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static byte[] keyed(String key, List<String> events) {
        var root = MAPPER.createObjectNode().put("intake_key", key);
        var jsons = root.putArray("jsons");
        events.forEach(jsons::add);
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    static byte[] gzip(byte[] body) {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    static String text(HttpAnswer answer) {
        var out = ByteSink.growing(100);
        answer.body().writeTo(out);
        return out.text();
    }

    static JsonNode json(HttpAnswer answer) {
        try {
            return MAPPER.readTree(text(answer));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int ids(HttpAnswer answer) {
        return json(answer).path("event_ids").size();
    }
}
