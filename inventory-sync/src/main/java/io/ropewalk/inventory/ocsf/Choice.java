package io.ropewalk.inventory.ocsf;

import java.util.List;
import java.util.Locale;

/**
 * A value of an OCSF enumeration and the words that lead to it.
 *
 * @param caption as it stands beside the id
 */
record Choice(long id, String caption, List<String> words) {

    static Choice of(long id, String caption, String... words) {
        return new Choice(id, caption, List.of(words));
    }

    /** The first choice one of whose words stands anywhere in the text, else the other one. */
    static Choice in(String text, List<Choice> choices, Choice otherwise) {
        String lower = text == null ? "" : text.toLowerCase(Locale.ROOT);
        for (Choice choice : choices) {
            if (choice.words().stream().anyMatch(lower::contains)) {
                return choice;
            }
        }
        return otherwise;
    }

    /** Writes id and caption. */
    void put(JsonObject to, String name) {
        to.put(name + "_id", id).put(name, caption);
    }
}
