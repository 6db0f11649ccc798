package io.ropewalk.stream.takeover;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** Finds takeovers that would be of no use: of customers that are not streamed. */
public final class Unstreamed {
    private Unstreamed() {}

    /** Those of the named that are not streamed, in order. */
    public static Set<String> among(Set<String> named, Collection<String> streamed) {
        var unknown = new TreeSet<>(named);
        unknown.removeAll(Set.copyOf(streamed));
        return unknown;
    }

    /** What is wrong with one, and what to do. */
    public static String message(String tenant) {
        return "ropewalk.stream.takeover.%s names a customer that is not streamed, so its file has no effect; correct the name, or add it to ropewalk.stream.tenants and to the tenants of auth-service."
                .formatted(tenant);
    }
}
