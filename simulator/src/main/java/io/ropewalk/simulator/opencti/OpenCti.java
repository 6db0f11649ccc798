package io.ropewalk.simulator.opencti;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.Faults;
import io.ropewalk.simulator.Faults.Target;
import io.ropewalk.simulator.Journal;
import io.ropewalk.simulator.Recorded;
import io.ropewalk.simulator.Violation;
import io.ropewalk.simulator.WireFaults;
import io.ropewalk.simulator.http.HttpAnswer;
import io.ropewalk.simulator.http.HttpRequest;
import io.ropewalk.simulator.http.Transfer;
import io.ropewalk.simulator.opencti.OctiEvent.EventId;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Answers {@code /opencti}. Two slashes where one belongs mean the same, as the platform has it.
 */
public final class OpenCti {
    private static final String PREFIX = "/opencti";
    private static final String STREAM = "/stream/";
    private static final String CONNECTION = "/stream/connection/";

    private final OctiHub hub;
    private final Clock clock;
    private final Faults faults;
    private final Journal journal;
    private final OctiGraphQl graphQl;
    private final Map<String, AtomicLong> delays = new ConcurrentHashMap<>();

    public OpenCti(Clock clock, Faults faults, Journal journal) {
        this.clock = clock;
        this.faults = faults;
        this.journal = journal;
        this.hub = new OctiHub(clock);
        this.graphQl = new OctiGraphQl(hub);
    }

    /** The platform behind the protocols. */
    public OctiHub hub() {
        return hub;
    }

    /** Ids of the open streams. */
    public List<String> connections() {
        return delays.keySet().stream().sorted().toList();
    }

    /** Whether a path is this one's. */
    public static boolean isPath(String path) {
        return path.equals(PREFIX) || path.startsWith(PREFIX + "/");
    }

    public HttpAnswer handle(HttpRequest request) {
        var path = request.path().substring(PREFIX.length()).replace("//", "/");
        var fault = faults.next(new Target(request.method(), request.path(), "", false));
        var answer = answered(request, path, fault);
        journal.add(recorded(request, answer, fault.map(Faults::typeOf).orElse("")));
        return answer;
    }

    private HttpAnswer answered(HttpRequest request, String path, Optional<Fault> fault) {
        return switch (fault.orElse(null)) {
            case Fault.Status status ->
                    HttpAnswer.of(status.status(), "text/plain", out -> out.raw(status.message()));
            case Fault.Throttle throttle ->
                    HttpAnswer.empty(429)
                            .with("Retry-After", "" + throttle.retryAfter().toSeconds());
            case Fault.Reset _ -> HttpAnswer.empty(200).with(new Transfer.Reset());
            case Fault.OnWire onWire when !path.startsWith(STREAM) ->
                    WireFaults.damaged(routed(request, path, Optional.empty()), onWire);
            case null, default -> routed(request, path, fault);
        };
    }

    private HttpAnswer routed(HttpRequest request, String path, Optional<Fault> fault) {
        if (path.equals("/graphql")) {
            return request.method().equals("POST")
                    ? graphQl.answer(request, isKnown(request))
                    : mistake(request, 405, "wrong-method", "GraphQL takes POST");
        }
        if (path.startsWith(CONNECTION) && request.method().equals("POST")) {
            return delayed(request, path.substring(CONNECTION.length()));
        }
        if (path.startsWith(STREAM) && request.method().equals("GET")) {
            return stream(request, path.substring(STREAM.length()), fault);
        }
        return mistake(request, 404, "unknown-path", "no such path");
    }

    private HttpAnswer mistake(HttpRequest request, int status, String kind, String detail) {
        journal.add(new Violation(clock.instant(), request.method(), request.path(), kind, detail));
        return HttpAnswer.empty(status);
    }

    private boolean isKnown(HttpRequest request) {
        return request.header("authorization")
                .filter(("Bearer " + hub.rules().token())::equals)
                .isPresent();
    }

    private HttpAnswer delayed(HttpRequest request, String id) {
        if (!isKnown(request)) {
            return HttpAnswer.empty(401);
        }
        var delay = delays.get(id);
        try {
            var body = Stix.MAPPER.readTree(request.body());
            if (delay == null || !body.path("delay").isIntegralNumber()) {
                return mistake(request, 400, "bad-delay", "no such connection, or no delay");
            }
            delay.set(Math.max(0, body.get("delay").asLong()));
            return HttpAnswer.json(200, out -> out.raw("{\"message\":\"ok\"}"));
        } catch (JsonProcessingException e) {
            return mistake(request, 400, "bad-body", "the body is not JSON");
        }
    }

    /** 401 also for a collection nobody knows; the reason stands nowhere. */
    private HttpAnswer stream(HttpRequest request, String id, Optional<Fault> fault) {
        var rules = hub.rules();
        if (!isKnown(request) || !rules.allowed() || !id.equals(rules.collection())) {
            return HttpAnswer.empty(401);
        }
        if (!rules.live()) {
            return HttpAnswer.empty(410);
        }
        var start =
                given(request, "from", "from")
                        .or(() -> request.header("last-event-id"))
                        .filter(text -> !text.isBlank());
        var recover = given(request, "recover", "recover").or(() -> request.header("recover-date"));
        var until = recover.flatMap(OpenCti::instant);
        if (recover.isPresent() && (start.isEmpty() || until.isEmpty())) {
            return mistake(request, 500, "bad-recover", "recover needs a date and a start");
        }
        var listens =
                !given(request, "listen-delete", "listen-delete").orElse("true").equals("false");
        var delay =
                new AtomicLong(
                        given(request, "delay", "event-delay").map(OpenCti::number).orElse(0L));
        var asked = new OctiStream.Asked(position(start), until, listens);
        var connectionId = UUID.randomUUID().toString();
        delays.put(connectionId, delay);
        return new HttpAnswer(
                        200,
                        List.of(
                                new HttpAnswer.Header(
                                        "Content-Type", "text/event-stream; charset=utf-8"),
                                new HttpAnswer.Header("Cache-Control", "no-cache, no-transform"),
                                new HttpAnswer.Header("Connection", "keep-alive")),
                        HttpAnswer.EMPTY,
                        new Transfer.Whole())
                .with(
                        new Transfer.Streamed(
                                new OctiStream(
                                        hub,
                                        connectionId,
                                        asked,
                                        delay,
                                        fault,
                                        () -> delays.remove(connectionId))));
    }

    private static Optional<String> given(HttpRequest request, String query, String header) {
        return Optional.ofNullable(request.queryParameters().get(query))
                .map(List::getFirst)
                .or(() -> request.header(header));
    }

    private static long number(String text) {
        return text.matches("[0-9]{1,9}") ? Long.parseLong(text) : 0;
    }

    /** {@code 0} is the beginning; what is no position means from now on. */
    private EventId position(Optional<String> start) {
        var text = start.orElse("");
        if (text.equals("0")) {
            return EventId.START;
        }
        return EventId.parse(text)
                .or(() -> instant(text).map(at -> new EventId(at.toEpochMilli(), 0)))
                .orElseGet(() -> EventId.parse(hub.newestId()).orElseThrow());
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Recorded recorded(HttpRequest request, HttpAnswer answer, String fault) {
        return new Recorded(
                clock.instant(),
                request.method(),
                request.path(),
                request.query(),
                answer.transfer() instanceof Transfer.Reset ? 0 : answer.status(),
                "",
                request.header("authorization").isPresent() ? "***" : "",
                request.header("user-agent").orElse(""),
                "",
                fault);
    }
}
