package io.ropewalk.inventory.run;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be synced. */
public enum Kind {
    HOSTS("hosts"),
    GROUPS("groups"),
    POLICIES("policies"),
    VULNERABILITIES("vulnerabilities"),
    APPLICATIONS("applications"),
    USERS("users"),
    LOGINS("logins");

    private final String word;

    Kind(String word) {
        this.word = word;
    }

    /** The name in requests, answers and configuration. */
    public String word() {
        return word;
    }

    /** The kind of this name. */
    public static Optional<Kind> named(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    /** The names of all kinds. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Kind::word).toList();
    }
}
