package io.ropewalk.falcon.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.io.Serial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Readers that never fail over a shape: what cannot be read as declared counts as absent. */
final class LenientShapes {

    private LenientShapes() {}

    /** A boolean, also from text or a number. */
    static final class Truth extends StdScalarDeserializer<Boolean> {
        @Serial private static final long serialVersionUID = 1L;

        Truth() {
            super(Boolean.class);
        }

        @Override
        public Boolean deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            return switch (parser.currentToken()) {
                case VALUE_TRUE -> true;
                case VALUE_FALSE -> false;
                case VALUE_STRING, VALUE_NUMBER_INT ->
                        switch (parser.getText().strip().toLowerCase(Locale.ROOT)) {
                            case "true", "yes", "1" -> true;
                            case "false", "no", "0" -> false;
                            default -> null;
                        };
                default -> {
                    parser.skipChildren();
                    yield null;
                }
            };
        }
    }

    /** A list, also from a single value; elements that cannot be read are left out. */
    static final class Lists extends JsonDeserializer<List<?>> implements ContextualDeserializer {

        private final JavaType element;
        private final JsonDeserializer<Object> reader;

        Lists() {
            this(null, null);
        }

        private Lists(JavaType element, JsonDeserializer<Object> reader) {
            this.element = element;
            this.reader = reader;
        }

        @Override
        public JsonDeserializer<?> createContextual(
                DeserializationContext context, BeanProperty property) throws JsonMappingException {
            JavaType type = context.getContextualType().containedTypeOrUnknown(0);
            return new Lists(type, context.findContextualValueDeserializer(type, property));
        }

        @Override
        public List<?> deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            List<Object> list = new ArrayList<>();
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                add(list, parser, context);
                return list;
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                add(list, parser, context);
            }
            return list;
        }

        private void add(List<Object> list, JsonParser parser, DeserializationContext context)
                throws IOException {
            Object value = readAs(element, reader, parser, context);
            if (value != null) {
                list.add(value);
            }
        }
    }

    /** A map by name; values that cannot be read are left out. */
    static final class Maps extends JsonDeserializer<Map<?, ?>> implements ContextualDeserializer {

        private final JavaType element;
        private final JsonDeserializer<Object> reader;

        Maps() {
            this(null, null);
        }

        private Maps(JavaType element, JsonDeserializer<Object> reader) {
            this.element = element;
            this.reader = reader;
        }

        @Override
        public JsonDeserializer<?> createContextual(
                DeserializationContext context, BeanProperty property) throws JsonMappingException {
            JavaType type = context.getContextualType().containedTypeOrUnknown(1);
            return new Maps(type, context.findContextualValueDeserializer(type, property));
        }

        @Override
        public Map<?, ?> deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            Map<String, Object> map = new LinkedHashMap<>();
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                return map;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                Object value = readAs(element, reader, parser, context);
                if (value != null) {
                    map.put(name, value);
                }
            }
            return map;
        }
    }

    /** A record in whose place something else stands is absent. */
    static final class Records extends DeserializationProblemHandler {

        @Override
        public Object handleUnexpectedToken(
                DeserializationContext context,
                JavaType type,
                JsonToken token,
                JsonParser parser,
                String problem)
                throws IOException {
            parser.skipChildren();
            return null;
        }

        @Override
        public Object handleMissingInstantiator(
                DeserializationContext context,
                Class<?> type,
                ValueInstantiator instantiator,
                JsonParser parser,
                String problem)
                throws IOException {
            parser.skipChildren();
            return null;
        }
    }

    private static Object readAs(
            JavaType element,
            JsonDeserializer<Object> reader,
            JsonParser parser,
            DeserializationContext context)
            throws IOException {
        boolean record = !element.hasRawClass(String.class) && !element.isCollectionLikeType();
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (record && parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return null;
        }
        return reader.deserialize(parser, context);
    }
}
