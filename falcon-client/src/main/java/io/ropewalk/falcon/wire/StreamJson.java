package io.ropewalk.falcon.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ropewalk.falcon.streams.ListedStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads streams. The vendor writes their members in another style than everywhere else, so they are
 * bound by hand.
 */
final class StreamJson {

    static final String DATA_FEED_URL = "dataFeedURL";
    static final String SESSION_TOKEN = "sessionToken";
    static final String REFRESH_URL = "refreshActiveSessionURL";
    static final String REFRESH_INTERVAL = "refreshActiveSessionInterval";
    static final String TOKEN = "token";
    static final String EXPIRATION = "expiration";

    /** The members of a stream. */
    static final List<String> STREAM =
            List.of(DATA_FEED_URL, SESSION_TOKEN, REFRESH_URL, REFRESH_INTERVAL);

    /** The members of its session token. */
    static final List<String> SESSION = List.of(TOKEN, EXPIRATION);

    private final FalconJson json;

    StreamJson(FalconJson json) {
        this.json = Objects.requireNonNull(json, "json");
    }

    /** The stream the parser stands at; empty when there is no object. */
    Optional<ListedStream> read(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return Optional.empty();
        }
        Map<String, String> texts = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            switch (name) {
                case DATA_FEED_URL, REFRESH_URL, REFRESH_INTERVAL ->
                        texts.put(name, json.readText(parser));
                case SESSION_TOKEN -> readSession(parser, texts);
                default -> parser.skipChildren();
            }
        }
        return Optional.of(
                new ListedStream(
                        texts.get(DATA_FEED_URL),
                        texts.get(TOKEN),
                        texts.get(EXPIRATION),
                        texts.get(REFRESH_URL),
                        texts.get(REFRESH_INTERVAL)));
    }

    private void readSession(JsonParser parser, Map<String, String> texts) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            boolean isText = parser.nextToken() == JsonToken.VALUE_STRING;
            if (isText && SESSION.contains(name)) {
                // Not through the shared texts: a secret does not stay there.
                texts.put(name, parser.getText());
            } else {
                parser.skipChildren();
            }
        }
    }
}
