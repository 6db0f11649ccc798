package io.ropewalk.alertops.mcp;

import io.ropewalk.alertops.work.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** One argument of a tool: what its schema says, and what is taken. Both are the same. */
public sealed interface Argument {
    String name();

    String description();

    boolean required();

    /** JSON Schema 2020-12, without the description. */
    Map<String, Object> type();

    /**
     * The value as the tool uses it.
     *
     * @param raw never null
     * @throws Refused with a sentence that says what is right
     */
    Object read(Object raw);

    /** The same, without which the tool cannot be called. */
    default Argument must() {
        return new Required(this);
    }

    /** JSON Schema of the argument. */
    default Map<String, Object> schema() {
        Map<String, Object> all = new LinkedHashMap<>(type());
        all.put("description", description());
        return all;
    }

    /** One that must be given. */
    record Required(Argument of) implements Argument {
        @Override
        public String name() {
            return of.name();
        }

        @Override
        public String description() {
            return of.description();
        }

        @Override
        public boolean required() {
            return true;
        }

        @Override
        public Map<String, Object> type() {
            return of.type();
        }

        @Override
        public Object read(Object raw) {
            return of.read(raw);
        }
    }

    /** Free text. Nothing in it is ever taken as a part of a filter. */
    record Text(String name, String description, int longest) implements Argument {
        @Override
        public boolean required() {
            return false;
        }

        @Override
        public Map<String, Object> type() {
            return new LinkedHashMap<>(
                    Map.of("type", "string", "minLength", 1, "maxLength", longest));
        }

        @Override
        public Object read(Object raw) {
            if (!(raw instanceof String text) || text.isEmpty() || text.length() > longest) {
                throw wrong(name, "is a text of 1 to " + longest + " characters");
            }
            return text;
        }
    }

    /** Text of a shape, such as an id. */
    record Shaped(String name, String description, Pattern shape, String words)
            implements Argument {
        @Override
        public boolean required() {
            return false;
        }

        @Override
        public Map<String, Object> type() {
            return new LinkedHashMap<>(
                    Map.of("type", "string", "pattern", "^(" + shape.pattern() + ")$"));
        }

        @Override
        public Object read(Object raw) {
            if (!(raw instanceof String text) || !shape.matcher(text).matches()) {
                throw wrong(name, "is " + words);
            }
            return text;
        }
    }

    /** One word of a closed list. */
    record Choice(String name, String description, List<String> words) implements Argument {
        public Choice {
            words = List.copyOf(words);
        }

        @Override
        public boolean required() {
            return false;
        }

        @Override
        public Map<String, Object> type() {
            return new LinkedHashMap<>(Map.of("type", "string", "enum", words));
        }

        @Override
        public Object read(Object raw) {
            if (!(raw instanceof String text) || !words.contains(text)) {
                throw wrong(name, "is one of " + String.join(", ", words));
            }
            return text;
        }
    }

    /** A whole number. */
    record Whole(String name, String description, int least, int most) implements Argument {
        @Override
        public boolean required() {
            return false;
        }

        @Override
        public Map<String, Object> type() {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("type", "integer");
            all.put("minimum", least);
            all.put("maximum", most);
            return all;
        }

        @Override
        public Object read(Object raw) {
            if (!(raw instanceof Number number)
                    || number.doubleValue() != Math.rint(number.doubleValue())
                    || number.doubleValue() < least
                    || number.doubleValue() > most) {
                throw wrong(name, "is a whole number from " + least + " to " + most);
            }
            return number.intValue();
        }
    }

    /** Yes or no. */
    record Flag(String name, String description) implements Argument {
        @Override
        public boolean required() {
            return false;
        }

        @Override
        public Map<String, Object> type() {
            return new LinkedHashMap<>(Map.of("type", "boolean"));
        }

        @Override
        public Object read(Object raw) {
            if (raw instanceof Boolean) {
                return raw;
            }
            throw wrong(name, "is true or false");
        }
    }

    /** Several of another kind, none twice, in the order given; one may stand without a list. */
    record Several(Argument each, int most) implements Argument {
        @Override
        public String name() {
            return each.name();
        }

        @Override
        public String description() {
            return each.description();
        }

        @Override
        public boolean required() {
            return false;
        }

        @Override
        public Map<String, Object> type() {
            Map<String, Object> list = new LinkedHashMap<>();
            list.put("type", "array");
            list.put("items", each.type());
            list.put("minItems", 1);
            list.put("maxItems", most);
            return new LinkedHashMap<>(Map.of("anyOf", List.of(each.type(), list)));
        }

        @Override
        public Object read(Object raw) {
            List<?> list = raw instanceof List<?> several ? several : List.of(raw);
            if (list.isEmpty() || list.size() > most) {
                throw wrong(name(), "is a list of 1 to " + most);
            }
            List<Object> all = new ArrayList<>();
            for (Object one : list) {
                if (one == null) {
                    throw wrong(name(), "has no place for null");
                }
                all.add(each.read(one));
            }
            return List.copyOf(new LinkedHashSet<>(all));
        }
    }

    private static Refused wrong(String name, String words) {
        return Refused.badRequest(name + " " + words + ".");
    }
}
