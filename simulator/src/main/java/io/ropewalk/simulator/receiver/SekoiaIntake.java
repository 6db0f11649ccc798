package io.ropewalk.simulator.receiver;

import io.ropewalk.simulator.estate.Mix;
import io.ropewalk.simulator.http.ByteSink;
import io.ropewalk.simulator.http.HttpAnswer;
import io.ropewalk.simulator.http.HttpAnswer.Body;
import io.ropewalk.simulator.http.HttpRequest;
import io.ropewalk.simulator.receiver.IntakeBody.Form;
import io.ropewalk.simulator.receiver.ReceiverSettings.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The Sekoia intake: the forms of its HTTPS documentation, the key in the body or beside it, 10 MiB
 * for a request (also unpacked), 250 KiB for an event.
 */
final class SekoiaIntake implements Protocol {
    static final String ROOT = "/receivers/sekoia";
    static final Set<String> PATHS =
            Set.of(ROOT, ROOT + "/batch", ROOT + "/jsons", ROOT + "/plain", ROOT + "/plain/batch");

    private static final int MAX_REQUEST = 10 * 1024 * 1024;
    private static final int MAX_EVENT = 250 * 1024;
    private static final String BASIC = "basic ";

    private final AtomicLong numbers = new AtomicLong();

    @Override
    public Outcome take(
            HttpRequest request, Recorder recorder, Screen screen, ReceiverSettings settings) {
        var path = Receivers.withoutSlash(request.path());
        var body = read(path, request, Unpacked.body(request, MAX_REQUEST));
        var denied = denied(body.key(), settings);
        if (denied.isPresent()) {
            return new Outcome(denied.get(), 0);
        }
        var events = body.events();
        var statuses = screen.withLimit(MAX_EVENT).statuses(events);
        var accepted =
                (int) Arrays.stream(statuses).filter(status -> status == Screen.ACCEPTED).count();
        if (accepted == 0 && statuses.length > 0) {
            recorder.refuse(statuses.length);
            return new Outcome(Protocol.error(statuses[0], "every event was refused"), 0);
        }
        recorder.take(events, index -> statuses[index] != Screen.ACCEPTED, "");
        var first = numbers.getAndAdd(accepted);
        var single = path.equals(ROOT) || path.endsWith("/plain");
        return new Outcome(
                HttpAnswer.json(
                        200,
                        single
                                ? out -> id(out.raw("{\"event_id\": "), first).raw("}\n")
                                : answer(statuses, accepted, first, settings.rejection())),
                accepted);
    }

    private static IntakeBody read(String path, HttpRequest request, byte[] body) {
        var form = path.substring(ROOT.length());
        if (!form.startsWith("/plain") && !request.mediaType().equals("application/json")) {
            throw new BadBody(415, "Content-Type must be application/json");
        }
        return switch (form) {
            case "" -> IntakeBody.keyed(body, Form.SINGLE);
            case "/batch" -> IntakeBody.keyed(body, Form.BATCH);
            case "/jsons" -> beside(request, IntakeBody.array(body).events());
            case "/plain" -> {
                var whole = new Slices(body);
                whole.add(0, body.length);
                yield beside(request, whole);
            }
            default -> beside(request, IntakeBody.lines(body).events());
        };
    }

    /** The key is a header, the password of Basic authentication, or a query parameter. */
    private static IntakeBody beside(HttpRequest request, Slices events) {
        var key =
                request.header("X-SEKOIAIO-INTAKE-KEY")
                        .or(() -> request.header("authorization").flatMap(SekoiaIntake::password))
                        .or(() ->
                                Optional.of(request.queryParameters())
                                        .map(query -> query.get("intake_key"))
                                        .map(List::getFirst));
        return new IntakeBody(key, events);
    }

    private static Optional<String> password(String authorization) {
        if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return Optional.empty();
        }
        try {
            var pair =
                    new String(
                            Base64.getDecoder()
                                    .decode(authorization.substring(BASIC.length()).strip()),
                            StandardCharsets.UTF_8);
            return Optional.of(pair.substring(pair.indexOf(':') + 1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<HttpAnswer> denied(Optional<String> key, ReceiverSettings settings) {
        if (key.isEmpty()) {
            return Optional.of(Protocol.error(401, "no intake key"));
        }
        if (settings.notReadyKeys().contains(key.get())) {
            return Optional.of(Protocol.error(422, "this intake key is not ready yet"));
        }
        return settings.intakeKeys().contains(key.get())
                ? Optional.empty()
                : Optional.of(Protocol.error(settings.unknownKeyStatus(), "unknown intake key"));
    }

    private static Body answer(int[] statuses, int accepted, long first, Rejection rejection) {
        return out -> {
            out.raw("{\"event_ids\": [");
            for (var i = 0; i < accepted; i++) {
                id(i == 0 ? out : out.put(','), first + i);
            }
            out.put(']');
            if (rejection == Rejection.STATUSES && accepted < statuses.length) {
                out.raw(", \"statuses\": [");
                for (var i = 0; i < statuses.length; i++) {
                    var sink = i == 0 ? out : out.put(',');
                    sink.decimal(statuses[i] == Screen.ACCEPTED ? 200 : statuses[i]);
                }
                out.put(']');
            }
            out.raw("}\n");
        };
    }

    /** Looks like a UUID and follows from the number. */
    private static ByteSink id(ByteSink out, long number) {
        var high = Mix.mix(number);
        var low = Mix.mix(high);
        out.put('"').hex(high >>> 32, 8).put('-').hex(high >>> 16, 4).raw("-4").hex(high, 3);
        return out.raw("-9").hex(low >>> 48, 3).put('-').hex(low, 12).put('"');
    }
}
