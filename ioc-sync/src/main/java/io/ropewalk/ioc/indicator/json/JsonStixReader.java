package io.ropewalk.ioc.indicator.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ropewalk.ioc.indicator.Indicator;
import io.ropewalk.ioc.indicator.Payload;
import io.ropewalk.ioc.indicator.StixReader;
import io.ropewalk.ioc.indicator.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads STIX from JSON. */
public final class JsonStixReader implements StixReader {
    /** References of an object are sent ahead of it under its own id. */
    private static final String DEPENDENCIES = "init-dependencies";

    private final ObjectMapper json;

    public JsonStixReader(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public Payload event(String data) {
        JsonNode event = tree(data);
        JsonNode subject = event.path("data");
        if (!subject.isObject()) {
            throw new Unreadable("it has no data");
        }
        List<Indicator> merged = new ArrayList<>();
        if (IndicatorJson.isIndicator(subject)) {
            for (JsonNode source : event.path("context").path("sources")) {
                if (IndicatorJson.isIndicator(source)) {
                    merged.add(IndicatorJson.read(source));
                }
            }
        }
        return new Payload(
                event.path("type").asText(),
                isDependency(event),
                IndicatorJson.isIndicator(subject)
                        ? Optional.of(IndicatorJson.read(subject))
                        : Optional.empty(),
                merged);
    }

    @Override
    public boolean isDependency(String data) {
        try {
            return isDependency(tree(data));
        } catch (Unreadable _) {
            return false;
        }
    }

    private static boolean isDependency(JsonNode event) {
        return event.path("origin").path("referer").asText().equals(DEPENDENCIES);
    }

    @Override
    public List<Item> bundle(String text) {
        JsonNode bundle = tree(text);
        if (!bundle.path("type").asText().equals("bundle") || !bundle.path("objects").isArray()) {
            throw new Unreadable("it is no STIX bundle: that has type bundle, and objects");
        }
        List<Item> items = new ArrayList<>();
        for (JsonNode object : bundle.path("objects")) {
            if (IndicatorJson.isIndicator(object)) {
                items.add(item(object));
            }
        }
        return items;
    }

    private static Item item(JsonNode object) {
        String id = object.path("id").asText();
        try {
            return new Item(id, Optional.of(IndicatorJson.read(object)), "");
        } catch (Unreadable broken) {
            return new Item(id, Optional.empty(), broken.getMessage());
        }
    }

    private JsonNode tree(String text) {
        try {
            JsonNode tree = json.readTree(text);
            if (tree == null || !tree.isObject()) {
                throw new Unreadable("it is no JSON object");
            }
            return tree;
        } catch (JsonProcessingException broken) {
            throw new Unreadable("it is no JSON: " + broken.getOriginalMessage());
        }
    }
}
