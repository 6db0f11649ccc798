package io.ropewalk.alertops.mcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Makes records small enough for an assistant: long texts are cut, long lists are shortened. */
public final class Fit {
    private static final String CUT = "...";
    private static final int SHORTEST = 16;

    /** How much shorter texts become, and how long lists may be. */
    private record Step(int shorter, int list) {}

    private static final List<Step> STEPS =
            List.of(new Step(1, 50), new Step(3, 10), new Step(8, 3));

    private final int maxBytes;
    private final int maxText;
    private final ToIntFunction<Object> size;

    /**
     * What fitted.
     *
     * @param items the first ones of those that were to fit, in their order
     * @param cut whether anything is missing in them or after them
     */
    public record Fitted(List<Map<String, Object>> items, boolean cut) {
        public Fitted {
            items = List.copyOf(items);
        }
    }

    /**
     * @param maxBytes for all items together
     * @param maxText longest text, in characters
     * @param size bytes that something takes in an answer
     */
    public Fit(int maxBytes, int maxText, ToIntFunction<Object> size) {
        this.maxBytes = maxBytes;
        this.maxText = maxText;
        this.size = size;
    }

    /** As many of them as fit with only the longest texts cut; at least one. */
    public Fitted first(List<Map<String, Object>> items) {
        Fitted fitted = cut(items, STEPS.getFirst(), false);
        return fitted.items().isEmpty() && !items.isEmpty() ? all(items.subList(0, 1)) : fitted;
    }

    /**
     * All of them, each as short as it takes, in the end by its ids alone. Those that do not even
     * fit by their ids are left out.
     */
    public Fitted all(List<Map<String, Object>> items) {
        for (Step step : STEPS) {
            Fitted fitted = cut(items, step, false);
            if (fitted.items().size() == items.size()) {
                return fitted;
            }
        }
        return new Fitted(cut(items, STEPS.getLast(), true).items(), true);
    }

    private Fitted cut(List<Map<String, Object>> items, Step step, boolean idsOnly) {
        var knife = new Knife(Math.max(SHORTEST, maxText / step.shorter()), step.list());
        List<Map<String, Object>> fitted = new ArrayList<>();
        int left = maxBytes;
        for (Map<String, Object> item : items) {
            Map<String, Object> record = knife.map(idsOnly ? ids(item) : item);
            left -= size.applyAsInt(record);
            if (left < 0) {
                return new Fitted(fitted, true);
            }
            fitted.add(record);
        }
        return new Fitted(fitted, knife.used);
    }

    private static Map<String, Object> ids(Map<String, Object> item) {
        Map<String, Object> ids = new LinkedHashMap<>();
        item.forEach((name, value) -> {
            boolean id = name.equals("id") || name.endsWith("_id") || name.endsWith("Id");
            if (id && value instanceof String) {
                ids.put(name, value);
            }
        });
        return ids;
    }

    /** Cuts, and remembers that it did. */
    private static final class Knife {
        private final int text;
        private final int list;
        private boolean used;

        Knife(int text, int list) {
            this.text = text;
            this.list = list;
        }

        Map<String, Object> map(Map<?, ?> from) {
            Map<String, Object> to = new LinkedHashMap<>();
            from.forEach((name, value) -> to.put(String.valueOf(name), value(value)));
            return to;
        }

        private Object value(Object from) {
            return switch (from) {
                case String it -> text(it);
                case Map<?, ?> it -> map(it);
                case List<?> it -> list(it);
                case null, default -> from;
            };
        }

        private String text(String from) {
            if (from.length() <= text) {
                return from;
            }
            used = true;
            int end = Character.isHighSurrogate(from.charAt(text - 1)) ? text - 1 : text;
            return from.substring(0, end) + CUT;
        }

        private List<Object> list(List<?> from) {
            used |= from.size() > list;
            List<Object> to = new ArrayList<>();
            from.stream().limit(list).forEach(it -> to.add(value(it)));
            return to;
        }
    }
}
