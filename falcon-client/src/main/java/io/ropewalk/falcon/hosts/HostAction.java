package io.ropewalk.falcon.hosts;

import java.util.Arrays;
import java.util.Optional;

/** What can be done to hosts. Deleting for good is not among them, nor is anything by filter. */
public enum HostAction {
    /** Cuts the host off the network; it stays in reach of the vendor's cloud. */
    CONTAIN("contain"),
    /** Lets it back; perhaps an attacker, too. */
    LIFT_CONTAINMENT("lift_containment"),
    /** Takes it out of the console; the vendor calls that deleting: no more alerts of it. */
    HIDE_HOST("hide_host"),
    UNHIDE_HOST("unhide_host"),
    DETECTION_SUPPRESS("detection_suppress"),
    DETECTION_UNSUPPRESS("detection_unsuppress"),
    LIFT_FILESYSTEM_CONTAINMENT_ALL("lift_filesystem_containment_all");

    private final String word;

    HostAction(String word) {
        this.word = word;
    }

    /** As the vendor writes it. */
    public String word() {
        return word;
    }

    /** The action of a word; empty for any other. */
    public static Optional<HostAction> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word.equals(word)).findFirst();
    }
}
