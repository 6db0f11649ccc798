package io.ropewalk.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The loopback ports of one run, all of them free when this was made. */
record Ports(Map<Port, Integer> numbers) {

    Ports {
        numbers = Collections.unmodifiableMap(new EnumMap<>(numbers));
    }

    /**
     * Tries every port before anything is started. 0 takes any free one.
     *
     * @throws Stop if a port is taken or a variable holds no port number
     */
    static Ports claim(Set<Port> needed, Map<String, String> environment) {
        var wanted = new EnumMap<Port, Integer>(Port.class);
        for (Port port : needed) {
            wanted.put(port, wanted(port, environment));
        }
        var numbers = new EnumMap<Port, Integer>(Port.class);
        List<ServerSocket> held = new ArrayList<>();
        try {
            // All are held until the last is tried, so no two of ours can be the same.
            for (Port port : fixedFirst(wanted)) {
                ServerSocket socket = open(port, wanted.get(port), numbers);
                held.add(socket);
                numbers.put(port, socket.getLocalPort());
            }
        } finally {
            held.forEach(Ports::release);
        }
        return new Ports(numbers);
    }

    /**
     * The ports of a suite that runs already.
     *
     * @throws Stop if a variable holds no port number
     */
    static Ports stated(Map<String, String> environment) {
        var numbers = new EnumMap<Port, Integer>(Port.class);
        for (Port port : Port.values()) {
            numbers.put(port, wanted(port, environment));
        }
        return new Ports(numbers);
    }

    int number(Port port) {
        return numbers.get(port);
    }

    String text(Port port) {
        return Integer.toString(number(port));
    }

    String http(Port port) {
        return "http://127.0.0.1:" + number(port);
    }

    String bolt() {
        return "bolt://127.0.0.1:" + number(Port.BOLT);
    }

    private static List<Port> fixedFirst(Map<Port, Integer> wanted) {
        return wanted.keySet().stream()
                .sorted((a, b) -> Boolean.compare(wanted.get(a) == 0, wanted.get(b) == 0))
                .toList();
    }

    private static int wanted(Port port, Map<String, String> environment) {
        String text = environment.getOrDefault(port.variable(), "").strip();
        if (text.isEmpty()) {
            return port.usual();
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 0 && number <= 65_535) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Answered below, like a number out of range.
        }
        throw Stop.usage(port.variable() + " takes a port from 0 to 65535, not \"" + text + "\".");
    }

    private static ServerSocket open(Port port, int number, Map<Port, Integer> ours) {
        try {
            ServerSocket socket = new ServerSocket();
            try {
                socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), number));
                return socket;
            } catch (IOException _) {
                socket.close();
                throw Stop.because(taken(port, number, ours));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String taken(Port port, int number, Map<Port, Integer> ours) {
        Optional<Port> twin =
                ours.entrySet().stream()
                        .filter(entry -> entry.getValue() == number)
                        .map(Map.Entry::getKey)
                        .findFirst();
        return "Port %d, wanted for %s, %s; set %s to another port, or to 0 for any free one."
                .formatted(
                        number,
                        port.owner(),
                        twin.map(other -> "is also wanted for " + other.owner())
                                .orElse("is taken by another program"),
                        port.variable());
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
