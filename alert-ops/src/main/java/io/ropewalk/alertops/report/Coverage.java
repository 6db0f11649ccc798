package io.ropewalk.alertops.report;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What was read, of what there is. A report never says more than was read.
 *
 * @param examined alerts that were read
 * @param total alerts there are by the vendor's last word; empty where it did not say
 * @param complete whether that was all: the walk came to its end, the counts match, and every hash
 *     was counted
 * @param withHash alerts that carry a SHA-256 in any of the fields
 * @param byField alerts by the member that holds one
 * @param uncounted how often an alert carried a hash for which there was no counter left
 */
public record Coverage(
        long examined,
        OptionalLong total,
        boolean complete,
        long withHash,
        long withoutHash,
        Map<String, Long> byField,
        long uncounted) {
    public Coverage {
        Objects.requireNonNull(total, "total");
        Objects.requireNonNull(byField, "byField");
    }

    /** For a person: {@code 98,412 alerts read of 98,412; 3,120 carry a hash.} */
    public String sentence() {
        String read =
                total.isPresent()
                        ? number(examined) + " alerts read of " + number(total.getAsLong())
                        : number(examined) + " alerts read, of how many is not known";
        String crowded =
                uncounted == 0
                        ? ""
                        : " There were more different hashes than are counted (%s times)."
                                .formatted(number(uncounted));
        String end = complete ? "." : "; INCOMPLETE.";
        return read + "; " + number(withHash) + " carry a hash" + end + crowded;
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
