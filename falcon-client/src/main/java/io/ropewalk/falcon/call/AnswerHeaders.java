package io.ropewalk.falcon.call;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The headers of an answer, looked up without regard to case: the vendor's spelling varies. */
public final class AnswerHeaders {

    /** No headers at all. */
    public static final AnswerHeaders NONE = new AnswerHeaders(Map.of());

    private final Map<String, List<String>> values;

    private AnswerHeaders(Map<String, List<String>> values) {
        this.values = values;
    }

    /** These headers. */
    public static AnswerHeaders of(Map<String, List<String>> headers) {
        TreeMap<String, List<String>> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, list) -> sorted.put(name, List.copyOf(list)));
        return new AnswerHeaders(Collections.unmodifiableMap(sorted));
    }

    /** The first value of this header, without surrounding blanks; empty when blank or absent. */
    public Optional<String> first(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /** The names only: values may be anything. */
    @Override
    public String toString() {
        return "AnswerHeaders" + values.keySet();
    }
}
