package io.ropewalk.alertops.page;

import java.util.Locale;
import java.util.Set;

/**
 * Whether a request that carries no token of its own may change something. A browser adds the
 * cookie of a session, and reaches a service on loopback, also for the page of a stranger; so a
 * write without {@code Authorization} has to come from our page: from the same origin, and with a
 * header that no other origin can send without being allowed to.
 */
public final class Crossing {
    /** What our page sends with every request, with any value. */
    public static final String HEADER = "X-Ropewalk-Page";

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private Crossing() {}

    /**
     * What the browser says.
     *
     * @param method of the request
     * @param token whether it carries {@code Authorization}
     * @param session whether it carries the cookie of a session
     * @param marked whether it carries {@link #HEADER}
     * @param origin header {@code Origin}, or null
     * @param host to whom the request was sent, with the port where it has one, or null
     */
    public record Request(
            String method,
            boolean token,
            boolean session,
            boolean marked,
            String origin,
            String host) {}

    /** Whether it may pass. Whom it comes from, and what they may do, is asked elsewhere. */
    public static boolean allows(Request request) {
        if (READS.contains(request.method()) || request.token()) {
            return true;
        }
        boolean same = isSame(request.origin(), request.host());
        if (request.session()) {
            return request.marked() && same;
        }
        // Programs send no origin.
        return request.origin() == null || same;
    }

    private static boolean isSame(String origin, String host) {
        if (origin == null || host == null) {
            return false;
        }
        String page = origin.toLowerCase(Locale.ROOT);
        String here = host.toLowerCase(Locale.ROOT);
        // Whether TLS ends here or before us is not known; the host and the port are.
        return page.equals("https://" + here) || page.equals("http://" + here);
    }
}
