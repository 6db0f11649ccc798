package io.ropewalk.simulator.feed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The event types of {@code events.txt}: how often each comes and the members of its event. */
final class EventTypes {

    /**
     * One type.
     *
     * @param weight of the sum of all
     * @param big about 20 KB; left out when lines are to have a size
     */
    record EventType(String name, int weight, boolean big, List<String> members) {}

    private static final List<EventType> ALL = load();

    private EventTypes() {}

    static List<EventType> all() {
        return ALL;
    }

    private static List<EventType> load() {
        try (var in = EventTypes.class.getResourceAsStream("events.txt");
                var reader =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            var types = new ArrayList<EventType>();
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.isEmpty() || line.charAt(0) == '#') {
                    continue;
                }
                if (line.charAt(0) == '"') {
                    types.getLast().members().add(line);
                } else {
                    var parts = line.split(" ", -1);
                    types.add(
                            new EventType(
                                    parts[0],
                                    Integer.parseInt(parts[1]),
                                    parts.length > 2,
                                    new ArrayList<>()));
                }
            }
            return List.copyOf(types);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
