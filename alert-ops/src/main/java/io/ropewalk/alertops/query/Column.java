package io.ropewalk.alertops.query;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One member of a compact item.
 *
 * @param name ours, in camel case
 * @param paths where the vendor has it, members of members with dots; the first that is there
 */
public record Column(String name, List<String> paths) {
    /** Longer texts are cut, with an ellipsis at the end. */
    public static final int MOST_CHARACTERS = 1_000;

    private static final int MOST_VALUES = 50;

    public Column {
        paths = List.copyOf(paths);
    }

    static Column of(String name, String... paths) {
        return new Column(name, List.of(paths));
    }

    /** These columns of a record; what the record lacks is left out. */
    static Map<String, Object> compact(List<Column> columns, Map<String, Object> full) {
        Map<String, Object> compact = new LinkedHashMap<>();
        for (Column column : columns) {
            for (String path : column.paths()) {
                Object value = at(full, path);
                if (value != null) {
                    compact.put(column.name(), value);
                    break;
                }
            }
        }
        return compact;
    }

    private static Object at(Map<String, Object> record, String path) {
        List<Object> found = new ArrayList<>();
        boolean list = collect(record, List.of(path.split("\\.", -1)), found);
        if (found.isEmpty()) {
            return null;
        }
        return list ? found.stream().distinct().limit(MOST_VALUES).toList() : found.getFirst();
    }

    /** Whether a list was on the way. */
    private static boolean collect(Object value, List<String> path, List<Object> found) {
        boolean list = value instanceof List<?>;
        for (Object one : list ? (List<?>) value : List.of(value)) {
            if (one instanceof Map<?, ?> object && !path.isEmpty()) {
                Object inner = object.get(path.getFirst());
                if (inner != null) {
                    list |= collect(inner, path.subList(1, path.size()), found);
                }
            } else if (path.isEmpty() && !(one instanceof Map) && !one.equals("")) {
                found.add(one instanceof String text ? cut(text) : one);
            }
        }
        return list;
    }

    private static String cut(String text) {
        if (text.length() <= MOST_CHARACTERS) {
            return text;
        }
        boolean pair = Character.isHighSurrogate(text.charAt(MOST_CHARACTERS - 1));
        return text.substring(0, pair ? MOST_CHARACTERS - 1 : MOST_CHARACTERS) + "\u2026";
    }
}
