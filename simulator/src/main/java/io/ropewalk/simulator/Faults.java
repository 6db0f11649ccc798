package io.ropewalk.simulator;

import io.ropewalk.simulator.estate.Mix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The armed rules, in the order they were armed. The first that fires decides; those after it do
 * not count the request.
 */
public final class Faults {

    /** More rules than a test can mean. */
    static final int MAX_RULES = 1000;

    private static final String DISCOVERY = "/sensors/entities/datafeed/v2";
    private static final String INDICATORS = "/iocs/entities/indicators/v1";
    private static final String ALERTS = "/alerts/entities/alerts/v3";
    private static final String FEED = "/sensors/entities/datafeed/v1/";

    /** A rule and what became of it. */
    public record Armed(FaultRule rule, int matched, int fired) {}

    /** What of a request decides whether a rule matches. */
    public record Target(String method, String path, String tenant, boolean hasCursor) {}

    private static final class State {
        private final FaultRule rule;
        private final Pattern path;
        private int matched;
        private int fired;

        private State(FaultRule rule) {
            this.rule = rule;
            this.path =
                    Pattern.compile(Pattern.quote(rule.path()).replace(FaultRule.ANY, "\\E.*\\Q"));
        }

        private boolean matches(Target target) {
            return fired < rule.times()
                    && (rule.method().equals(FaultRule.ANY)
                            || rule.method().equals(target.method()))
                    && (rule.tenant().equals(FaultRule.ANY)
                            || rule.tenant().equals(target.tenant()))
                    && path.matcher(target.path()).matches()
                    && canHappen(target);
        }

        private boolean canHappen(Target target) {
            var toReceiver =
                    target.path().startsWith("/receivers/")
                            || target.path().startsWith("/opencti/");
            return switch (rule.fault()) {
                case Fault.Status _, Fault.Throttle _, Fault.OnWire _ -> true;
                case Fault.OnReceiver _ -> toReceiver;
                case Fault.OnItems _ ->
                        target.path().equals(INDICATORS) || target.path().equals(ALERTS);
                case Fault.ExpireCursor _ -> target.hasCursor();
                case Fault.RegionRedirect _, Fault.GarbageToken _ ->
                        target.path().equals("/oauth2/token");
                case FeedFault.OnFeed _ -> target.path().startsWith(FEED);
                case FeedFault.OnDiscovery _ -> target.path().equals(DISCOVERY);
                case Fault.Instead _, Fault.OnPage _, Fault.OnEnvelope _ -> !toReceiver;
            };
        }

        private boolean fires() {
            matched++;
            if (matched <= rule.skip()) {
                return false;
            }
            var draw = (Mix.mix(rule.seed(), matched) >>> 11) * 0x1.0p-53;
            if (draw >= rule.probability()) {
                return false;
            }
            fired++;
            return true;
        }
    }

    private final List<State> states = new ArrayList<>();

    public synchronized void arm(FaultRule rule) {
        if (states.size() >= MAX_RULES) {
            throw new IllegalArgumentException("more than " + MAX_RULES + " fault rules");
        }
        states.add(new State(rule));
    }

    public synchronized void clear() {
        states.clear();
    }

    public synchronized List<Armed> armed() {
        return states.stream()
                .map(state -> new Armed(state.rule, state.matched, state.fired))
                .toList();
    }

    /**
     * The name of a fault's type as control and records write it: {@code short-page} for {@link
     * Fault.ShortPage}.
     */
    public static String typeOf(Fault fault) {
        return fault.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z0-9])", "-")
                .toLowerCase(Locale.ROOT);
    }

    /** The fault for a request, if a rule fires on it. */
    public synchronized Optional<Fault> next(Target target) {
        for (var state : states) {
            if (state.matches(target) && state.fires()) {
                return Optional.of(state.rule.fault());
            }
        }
        return Optional.empty();
    }
}
