package io.ropewalk.simulator.graph;

import io.ropewalk.simulator.estate.Mix;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An alert a customer can have. Any id of the right form stands for one.
 *
 * @param text the composite id, {@code <cid>:<...>}, or a legacy {@code ldt:<aid>:<n>}
 * @param cid the customer
 * @param aid the host; empty for alerts that are not about one
 */
public record AlertId(String text, String cid, Optional<String> aid) {
    private static final int MAX_LENGTH = 400;
    private static final Pattern REST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9:|._-]*");
    private static final Pattern ENDPOINT = Pattern.compile("ind:([0-9a-f]{32}):[0-9].*-.*");
    private static final Pattern LEGACY = Pattern.compile("ldt:([0-9a-f]{32}):[0-9]{1,20}");

    /** The id if it is one of this customer. */
    public static Optional<AlertId> composite(String text, String cid) {
        var prefix = cid + ":";
        if (text.length() > MAX_LENGTH || !text.startsWith(prefix)) {
            return Optional.empty();
        }
        var rest = text.substring(prefix.length());
        if (!REST.matcher(rest).matches()) {
            return Optional.empty();
        }
        var endpoint = ENDPOINT.matcher(rest);
        var aid =
                endpoint.matches() && !endpoint.group(1).equals(cid)
                        ? Optional.of(endpoint.group(1))
                        : Optional.<String>empty();
        return Optional.of(new AlertId(text, cid, aid));
    }

    /** The id of a detection of before 2025-09-30. */
    public static Optional<AlertId> legacy(String text, String cid) {
        var legacy = LEGACY.matcher(text);
        return legacy.matches()
                ? Optional.of(new AlertId(text, cid, Optional.of(legacy.group(1))))
                : Optional.empty();
    }

    /** Everything about the alert follows from this. */
    long hash(long seed) {
        return Mix.mix(seed ^ Mix.of(cid), Mix.of(text));
    }

    public boolean isHidden(long seed, double share) {
        return (Mix.mix(hash(seed), 7) >>> 11) * 0x1.0p-53 < share;
    }

    /** {@code pid:<aid>:<n>} of the process that triggered it; none for alerts without a host. */
    public Optional<String> processGraphId(long seed) {
        return aid.map(host -> VertexId.process(host, hash(seed)));
    }

    Optional<String> parentGraphId(long seed) {
        return aid.map(host -> VertexId.process(host, Mix.mix(hash(seed))));
    }
}
