package io.ropewalk.simulator.graph;

import io.ropewalk.simulator.estate.Mix;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code prefix:device:object}. Any id of that form stands for a vertex. */
public record VertexId(String text, VertexType type, String device, String object) {
    private static final Pattern FORM =
            Pattern.compile("([a-z0-9]{1,8}):([0-9a-f]{32}):([A-Za-z0-9._-]{1,256})");
    private static final long OBJECTS = 1_000_000_000_000L;

    public static Optional<VertexId> parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        return VertexType.ofPrefix(form.group(1))
                .map(type -> new VertexId(text, type, form.group(2), form.group(3)));
    }

    static String process(String device, long hash) {
        return of(VertexType.PROCESS, device, hash);
    }

    /** The vertex of a type that a hash draws. */
    static String of(VertexType type, String device, long hash) {
        var number = Long.toString(Long.remainderUnsigned(hash, OBJECTS));
        var object =
                switch (type) {
                    case PROCESS, INDICATOR, CONTROL_GRAPH -> number;
                    case MODULE, QUARANTINED_FILE -> sha256(hash);
                    case DOMAIN -> "host-" + number + ".example.net";
                    case IPV4 -> "198.51.100." + Long.remainderUnsigned(hash, 254);
                    case IPV6 -> sha256(hash).substring(0, 32);
                    case USER -> "S-1-5-21-" + number;
                    case USER_SESSION -> "S-1-5-21-" + number + "-" + number.length();
                    case DEVICE -> device;
                };
        return type.prefix() + ":" + device + ":" + object;
    }

    public static String sha256(long hash) {
        var text = new StringBuilder(64);
        for (var i = 0; i < 4; i++) {
            text.append(HexFormat.of().toHexDigits(Mix.mix(hash, i)));
        }
        return text.toString();
    }

    long hash(long seed) {
        return Mix.mix(seed, Mix.of(text));
    }
}
