package io.ropewalk.alertops.work;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is wrong with a request, told by the names of its members, such as {@code ids[3]} or {@code
 * resources[0].name}, and never by their values, which may be secrets. What is absent breaks only
 * the rules that say so.
 */
public final class Rules {
    /** What holds a text that is not blank, for the API's document. */
    public static final String FILLED = "\\S";

    /** For a length or a number that has no upper limit of its own. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    private static final int NAMED = 5;

    private final String place;
    private final List<String> broken;

    private Rules(String place, List<String> broken) {
        this.place = place;
        this.broken = broken;
    }

    /** A request, or a part of one, that has rules. */
    public interface Ruled {
        void check(Rules rules);
    }

    /**
     * The request itself, when it keeps its rules.
     *
     * @throws Refused naming some of the members that break them, or because there is no body
     */
    public static <T extends Ruled> T checked(T request) {
        Rules rules = new Rules("", new ArrayList<>());
        if (request == null) {
            rules.say("the body", "must not be null");
        } else {
            request.check(rules);
        }
        if (!rules.broken.isEmpty()) {
            throw Refused.badRequest(
                    rules.broken.stream()
                            .sorted()
                            .limit(NAMED)
                            .collect(Collectors.joining("; ", "", ".")));
        }
        return request;
    }

    /** It is there. */
    public void needed(String name, Object value) {
        if (value == null) {
            say(name, "must not be null");
        }
    }

    /** It is there, holds more than blanks, and is not too long. */
    public void filled(String name, String text, int most) {
        if (text == null || text.isBlank()) {
            say(name, "must not be blank");
        }
        text(name, text, 0, most);
    }

    /** So many characters. */
    public void text(String name, String text, int least, int most) {
        if (text != null) {
            size(name, text.length(), least, most);
        }
    }

    /** Of this form. */
    public void form(String name, String text, Pattern form, String rule) {
        if (text != null && !form.matcher(text).matches()) {
            say(name, rule);
        }
    }

    /** Within these, both included. */
    public void number(String name, Number value, long least, long most) {
        if (value != null && value.longValue() < least) {
            say(name, "must be greater than or equal to " + least);
        }
        if (value != null && value.longValue() > most) {
            say(name, "must be less than or equal to " + most);
        }
    }

    /** So many characters or things. */
    public void size(String name, int size, int least, int most) {
        if (size < least || size > most) {
            say(name, "size must be between " + least + " and " + most);
        }
    }

    /** Not more than so many, each with rules of its own, by its place in the list. */
    public <T> void list(String name, List<T> values, int most, BiConsumer<String, T> rule) {
        if (values != null) {
            size(name, values.size(), 0, most);
            for (int i = 0; i < values.size(); i++) {
                rule.accept(name + "[" + i + "]", values.get(i));
            }
        }
    }

    /** Likewise, and at least one. */
    public <T> void some(String name, List<T> values, int most, BiConsumer<String, T> rule) {
        if (values == null || values.isEmpty()) {
            say(name, "must not be empty");
        }
        list(name, values, most, rule);
    }

    /** At least one id, none of them empty. */
    public void ids(String name, List<String> ids, int most, int longest) {
        some(
                name,
                ids,
                most,
                (at, id) -> {
                    needed(at, id);
                    text(at, id, 1, longest);
                });
    }

    /** Texts that are not blank. */
    public void words(String name, List<String> words, int most, int longest) {
        list(name, words, most, (at, word) -> filled(at, word, longest));
    }

    /** It is there, and keeps its own rules. */
    public void part(String name, Ruled part) {
        needed(name, part);
        if (part != null) {
            part.check(new Rules(place + name + ".", broken));
        }
    }

    private void say(String name, String rule) {
        broken.add(place + name + " " + rule);
    }
}
