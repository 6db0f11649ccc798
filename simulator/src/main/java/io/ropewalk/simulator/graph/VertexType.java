package io.ropewalk.simulator.graph;

import java.util.Arrays;
import java.util.Optional;

/** Kinds of vertices that edges lead to here, a few of the vendor's 98. */
public enum VertexType {
    PROCESS("pid", "process", "processes"),
    MODULE("mod", "module", "modules"),
    DOMAIN("dns", "domain", "domains"),
    DEVICE("aid", "device", "devices"),
    USER("uid", "user", "users"),
    USER_SESSION("uses", "user_session", "user-sessions"),
    CONTROL_GRAPH("ctg", "control_graph", "control-graphs"),
    IPV4("ip4", "ipv4", "ipv4"),
    IPV6("ip6", "ipv6", "ipv6"),
    INDICATOR("ind", "indicator", "indicators"),
    QUARANTINED_FILE("qf", "quarantined_file", "quarantined-files");

    private static final String ANY = "any-vertex";

    private final String prefix;
    private final String singular;
    private final String plural;

    VertexType(String prefix, String singular, String plural) {
        this.prefix = prefix;
        this.singular = singular;
        this.plural = plural;
    }

    String prefix() {
        return prefix;
    }

    String singular() {
        return singular;
    }

    /** Whether a path may call it so: {@code processes}, {@code process}, {@code any-vertex}. */
    public boolean isCalled(String name) {
        return name.equals(ANY) || name.equals(singular) || name.equals(plural);
    }

    /** Whether a path with this name exists. */
    public static boolean isName(String name) {
        return Arrays.stream(values()).anyMatch(type -> type.isCalled(name));
    }

    static Optional<VertexType> ofPrefix(String prefix) {
        return Arrays.stream(values()).filter(type -> type.prefix.equals(prefix)).findFirst();
    }
}
