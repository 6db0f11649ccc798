package io.ropewalk.alertops.report.http;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ropewalk.alertops.testing.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the simulator itself holds, read without any code of ours, an alert at a time. */
final class Truth {
    private static final List<String> FIELDS =
            List.of("/sha256", "/entities/sha256", "/entity_values/sha256s");

    private Truth() {}

    /** How many alerts there are of each hash. */
    static Map<String, Long> byHash(String tenant, int alerts) {
        Map<String, Long> counts = new TreeMap<>();
        URI uri = URI.create(Api.falcon() + "/_sim/alerts?tenant=" + tenant + "&limit=" + alerts);
        try (var in = uri.toURL().openStream();
                var json = new ObjectMapper().createParser(in)) {
            while (json.nextToken() != JsonToken.START_ARRAY
                    || !"items".equals(json.currentName())) {
                if (json.currentToken() == null) {
                    throw new IllegalStateException("There are no items.");
                }
            }
            while (json.nextToken() == JsonToken.START_OBJECT) {
                JsonNode alert = json.readValueAsTree();
                hashes(alert).forEach(it -> counts.merge(it, 1L, Long::sum));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return counts;
    }

    private static Set<String> hashes(JsonNode alert) {
        Set<String> found = new TreeSet<>();
        for (String field : FIELDS) {
            JsonNode value = alert.at(field);
            if (value.isTextual()) {
                found.add(value.asText().toLowerCase(Locale.ROOT));
            }
            value.valueStream().forEach(it -> found.add(it.asText().toLowerCase(Locale.ROOT)));
        }
        for (JsonNode entity : alert.path("entities")) {
            JsonNode value = entity.path("sha256");
            if (value.isTextual()) {
                found.add(value.asText().toLowerCase(Locale.ROOT));
            }
        }
        return found;
    }
}
