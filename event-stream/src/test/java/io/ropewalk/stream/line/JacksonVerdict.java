package io.ropewalk.stream.line;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What an independent parser makes of a line, by the rules that are ours. */
final class JacksonVerdict {
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(Json.MAX_DEPTH)
                                    .maxNumberLength(Integer.MAX_VALUE)
                                    .build())
                    .build();

    private final JsonParser parser;
    private boolean event = true;
    private int metadata;
    private int offsets;
    private int types;
    private long offset;
    private String type = "";
    private String customer = "";
    private long createdAt;

    private JacksonVerdict(JsonParser parser) {
        this.parser = parser;
    }

    /** An event in the words of {@link #described}; empty when the line is none. */
    static Optional<String> of(byte[] line) {
        // Jackson's own decoder lets surrogates and overlong forms pass.
        try (JsonParser parser =
                FACTORY.createParser(
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(ByteBuffer.wrap(line))
                                .toString())) {
            JacksonVerdict verdict = new JacksonVerdict(parser);
            return verdict.isEvent()
                    ? Optional.of(
                            described(
                                    verdict.offset,
                                    verdict.type,
                                    verdict.createdAt,
                                    verdict.customer))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static String described(long offset, String type, long createdAt, String customer) {
        return "%d %s %d %s".formatted(offset, type, createdAt, customer);
    }

    private boolean isEvent() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean named = parser.currentName().equals("metadata");
            JsonToken value = parser.nextToken();
            if (named) {
                metadata++;
                event &= value == JsonToken.START_OBJECT;
            }
            if (named && value == JsonToken.START_OBJECT) {
                readMetadata();
            } else {
                parser.skipChildren();
            }
        }
        boolean alone = parser.nextToken() == null;
        return alone && event && metadata == 1 && offsets == 1 && types == 1;
    }

    private void readMetadata() throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "offset" -> {
                    offsets++;
                    offset = integer(value);
                    event &= offset >= 0;
                }
                case "eventType" -> {
                    types++;
                    type = value == JsonToken.VALUE_STRING ? parser.getText() : "";
                    event &= !type.isEmpty();
                }
                case "eventCreationTime" -> createdAt = Math.max(0, integer(value));
                case "customerIDString" ->
                        customer = value == JsonToken.VALUE_STRING ? parser.getText() : customer;
                default -> {}
            }
            parser.skipChildren();
        }
    }

    private long integer(JsonToken value) throws IOException {
        boolean fits =
                value == JsonToken.VALUE_NUMBER_INT
                        && !parser.getText().startsWith("-")
                        && parser.getBigIntegerValue().bitLength() < 64;
        return fits ? parser.getLongValue() : -1;
    }
}
