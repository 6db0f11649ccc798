package io.ropewalk.falcon.hosts;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An order of hosts.
 *
 * @param field one of {@link HostFields#known}
 * @param descending the greatest first
 */
public record HostSort(String field, boolean descending) {

    /** The order in which a walk can prove that no page came twice. */
    public static final HostSort BY_ID = new HostSort("device_id", false);

    private static final Pattern FORM =
            Pattern.compile("([a-z0-9_.-]+?)(?:[.|](asc|desc))?", Pattern.CASE_INSENSITIVE);

    public HostSort {
        if (!HostFields.known(field)) {
            throw new IllegalArgumentException("Hosts have no such field to sort by.");
        }
    }

    /**
     * The order of a text such as {@code hostname.asc}; {@code hostname|asc}, which other
     * collections of the vendor want, means the same. Empty for any other text.
     */
    public static Optional<HostSort> of(String text) {
        Matcher form = FORM.matcher(text.strip());
        return form.matches() && HostFields.known(form.group(1))
                ? Optional.of(
                        new HostSort(
                                form.group(1),
                                form.group(2) != null
                                        && form.group(2).toLowerCase(Locale.ROOT).equals("desc")))
                : Optional.empty();
    }

    /** As this collection wants it, with a dot. */
    public String text() {
        return field + (descending ? ".desc" : ".asc");
    }
}
