package io.ropewalk.falcon.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.io.Serial;

/**
 * Text from whatever scalar the vendor sends: numbers and booleans stand where text is declared. An
 * object or a list in its place counts as absent.
 *
 * <p>Short texts repeat from host to host (versions, platforms, policy ids), so each is kept once:
 * a page of thousands of hosts then takes a fraction of the memory. The table is of fixed size, a
 * newer text takes the place of an older one; threads may race on a slot, which costs at most a
 * second copy.
 */
final class LenientText extends StdScalarDeserializer<String> {

    @Serial private static final long serialVersionUID = 1L;

    private static final int SLOTS = 1 << 13;
    private static final int LONGEST_SHARED = 64;

    private final transient String[] shared = new String[SLOTS];

    LenientText() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
            throws IOException {
        return read(parser);
    }

    /** Reads the value the parser stands at; {@code null} where it is none. */
    String read(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_STRING) {
            return text(parser);
        }
        if (token.isScalarValue()) {
            return token == JsonToken.VALUE_NULL ? null : parser.getText();
        }
        parser.skipChildren();
        return null;
    }

    private String text(JsonParser parser) throws IOException {
        int length = parser.getTextLength();
        if (length == 0 || length > LONGEST_SHARED) {
            return parser.getText();
        }
        char[] chars = parser.getTextCharacters();
        int offset = parser.getTextOffset();
        int hash = 0;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + chars[offset + i];
        }
        int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
        String known = shared[slot];
        if (known != null && same(known, chars, offset, length)) {
            return known;
        }
        String fresh = new String(chars, offset, length);
        shared[slot] = fresh;
        return fresh;
    }

    private static boolean same(String known, char[] chars, int offset, int length) {
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != chars[offset + i]) {
                return false;
            }
        }
        return true;
    }
}
