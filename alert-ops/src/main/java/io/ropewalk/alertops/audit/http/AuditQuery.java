package io.ropewalk.alertops.audit.http;

import io.ropewalk.alertops.audit.Audit;
import io.ropewalk.alertops.work.Refused;
import jakarta.ws.rs.QueryParam;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** What lines of the audit are asked for. Texts, so that a wrong one is answered in words. */
public class AuditQuery {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final int MOST = 1_000;
    private static final List<String> NAMES =
            List.of("actor", "operation", "marker", "from", "to", "limit", "after");

    @Parameter(description = "Subject of the caller's token.", example = "ann")
    @QueryParam("actor")
    String actor;

    @Parameter(
            description = "An action's slug, or the name of a query.",
            example = "isolate_endpoints")
    @QueryParam("operation")
    String operation;

    @Parameter(description = "Names one request, as in comments and in the log.")
    @QueryParam("marker")
    String marker;

    @Parameter(
            description = "Not before this time, ISO-8601 with Z.",
            example = "2026-11-20T00:00:00Z")
    @QueryParam("from")
    String from;

    @Parameter(description = "Not after this time.", example = "2026-11-21T00:00:00Z")
    @QueryParam("to")
    String to;

    @Parameter(description = "Most lines, 1 to 1000; 100 by default. Of an export: all.")
    @QueryParam("limit")
    String limit;

    @Parameter(description = "The next of an earlier answer.")
    @QueryParam("after")
    String after;

    /**
     * Looks that nothing else is asked with: a name with a slip in it would leave all lines in.
     *
     * @throws Refused for a parameter that is none
     */
    static void check(Collection<String> names) {
        for (String name : names) {
            if (!NAMES.contains(name)) {
                throw Refused.badRequest(
                        "There is no parameter of this name; there are "
                                + String.join(", ", NAMES)
                                + ".");
            }
        }
    }

    /** How many are asked for at most. */
    int limit(int otherwise) {
        if (limit == null) {
            return otherwise;
        }
        int asked = limit.matches("[0-9]{1,4}") ? Integer.parseInt(limit) : 0;
        if (asked < 1 || asked > MOST) {
            throw Refused.badRequest("limit is a number from 1 to " + MOST + ".");
        }
        return asked;
    }

    /** Where the last page ended. */
    Optional<Long> before() {
        return Optional.ofNullable(after).map(AuditQuery::number);
    }

    Audit.Wanted wanted(String tenant, Optional<Long> before, int most) {
        Optional<Instant> begin = time("from", from);
        Optional<Instant> end = time("to", to);
        if (begin.isPresent() && end.isPresent() && end.get().isBefore(begin.get())) {
            throw Refused.badRequest("from is not after to.");
        }
        return new Audit.Wanted(
                tenant,
                Optional.ofNullable(actor),
                Optional.ofNullable(operation),
                Optional.ofNullable(marker),
                begin,
                end,
                before,
                most);
    }

    private static Optional<Instant> time(String name, String text) {
        try {
            return Optional.ofNullable(text).map(Instant::parse);
        } catch (DateTimeParseException e) {
            throw Refused.badRequest(name + " is a time such as 2026-11-20T08:00:00Z.");
        }
    }

    static String cursor(long number) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Long.toString(number).getBytes(StandardCharsets.US_ASCII));
    }

    private static long number(String cursor) {
        String text = text(cursor);
        if (!NUMBER.matcher(text).matches()) {
            throw Refused.badRequest("after must be the next of an earlier answer.");
        }
        return Long.parseLong(text);
    }

    private static String text(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException foreign) {
            return "";
        }
    }
}
