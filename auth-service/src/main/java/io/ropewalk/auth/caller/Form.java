package io.ropewalk.auth.caller;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A body of {@code application/x-www-form-urlencoded}, read as RFC 6749 3.2 wants it: a parameter
 * may not come twice, one without a value counts as left out. Its text shows names only.
 */
public final class Form {
    private static final int MOST_PARAMETERS = 32;

    private final Map<String, String> values;

    private Form(Map<String, String> values) {
        this.values = values;
    }

    /** The body cannot be taken; the message says why and quotes no value. */
    public static final class MalformedFormException extends Exception {
        private static final long serialVersionUID = 1L;

        public MalformedFormException(String message) {
            super(message);
        }
    }

    /** Reads a body. */
    public static Form parse(String body) throws MalformedFormException {
        Map<String, String> values = new HashMap<>();
        if (body.isEmpty()) {
            return new Form(values);
        }
        String[] pairs = body.split("&", MOST_PARAMETERS + 1);
        if (pairs.length > MOST_PARAMETERS) {
            throw new MalformedFormException("The form has too many parameters.");
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            if (!name.isEmpty() && values.put(name, value) != null) {
                throw new MalformedFormException("A parameter is repeated.");
            }
        }
        values.values().removeIf(String::isEmpty);
        return new Form(values);
    }

    /** The value of a parameter. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    static String decode(String text) throws MalformedFormException {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw new MalformedFormException("The form is not URL-encoded.");
        }
    }

    @Override
    public String toString() {
        return "Form" + values.keySet();
    }
}
