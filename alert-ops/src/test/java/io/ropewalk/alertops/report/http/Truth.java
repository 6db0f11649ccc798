package io.ropewalk.alertops.report.http;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ropewalk.alertops.testing.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the simulator itself holds, read without any code of ours, an alert at a time. */
final class Truth {
    /** Alerts in one answer of the simulator, which it makes as one text. */
    private static final int PAGE = 10_000;

    private static final List<String> FIELDS =
            List.of("/sha256", "/entities/sha256", "/entity_values/sha256s");

    /** What is to be said of one hash. */
    record Row(
            long total,
            Map<String, Long> byStatus,
            Map<String, Long> byProduct,
            long hosts,
            Instant firstSeen,
            Instant lastSeen) {}

    private static final class Seen {
        private final SortedMap<String, Long> byStatus = new TreeMap<>();
        private final SortedMap<String, Long> byProduct = new TreeMap<>();
        private final Set<String> hosts = new HashSet<>();
        private long total;
        private Instant first = Instant.MAX;
        private Instant last = Instant.MIN;

        void add(JsonNode alert) {
            total++;
            byStatus.merge(word(alert, "status"), 1L, Long::sum);
            byProduct.merge(word(alert, "product"), 1L, Long::sum);
            String device = alert.at("/device/device_id").asText("");
            String host = device.isEmpty() ? alert.path("agent_id").asText("") : device;
            if (!host.isEmpty()) {
                hosts.add(host);
            }
            Instant created = Instant.parse(alert.path("created_timestamp").asText());
            first = created.isBefore(first) ? created : first;
            last = created.isAfter(last) ? created : last;
        }

        private static String word(JsonNode alert, String name) {
            return alert.path(name).asText("").isEmpty() ? "none" : alert.path(name).asText();
        }

        Row row() {
            return new Row(total, byStatus, byProduct, hosts.size(), first, last);
        }
    }

    private Truth() {}

    /** The alerts of each hash, over so many. */
    static Map<String, Row> byHash(String tenant, int alerts) {
        Map<String, Seen> seen = new TreeMap<>();
        int read = 0;
        for (int offset = 0; offset < alerts; offset += PAGE) {
            read += page(tenant, offset, seen);
        }
        if (read != alerts) {
            throw new IllegalStateException("There are " + read + " alerts.");
        }
        Map<String, Row> rows = new TreeMap<>();
        seen.forEach((hash, it) -> rows.put(hash, it.row()));
        return rows;
    }

    private static int page(String tenant, int offset, Map<String, Seen> seen) {
        URI uri =
                URI.create(
                        Api.falcon()
                                + "/_sim/alerts?tenant=%s&offset=%d&limit=%d"
                                        .formatted(tenant, offset, PAGE));
        int read = 0;
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
                hashes(alert).forEach(it -> seen.computeIfAbsent(it, _ -> new Seen()).add(alert));
                read++;
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return read;
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
