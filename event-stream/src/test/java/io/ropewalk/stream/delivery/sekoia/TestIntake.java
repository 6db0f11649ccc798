package io.ropewalk.stream.delivery.sekoia;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ropewalk.stream.outbound.TestReceiver.Answer;
import io.ropewalk.stream.outbound.TestReceiver.Request;
import io.ropewalk.stream.outbound.TestReceiver.Routine;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** An intake: strict about the form of requests, and with events it does not take. */
final class TestIntake implements Routine {
    static final String KEY = "1ntake-key-0001";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> taken = new ArrayList<>();
    private final Predicate<String> refuses;
    private final boolean namesThem;
    private final boolean asAWhole;

    TestIntake(Predicate<String> refuses, boolean namesThem) {
        this(refuses, namesThem, false);
    }

    private TestIntake(Predicate<String> refuses, boolean namesThem, boolean asAWhole) {
        this.refuses = refuses;
        this.namesThem = namesThem;
        this.asAWhole = asAWhole;
    }

    /** One that answers 422, and takes nothing, where one of these is among the events. */
    static TestIntake unprocessable(Predicate<String> events) {
        return new TestIntake(events, false, true);
    }

    /** One that takes all. */
    TestIntake() {
        this(_ -> false, false);
    }

    @Override
    public synchronized Answer answer(Request request) {
        if (!request.path().equals("/intake/batch")) {
            return Answer.of(404);
        }
        if (!"application/json".equals(request.header("Content-Type"))) {
            return Answer.of(400);
        }
        var events = events(request);
        var accepted = events.stream().filter(refuses.negate()).toList();
        if (asAWhole && accepted.size() < events.size()) {
            return Answer.of(422);
        }
        if (accepted.isEmpty()) {
            return Answer.of(413);
        }
        taken.addAll(accepted);
        var ids = accepted.stream().map(_ -> "\"id\"").collect(Collectors.joining(","));
        var statuses =
                events.stream()
                        .map(event -> refuses.test(event) ? "{\"status\":400}" : "{\"status\":200}")
                        .collect(Collectors.joining(","));
        return Answer.json(
                200,
                "{\"event_ids\":[%s]%s}"
                        .formatted(ids, namesThem ? ",\"results\":[" + statuses + "]" : ""));
    }

    /** The events of a request. */
    static List<String> events(Request request) {
        var body = json(request);
        if (!body.path("intake_key").asText().equals(KEY) || body.size() != 2) {
            throw new AssertionError("the body has other fields than the key and the events");
        }
        return StreamSupport.stream(body.get("jsons").spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }

    private static JsonNode json(Request request) {
        try {
            return JSON.readTree(request.text());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was taken, in order, also what was taken twice. */
    synchronized List<String> taken() {
        return List.copyOf(taken);
    }
}
