package io.ropewalk.inventory.run;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be synced. */
public enum Kind {
    HOSTS("hosts", true),
    GROUPS("groups", false),
    POLICIES("policies", false),
    VULNERABILITIES("vulnerabilities", false),
    APPLICATIONS("applications", false),
    USERS("users", false),
    LOGINS("logins", false);

    private final String word;
    private final boolean available;

    Kind(String word, boolean available) {
        this.word = word;
        this.available = available;
    }

    /** The name in requests, answers and configuration. */
    public String word() {
        return word;
    }

    /** Whether this version can do it. */
    public boolean available() {
        return available;
    }

    /** The kind of this name. */
    public static Optional<Kind> named(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    /** Names of the kinds this version can do. */
    public static List<String> availableWords() {
        return Arrays.stream(values()).filter(Kind::available).map(Kind::word).toList();
    }
}
