package io.ropewalk.ioc.indicator;

import java.util.Arrays;
import java.util.Optional;

/** What Falcon does where it finds an IOC, weakest first. */
public enum Action {
    /** Turns protection off for it; never the outcome of a dispute between indicators. */
    ALLOW("allow"),
    NO_ACTION("no_action"),
    DETECT("detect"),
    PREVENT_NO_UI("prevent_no_ui"),
    PREVENT("prevent");

    private final String word;

    Action(String word) {
        this.word = word;
    }

    /** The vendor's word. */
    public String word() {
        return word;
    }

    /** The action of the vendor's word. */
    public static Optional<Action> named(String word) {
        return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst();
    }
}
