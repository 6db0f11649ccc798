package io.ropewalk.local;

import java.util.List;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param attach whether to do the pass on a suite that somebody else runs
 * @param hosts how many hosts the simulated customer has; empty when not asked for
 * @param events how many events its feed holds; empty when not asked for
 * @param indicators how many the simulated OpenCTI has; empty when not asked for
 * @param alerts how many the simulated customer has to close; empty when not asked for
 */
record Options(
        boolean help,
        boolean once,
        boolean json,
        boolean allowWrites,
        boolean attach,
        Optional<Integer> hosts,
        Optional<Integer> events,
        Optional<Integer> indicators,
        Optional<Integer> alerts) {

    static final int DEFAULT_HOSTS = 2_000;
    static final int DEFAULT_EVENTS = 5_000;
    static final int DEFAULT_INDICATORS = 1_000;
    static final int DEFAULT_ALERTS = 500;

    /** What the simulator can hold, and what a run takes in a bearable time. */
    static final int MOST = 1_000_000;

    /**
     * @throws Stop for an unknown option, a missing or a bad number
     */
    static Options parse(List<String> arguments) {
        var reader = new Reader();
        var rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            switch (name) {
                case "--hosts", "--events", "--indicators", "--alerts" -> {
                    if (equals < 0 && !rest.hasNext()) {
                        throw Stop.usage(name + " needs a number, for example " + name + " 1000.");
                    }
                    reader.number(name, equals < 0 ? rest.next() : argument.substring(equals + 1));
                }
                default -> reader.flag(argument);
            }
        }
        return reader.options();
    }

    /** The hosts the simulator is told to have. */
    int simulatedHosts() {
        return hosts.orElse(DEFAULT_HOSTS);
    }

    /** The events the simulator is told to have. */
    int simulatedEvents() {
        return events.orElse(DEFAULT_EVENTS);
    }

    /** The indicators the simulator is told to have. */
    int simulatedIndicators() {
        return indicators.orElse(DEFAULT_INDICATORS);
    }

    /** The alerts the simulator is told to have for closing. */
    int simulatedAlerts() {
        return alerts.orElse(DEFAULT_ALERTS);
    }

    private static final class Reader {
        private boolean help;
        private boolean once;
        private boolean json;
        private boolean allowWrites;
        private boolean attach;
        private Optional<Integer> hosts = Optional.empty();
        private Optional<Integer> events = Optional.empty();
        private Optional<Integer> indicators = Optional.empty();
        private Optional<Integer> alerts = Optional.empty();

        void flag(String argument) {
            switch (argument) {
                case "--help", "-h" -> help = true;
                case "--once" -> once = true;
                case "--json" -> json = true;
                case "--allow-writes" -> allowWrites = true;
                case "--attach" -> attach = true;
                default -> throw Stop.usage("Unknown option " + argument + ".");
            }
        }

        void number(String name, String text) {
            int value = parseNumber(name, text);
            switch (name) {
                case "--hosts" -> hosts = Optional.of(value);
                case "--events" -> events = Optional.of(value);
                case "--indicators" -> indicators = Optional.of(value);
                default -> alerts = Optional.of(value);
            }
        }

        Options options() {
            return new Options(
                    help, once, json, allowWrites, attach, hosts, events, indicators, alerts);
        }

        private static int parseNumber(String name, String text) {
            try {
                int value = Integer.parseInt(text);
                if (value >= 0 && value <= MOST) {
                    return value;
                }
            } catch (NumberFormatException _) {
                // Answered below, like a number out of range.
            }
            throw Stop.usage(
                    name + " takes a whole number from 0 to " + MOST + ", not \"" + text + "\".");
        }
    }
}
