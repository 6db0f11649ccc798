package io.ropewalk.falcon.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.CollectionType;
import com.fasterxml.jackson.databind.type.MapType;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.falcon.alerts.Alert;
import io.ropewalk.falcon.alerts.AlertProcess;
import io.ropewalk.falcon.call.TransportException;
import io.ropewalk.falcon.detects.Behavior;
import io.ropewalk.falcon.detects.BehaviorParent;
import io.ropewalk.falcon.detects.Detection;
import io.ropewalk.falcon.hosts.DeviceMeta;
import io.ropewalk.falcon.hosts.DevicePolicy;
import io.ropewalk.falcon.hosts.Host;
import io.ropewalk.falcon.hosts.ManagedApp;
import io.ropewalk.falcon.threatgraph.Edge;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads and writes the vendor's JSON with a mapper of its own, so that no service's settings reach
 * it. Tolerant: unknown, missing, null and misshapen members never fail; only text that is no JSON
 * does.
 */
@RegisterForReflection(
        targets = {
            Host.class,
            DevicePolicy.class,
            ManagedApp.class,
            DeviceMeta.class,
            Alert.class,
            AlertProcess.class,
            Detection.class,
            Behavior.class,
            BehaviorParent.class,
            Edge.class
        })
public final class FalconJson {

    private final LenientText text = new LenientText();
    private final JsonMapper mapper;
    private final ObjectReader hosts;
    private final ObjectReader alerts;
    private final ObjectReader detections;
    private final ObjectReader edges;

    public FalconJson() {
        SimpleModule lenient = new SimpleModule("falcon");
        lenient.addDeserializer(String.class, text);
        lenient.addDeserializer(Boolean.class, new LenientShapes.Truth());
        lenient.addDeserializer(Long.class, new LenientScalars.Whole());
        lenient.addDeserializer(Double.class, new LenientScalars.Real());
        lenient.addDeserializer(Instant.class, new LenientScalars.Time());
        lenient.setDeserializerModifier(new LenientContainers());
        mapper =
                JsonMapper.builder()
                        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                        .withCoercionConfigDefaults(config ->
                                config.setCoercion(
                                        CoercionInputShape.EmptyString, CoercionAction.AsNull))
                        .addModule(lenient)
                        .addHandler(new LenientShapes.Records())
                        .build();
        hosts = mapper.readerFor(Host.class);
        alerts = mapper.readerFor(Alert.class);
        detections = mapper.readerFor(Detection.class);
        edges = mapper.readerFor(Edge.class);
    }

    private static final class LenientContainers extends BeanDeserializerModifier {
        @Serial private static final long serialVersionUID = 1L;

        @Override
        public JsonDeserializer<?> modifyCollectionDeserializer(
                DeserializationConfig config,
                CollectionType type,
                BeanDescription description,
                JsonDeserializer<?> standard) {
            return List.class.isAssignableFrom(type.getRawClass())
                    ? new LenientShapes.Lists()
                    : standard;
        }

        @Override
        public JsonDeserializer<?> modifyMapDeserializer(
                DeserializationConfig config,
                MapType type,
                BeanDescription description,
                JsonDeserializer<?> standard) {
            return new LenientShapes.Maps();
        }
    }

    /**
     * Reads one host record, as the vendor sends it.
     *
     * @throws IllegalArgumentException when the text is no JSON object with a device id and a cid
     */
    public Host host(String json) {
        try (JsonParser parser =
                parser(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)))) {
            parser.nextToken();
            return readHost(parser)
                    .orElseThrow(() -> new IllegalArgumentException("Not a host record."));
        } catch (IOException e) {
            throw new IllegalArgumentException("Not JSON.", e);
        }
    }

    ObjectMapper mapper() {
        return mapper;
    }

    JsonParser parser(InputStream in) throws IOException {
        return mapper.getFactory().createParser(in);
    }

    /** A request's body that is nothing but ids. */
    String idsBody(String member, List<String> ids) throws TransportException {
        return body(Map.of(member, ids));
    }

    /**
     * A request's body: texts, numbers, truths, lists and maps of them; {@code null} is written.
     */
    String body(Object members) throws TransportException {
        try {
            return mapper.writeValueAsString(members);
        } catch (JsonProcessingException e) {
            throw new TransportException(
                    TransportException.Kind.BUG, true, "The request could not be written.", e);
        }
    }

    JsonParser parser(byte[] body) throws IOException {
        return mapper.getFactory().createParser(body);
    }

    String readText(JsonParser parser) throws IOException {
        return text.read(parser);
    }

    /** The host the parser stands at; empty when it is no object or lacks its ids. */
    Optional<Host> readHost(JsonParser parser) throws IOException {
        return this.<Host>readRecord(hosts, parser)
                .filter(host -> !host.deviceId().isBlank() && !host.cid().isBlank());
    }

    /** The alert the parser stands at; empty when it is no object or lacks its id. */
    Optional<Alert> readAlert(JsonParser parser) throws IOException {
        return this.<Alert>readRecord(alerts, parser)
                .filter(alert -> !alert.compositeId().isBlank());
    }

    /** The detection the parser stands at; empty when it is no object or lacks its id. */
    Optional<Detection> readDetection(JsonParser parser) throws IOException {
        return this.<Detection>readRecord(detections, parser)
                .filter(detection -> !detection.detectionId().isBlank());
    }

    /** The edge the parser stands at; empty when it is no object or leads nowhere. */
    Optional<Edge> readEdge(JsonParser parser) throws IOException {
        return this.<Edge>readRecord(edges, parser).filter(edge -> !edge.id().isBlank());
    }

    /** A reader of such records: empty where there is no object, or one of its ids is blank. */
    <T extends Record> EnvelopeReader.ItemReader<T> records(
            Class<T> type, Function<T, List<String>> ids) {
        ObjectReader reader = mapper.readerFor(type);
        return parser ->
                this.<T>readRecord(reader, parser)
                        .filter(it -> ids.apply(it).stream().noneMatch(String::isBlank));
    }

    /** The id the parser stands at; empty when it is none. */
    Optional<String> readId(JsonParser parser) throws IOException {
        return Optional.ofNullable(readText(parser)).filter(id -> !id.isBlank());
    }

    /** Stands the parser at its first token, for a record that has to be looked at before. */
    JsonParser replay(JsonNode record) throws IOException {
        JsonParser parser = mapper.treeAsTokens(record);
        parser.nextToken();
        return parser;
    }

    private <T> Optional<T> readRecord(ObjectReader reader, JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return Optional.empty();
        }
        int outside = parser.getParsingContext().getNestingDepth() - 1;
        try {
            return Optional.of(reader.readValue(parser));
        } catch (JsonMappingException e) {
            while (parser.getParsingContext().getNestingDepth() > outside
                    && parser.nextToken() != null) {
                // Skip the rest of the record.
            }
            return Optional.empty();
        }
    }
}
