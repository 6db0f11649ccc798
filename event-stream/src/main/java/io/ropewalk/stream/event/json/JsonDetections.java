package io.ropewalk.stream.event.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ropewalk.stream.event.Detection;
import io.ropewalk.stream.event.Detections;
import io.ropewalk.stream.event.Event;
import java.io.IOException;
import java.util.OptionalLong;

/** Walks over an event's tokens and stops when it has what it wants. */
public final class JsonDetections implements Detections {
    private static final int WANTED = 4;

    private final JsonFactory factory = new JsonFactory();

    @Override
    public Detection read(Event event) {
        try (JsonParser parser =
                factory.createParser(event.source(), event.start(), event.length())) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Detection.NONE;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("event") && value == JsonToken.START_OBJECT) {
                    return body(parser);
                }
                parser.skipChildren();
            }
            return Detection.NONE;
        } catch (IOException _) {
            // The line was judged before; what cannot be read here has nothing to filter by.
            return Detection.NONE;
        }
    }

    private static Detection body(JsonParser parser) throws IOException {
        String composite = "";
        String detect = "";
        String name = "";
        OptionalLong severity = OptionalLong.empty();
        int found = 0;
        while (found < WANTED && parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (field) {
                case "CompositeId" -> {
                    composite = text(parser, value);
                    found++;
                }
                case "DetectId" -> {
                    detect = text(parser, value);
                    found++;
                }
                case "SeverityName" -> {
                    name = text(parser, value);
                    found++;
                }
                case "Severity" -> {
                    severity = number(parser, value);
                    found++;
                }
                default -> parser.skipChildren();
            }
        }
        return new Detection(composite, detect, name, severity);
    }

    private static String text(JsonParser parser, JsonToken value) throws IOException {
        parser.skipChildren();
        return value == JsonToken.VALUE_STRING ? parser.getText() : "";
    }

    private static OptionalLong number(JsonParser parser, JsonToken value) throws IOException {
        parser.skipChildren();
        return value == JsonToken.VALUE_NUMBER_INT
                        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                ? OptionalLong.of(parser.getLongValue())
                : OptionalLong.empty();
    }
}
