package io.ropewalk.alertops.mcp;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which pages may call. A page of a stranger reaches a service behind a firewall by way of the
 * browser that shows it, also under a name that the stranger lets point here; so a page of the same
 * host counts as ours only where nobody else can make up that host.
 */
public final class Origins {
    private static final Pattern ADDRESS =
            Pattern.compile("(localhost|\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+])(:\\d{1,5})?");

    private final Set<String> allowed;
    private final String own;

    /**
     * @param configured origins, as browsers send them
     * @param own the service's own address where it is known, or null
     */
    public Origins(List<String> configured, URI own) {
        this.allowed =
                configured.stream().map(Origins::normal).collect(Collectors.toUnmodifiableSet());
        this.own = own == null ? "" : normal(own.getScheme() + "://" + own.getAuthority());
    }

    /**
     * Whether a request may pass.
     *
     * @param origin header {@code Origin}, or null
     * @param host header {@code Host}, or null
     */
    public boolean allow(String origin, String host) {
        if (origin == null) {
            return true;
        }
        String page = normal(origin);
        if (allowed.contains(page) || (!own.isEmpty() && own.equals(page))) {
            return true;
        }
        String here = normal(Objects.requireNonNullElse(host, ""));
        return ADDRESS.matcher(here).matches()
                && (page.equals("http://" + here) || page.equals("https://" + here));
    }

    private static String normal(String origin) {
        String lower = origin.strip().toLowerCase(Locale.ROOT);
        return lower.endsWith("/") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
