package io.ropewalk.simulator.receiver;

import io.ropewalk.simulator.Fault;
import io.ropewalk.simulator.Faults;
import io.ropewalk.simulator.Faults.Target;
import io.ropewalk.simulator.Journal;
import io.ropewalk.simulator.Recorded;
import io.ropewalk.simulator.Violation;
import io.ropewalk.simulator.WireFaults;
import io.ropewalk.simulator.http.HttpAnswer;
import io.ropewalk.simulator.http.HttpFormatException;
import io.ropewalk.simulator.http.HttpRequest;
import io.ropewalk.simulator.http.Transfer;
import io.ropewalk.simulator.receiver.Protocol.Outcome;
import io.ropewalk.simulator.receiver.Received.Delivery;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Answers {@code /receivers}: no bearer token, no quota of a customer. */
public final class Receivers {
    public static final String SEKOIA = "sekoia";
    public static final String HTTP = "http";
    public static final String ASSETS = "sekoia-assets";

    private static final String PREFIX = "/receivers/";
    private static final Pattern NAMED = Pattern.compile("http(/[A-Za-z0-9._-]{1,64})?");
    private static final int MAX_RECEIVERS = 100;

    private final Clock clock;
    private final Faults faults;
    private final Journal journal;
    private final Truth truth;
    private final SekoiaIntake sekoia = new SekoiaIntake();
    private final AssetConnector assets = new AssetConnector();
    private final Map<String, Recorder> recorders = new TreeMap<>();
    private volatile ReceiverSettings settings = ReceiverSettings.DEFAULT;

    public Receivers(Clock clock, Faults faults, Journal journal, Truth truth) {
        this.clock = clock;
        this.faults = faults;
        this.journal = journal;
        this.truth = truth;
    }

    public ReceiverSettings settings() {
        return settings;
    }

    public void settings(ReceiverSettings value) {
        settings = value;
    }

    /** Names of the receivers that something was sent to. */
    public List<String> names() {
        synchronized (recorders) {
            return List.copyOf(recorders.keySet());
        }
    }

    /** What a receiver has taken; empty numbers for one that nothing was sent to. */
    public Received received(String name) {
        return existing(name).orElseGet(() -> new Recorder(name, truth)).snapshot();
    }

    /** Copies of the newest events, oldest first; at most a thousand, and 16 MiB. */
    public List<byte[]> newest(String name, int count) {
        return existing(name).map(recorder -> recorder.newest(count)).orElse(List.of());
    }

    /** What the asset connector has taken so far. */
    public AssetsReceived assets() {
        return assets.received();
    }

    public void forget(String name) {
        if (name.equals(ASSETS)) {
            assets.forget();
        }
        synchronized (recorders) {
            recorders.remove(name);
        }
    }

    /** Whether there can be a receiver of that name. */
    public static boolean isName(String name) {
        return name.equals(SEKOIA) || NAMED.matcher(name).matches();
    }

    private Optional<Recorder> existing(String name) {
        synchronized (recorders) {
            return Optional.ofNullable(recorders.get(name));
        }
    }

    private Optional<Recorder> recorder(String name) {
        synchronized (recorders) {
            if (recorders.size() >= MAX_RECEIVERS && !recorders.containsKey(name)) {
                return Optional.empty();
            }
            return Optional.of(recorders.computeIfAbsent(name, _ -> new Recorder(name, truth)));
        }
    }

    /** Both forms of a path mean the same. */
    static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    public HttpAnswer handle(HttpRequest request) {
        var now = clock.instant();
        var path = withoutSlash(request.path());
        if (path.startsWith(AssetConnector.PREFIX)) {
            return assets(request, path, now);
        }
        var isSekoia = SekoiaIntake.PATHS.contains(path);
        var name = isSekoia ? SEKOIA : path.substring(Math.min(path.length(), PREFIX.length()));
        var recorder =
                isSekoia || NAMED.matcher(name).matches()
                        ? recorder(name)
                        : Optional.<Recorder>empty();
        if (recorder.isEmpty()) {
            return refused(request, now, 404, "unknown-path", "no such receiver");
        }
        if (!request.method().equals("POST")) {
            return refused(request, now, 405, "wrong-method", "receivers take POST only");
        }
        var tenant = request.header("X-Ropewalk-Tenant").orElse("");
        var fault = faults.next(new Target(request.method(), request.path(), tenant, false));
        var outcome =
                outcome(
                        request,
                        now,
                        isSekoia ? sekoia : new HttpReceiver(name),
                        recorder.get(),
                        fault);
        var type = fault.map(Faults::typeOf).orElse("");
        var status = statusOf(outcome.answer());
        recorder.get()
                .answered(
                        new Delivery(
                                now,
                                request.path(),
                                request.header("X-Ropewalk-Batch").orElse(""),
                                tenant,
                                request.header(HttpReceiver.PARTITION).orElse(""),
                                outcome.taken(),
                                request.content().length,
                                status,
                                type));
        journal.add(recorded(request, now, status, tenant, type));
        return outcome.answer();
    }

