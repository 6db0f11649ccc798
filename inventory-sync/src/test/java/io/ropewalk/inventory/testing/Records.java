package io.ropewalk.inventory.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.ropewalk.inventory.graph.NodeType;
import io.ropewalk.inventory.graph.Row;
import io.ropewalk.inventory.shape.Shaped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Vendor records from their JSON, and rows read by the names of what they hold. */
public final class Records {
    private static final ObjectMapper JSON =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    private Records() {}

    /** The record with the vendor's names in single quotes. */
    public static <R> R of(Class<R> type, String json) {
        try {
            return JSON.readValue(json.replace('\'', '"'), type);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    /** What a row sets, without what it takes away. */
    public static Map<String, Object> properties(NodeType type, Shaped shaped) {
        Map<String, Object> named = new HashMap<>();
        Row row = row(shaped);
        for (int i = 0; i < type.properties().size(); i++) {
            if (row.values().get(i) != null) {
                named.put(type.properties().get(i), row.values().get(i));
            }
        }
        return named;
    }

    /** Where the edges of this name lead. */
    public static List<String> links(NodeType type, Shaped shaped, String edge) {
        for (int i = 0; i < type.edges().size(); i++) {
            if (type.edges().get(i).name().equals(edge)) {
                return row(shaped).links().get(i).stream().map(Row.Link::other).toList();
            }
        }
        throw new IllegalArgumentException(type.label() + " has no edge " + edge);
    }

    public static Row row(Shaped shaped) {
        return ((Shaped.Ready) shaped).row();
    }

    /** Labels and ids of the nodes it needs first. */
    public static List<String> before(Shaped shaped) {
        return ((Shaped.Ready) shaped)
                .before().stream().map(it -> it.type().label() + " " + it.row().id()).toList();
    }
}
