package io.ropewalk.system.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** The JSON log that a service wrote to its standard output. */
public final class Log {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Log() {}

    /** Lines at ERROR or worse, and lines that are no JSON: something printed past the log. */
    public static List<String> unexpected(Service service) {
        return service.output()
                .lines()
                .filter(line -> !line.isBlank())
                .filter(line -> Set.of("ERROR", "FATAL", "SEVERE", "").contains(level(line)))
                .toList();
    }

    private static String level(String line) {
        try {
            JsonNode entry = JSON.readTree(line);
            return entry.path("level").asText("");
        } catch (IOException _) {
            return "";
        }
    }
}