    private HttpAnswer assets(HttpRequest request, String path, Instant now) {
        if (!AssetConnector.isPath(path)) {
            return refused(request, now, 404, "unknown-path", "Connector not found");
        }
        if (!request.method().equals("POST")) {
            return refused(request, now, 405, "wrong-method", "receivers take POST only");
        }
        var fault = faults.next(new Target(request.method(), request.path(), "", false));
        HttpAnswer answer;
        try {
            answer = assets.answer(request, settings, fault, now);
        } catch (BadBody e) {
            mistake(request, now, "bad-body", e.getMessage());
            answer = Protocol.error(e.status(), e.getMessage());
        }
        assets.answered(statusOf(answer));
        var type = fault.map(Faults::typeOf).orElse("");
        journal.add(recorded(request, now, statusOf(answer), "", type));
        return answer;
    }

    private Outcome outcome(
            HttpRequest request,
            Instant now,
            Protocol protocol,
            Recorder recorder,
            Optional<Fault> fault) {
        return switch (fault.orElse(null)) {
            case Fault.Status status -> new Outcome(ReceiverFaults.status(status), 0);
            case Fault.Throttle throttle -> new Outcome(ReceiverFaults.throttle(throttle, now), 0);
            case Fault.Reset _ -> new Outcome(HttpAnswer.empty(200).with(new Transfer.Reset()), 0);
            case Fault.PartialRejection rejection ->
                    taken(request, now, protocol, recorder, Screen.of(rejection));
            case Fault.OnWire onWire -> {
                var outcome = taken(request, now, protocol, recorder, Screen.none());
                yield new Outcome(WireFaults.damaged(outcome.answer(), onWire), outcome.taken());
            }
            case null, default -> taken(request, now, protocol, recorder, Screen.none());
        };
    }

    private Outcome taken(
            HttpRequest request, Instant now, Protocol protocol, Recorder recorder, Screen screen) {
        try {
            return protocol.take(request, recorder, screen, settings);
        } catch (BadBody e) {
            mistake(request, now, "bad-body", e.getMessage());
            return new Outcome(Protocol.error(e.status(), e.getMessage()), 0);
        } catch (HttpFormatException e) {
            mistake(request, now, "bad-request", e.getMessage());
            return new Outcome(Protocol.error(400, e.getMessage()), 0);
        }
    }

    private HttpAnswer refused(
            HttpRequest request, Instant now, int status, String kind, String message) {
        mistake(request, now, kind, message);
        journal.add(recorded(request, now, status, "", ""));
        return Protocol.error(status, message);
    }

    private void mistake(HttpRequest request, Instant now, String kind, String detail) {
        journal.add(new Violation(now, request.method(), request.path(), kind, detail));
    }

    private static int statusOf(HttpAnswer answer) {
        return answer.transfer() instanceof Transfer.Reset ? 0 : answer.status();
    }

    /** Without the query: it may hold the intake key. */
    private static Recorded recorded(
            HttpRequest request, Instant now, int status, String tenant, String fault) {
        return new Recorded(
                now,
                request.method(),
                request.path(),
                "",
                status,
                tenant,
                request.header("authorization").isPresent() ? "***" : "",
                request.header("user-agent").map(Receivers::withoutKey).orElse(""),
                "",
                fault);
    }

    /** The vendor's own connector puts the intake key into its user agent. */
    private static String withoutKey(String userAgent) {
        return userAgent.startsWith("sekoiaio-connector-") ? "sekoiaio-connector-***" : userAgent;
    }
}
