package io.ropewalk.simulator.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request as it arrived. Header names are lower case; of a repeated header the first value
 * counts.
 *
 * @param path without the query, percent-decoded
 * @param query as sent, possibly empty
 * @param content the body as it came, without its transfer coding
 */
// A copy for each request would cost more than reading it; nobody compares requests.
@SuppressWarnings("ArrayRecordComponent")
public record HttpRequest(
        String method,
        String path,
        String query,
        Map<String, String> headers,
        byte[] content,
        String remoteAddress) {

    /** The body read as UTF-8. */
    public String body() {
        return new String(content, StandardCharsets.UTF_8);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The media type without its parameters, lower case; empty when there is none. */
    public String mediaType() {
        var value = header("content-type").orElse("");
        var end = value.indexOf(';');
        return (end < 0 ? value : value.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    public Map<String, List<String>> queryParameters() {
        return pairs(query);
    }

    public Map<String, List<String>> formParameters() {
        return pairs(body());
    }

    /**
     * Names and values of {@code a=1&a=2&b=3}, in order.
     *
     * @throws HttpFormatException for a broken percent escape
     */
    private static Map<String, List<String>> pairs(String encoded) {
        if (encoded.isEmpty()) {
            return Map.of();
        }
        var pairs = new LinkedHashMap<String, List<String>>();
        var start = 0;
        while (start <= encoded.length()) {
            var end = encoded.indexOf('&', start);
            end = end < 0 ? encoded.length() : end;
            if (end > start) {
                var pair = encoded.substring(start, end);
                var equals = pair.indexOf('=');
                var name = decode(equals < 0 ? pair : pair.substring(0, equals));
                var value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                pairs.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
            }
            start = end + 1;
        }
        return pairs;
    }

    static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new HttpFormatException("broken percent escape", e);
        }
    }
}
