package io.ropewalk.inventory.assets;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What can be sent. */
public enum AssetKind {
    DEVICES("devices"),
    USERS("users");

    private final String word;

    AssetKind(String word) {
        this.word = word;
    }

    /** The name in configuration, answers and metrics. */
    public String word() {
        return word;
    }

    /** The kind of this name. */
    public static Optional<AssetKind> named(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    /** All names. */
    public static List<String> words() {
        return Arrays.stream(values()).map(AssetKind::word).toList();
    }
}
