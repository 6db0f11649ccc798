package io.ropewalk.falcon.hosts;

/**
 * How far a containment has come, by a host's {@code status}. An action is accepted at once and
 * comes through when the host hears of it: at once where it is online, else when it returns.
 */
public enum Containment {
    /** Not contained. */
    NORMAL,
    /** To be contained. */
    PENDING,
    CONTAINED,
    /** To be let back. */
    LIFTING,
    /** The vendor says something else, or nothing. */
    UNKNOWN;

    /**
     * The state a host's {@code status} stands for. Sources spell the pending one {@code
     * containment_pending} and {@code contain_pending}.
     */
    public static Containment of(String status) {
        return switch (status) {
            case null -> UNKNOWN;
            case "normal" -> NORMAL;
            case "containment_pending", "contain_pending" -> PENDING;
            case "contained" -> CONTAINED;
            case "lift_containment_pending" -> LIFTING;
            default -> UNKNOWN;
        };
    }

    /** Whether it is on its way to another one. */
    public boolean pending() {
        return this == PENDING || this == LIFTING;
    }
}
