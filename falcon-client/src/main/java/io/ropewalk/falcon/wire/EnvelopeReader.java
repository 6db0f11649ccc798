package io.ropewalk.falcon.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ropewalk.falcon.ItemError;
import io.ropewalk.falcon.call.Envelope;
import io.ropewalk.falcon.call.Envelope.Paging;
import io.ropewalk.falcon.call.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads the vendor's envelope as it comes, record by record, so that a page is never in memory as
 * text. The members may stand in any order, be null, absent or of another kind than declared.
 */
final class EnvelopeReader {

    private static final int MOST_ERRORS = 1000;

    /**
     * In the swagger of Flight Control {@code meta} and {@code errors} stand inside this member.
     */
    private static final String NESTED = "MsaReplyMetaOnly";

    private final FalconJson json;

    EnvelopeReader(FalconJson json) {
        this.json = Objects.requireNonNull(json, "json");
    }

    /** Reads one record; empty when it is none. */
    @FunctionalInterface
    interface ItemReader<E> {
        Optional<E> read(JsonParser parser) throws IOException;
    }

    /** What was read so far. */
    private static final class Draft<E> {
        private final List<E> resources = new ArrayList<>();
        private final List<ItemError> errors = new ArrayList<>();
        private boolean listed;
        private int unreadable;
        private String traceId = "";
        private Paging paging = Paging.NONE;
        private OptionalLong affected = OptionalLong.empty();

        Envelope<E> done() {
            return new Envelope<>(resources, listed, unreadable, errors, traceId, paging, affected);
        }
    }

    /**
     * Reads an envelope; empty when the body is empty or no JSON object.
     *
     * @throws IOException when the body is cut, or no JSON
     */
    <E> Optional<Envelope<E>> read(InputStream body, ItemReader<E> items) throws IOException {
        try (JsonParser parser = json.parser(body)) {
            return read(parser, items);
        }
    }

    /** The same from a body that is in memory. */
    <E> Optional<Envelope<E>> read(byte[] body, ItemReader<E> items) throws IOException {
        try (JsonParser parser = json.parser(body)) {
            return read(parser, items);
        }
    }

    private <E> Optional<Envelope<E>> read(JsonParser parser, ItemReader<E> items)
            throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return Optional.empty();
        }
        Draft<E> draft = new Draft<>();
        readMembers(parser, draft, items);
        return parser.nextToken() == null ? Optional.of(draft.done()) : Optional.empty();
    }

    private <E> void readMembers(JsonParser parser, Draft<E> draft, ItemReader<E> items)
            throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "meta" -> readMeta(parser, draft);
                case "errors" -> readErrors(parser, draft);
                case "resources" -> readResources(parser, draft, items);
                case NESTED -> {
                    if (parser.currentToken() == JsonToken.START_OBJECT) {
                        readMembers(parser, draft, items);
                    } else {
                        parser.skipChildren();
                    }
                }
                default -> parser.skipChildren();
            }
        }
    }

    private <E> void readResources(JsonParser parser, Draft<E> draft, ItemReader<E> items)
            throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            if (parser.currentToken() != JsonToken.VALUE_NULL) {
                draft.unreadable++;
            }
            parser.skipChildren();
            return;
        }
        draft.listed = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            Optional<E> item = items.read(parser);
            item.ifPresentOrElse(draft.resources::add, () -> draft.unreadable++);
        }
    }

    private void readErrors(JsonParser parser, Draft<?> draft) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            readError(parser, draft);
            return;
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            readError(parser, draft);
        }
    }

    private void readError(JsonParser parser, Draft<?> draft) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            add(draft, 0, json.readText(parser), null);
            return;
        }
        long code = 0;
        String message = null;
        String id = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "code" -> code = number(parser).orElse(0);
                case "message" -> message = json.readText(parser);
                case "id" -> id = json.readText(parser);
                default -> parser.skipChildren();
            }
        }
        add(draft, Math.clamp(code, 0, Integer.MAX_VALUE), message, id);
    }

    private static void add(Draft<?> draft, int code, String message, String id) {
        if (draft.errors.size() < MOST_ERRORS) {
            draft.errors.add(
                    new ItemError(
                            code,
                            message == null ? "" : Texts.shown(message),
                            Optional.ofNullable(id)
                                    .filter(text -> !text.isBlank())
                                    .map(Texts::shown)));
        }
    }

    private void readMeta(JsonParser parser, Draft<?> draft) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "trace_id" ->
                        draft.traceId = Objects.requireNonNullElse(json.readText(parser), "");
                case "pagination" -> draft.paging = readPaging(parser);
                case "writes" -> draft.affected = readAffected(parser);
                default -> parser.skipChildren();
            }
        }
    }

    private OptionalLong readAffected(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return OptionalLong.empty();
        }
        OptionalLong affected = OptionalLong.empty();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals("resources_affected")) {
                affected = number(parser);
            } else {
                parser.skipChildren();
            }
        }
        return affected;
    }

    private Paging readPaging(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return Paging.NONE;
        }
        String offset = null;
        String next = null;
        String after = null;
        OptionalLong total = OptionalLong.empty();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case "offset" -> offset = json.readText(parser);
                case "next", "next_page" -> next = json.readText(parser);
                case "after" -> after = json.readText(parser);
                case "total" -> total = number(parser);
                default -> parser.skipChildren();
            }
        }
        return new Paging(
                Optional.ofNullable(offset),
                Optional.ofNullable(next),
                Optional.ofNullable(after),
                total);
    }

    /** A whole number that is not negative, also from text. */
    private OptionalLong number(JsonParser parser) throws IOException {
        String text = json.readText(parser);
        try {
            long value = text == null ? -1 : Long.parseLong(text.strip());
            return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
