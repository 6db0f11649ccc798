package io.ropewalk.inventory.shape;

import java.util.Locale;

/** The id of a sensor, in one spelling. */
public final class AgentId {
    private AgentId() {}

    /**
     * Lower case, and without the customer id that a Flight Control parent's listings put before it
     * ({@code <cid>_<aid>}, observed in Spotlight). Empty for null.
     */
    public static String of(String raw) {
        String id = raw == null ? "" : raw.strip().toLowerCase(Locale.ROOT);
        int joined = id.indexOf('_');
        return joined < 0 ? id : id.substring(joined + 1);
    }
}
