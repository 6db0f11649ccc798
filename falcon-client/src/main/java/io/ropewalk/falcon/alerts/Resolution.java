package io.ropewalk.falcon.alerts;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The verdict on an alert. The console shows the ordinary tag of that name, and nothing replaces
 * it: to change a verdict the other two are removed (CrowdStrike/falcon-mcp#450).
 */
public enum Resolution {
    TRUE_POSITIVE("true_positive"),
    FALSE_POSITIVE("false_positive"),
    IGNORED("ignored");

    private final String tag;

    Resolution(String tag) {
        this.tag = tag;
    }

    /** The tag, which is also the word for it. */
    public String tag() {
        return tag;
    }

    /** The other two. */
    public List<Resolution> others() {
        return Arrays.stream(values()).filter(it -> it != this).toList();
    }

    /** The resolution of a word; empty for any other. */
    public static Optional<Resolution> of(String word) {
        return Arrays.stream(values()).filter(it -> it.tag.equals(word)).findFirst();
    }
}
