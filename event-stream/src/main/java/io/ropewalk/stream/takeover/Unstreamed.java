package io.ropewalk.stream.takeover;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** Finds takeovers that would be of no use: of customers that are not streamed. */
public final class Unstreamed {
    private Unstreamed() {}

    /**
     * Those of the named that are not streamed, in order. A variable is read as a name with a dash
     * and as one with a dot: where one of the two is streamed, the other is no name.
     */
    public static Set<String> among(Set<String> named, Collection<String> streamed) {
        var known = new TreeSet<>(named);
        known.retainAll(Set.copyOf(streamed));
        var unknown = new TreeSet<>(named);
        unknown.removeIf(name -> known.stream().anyMatch(it -> form(it).equals(form(name))));
        return unknown;
    }

    private static String form(String name) {
        return name.replace('.', '-');
    }

    /** What is wrong with one, and what to do. */
    public static String message(String tenant) {
        return "ropewalk.stream.takeover.%s names a customer that is not streamed, so its file has no effect; correct the name, or add it to ropewalk.stream.tenants and to the tenants of auth-service."
                .formatted(tenant);
    }
}
