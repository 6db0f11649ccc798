package io.ropewalk.alertops.query;

import io.ropewalk.alertops.work.Refused;
import io.ropewalk.falcon.fql.Filter;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The filter of {@code GET /detections}, for who changes the alerts it finds: it has to narrow, and
 * to be bounded in time.
 */
public final class DetectionFilter {
    private DetectionFilter() {}

    /**
     * Reads criteria.
     *
     * @param given values by the names of the question's parameters, but for {@code sort}
     * @param at what days go back from
     * @throws Refused for a name or value that is not taken, for criteria that every alert meets,
     *     or every open one, and for those without a beginning in time
     */
    public static Filter read(Map<String, List<String>> given, Instant at) {
        Detections detections = new Detections(null);
        List<Parameter> allowed =
                detections.parameters().stream().filter(it -> !it.name().equals("sort")).toList();
        DetectionCriteria criteria = detections.read(Arguments.of(allowed, given));
        if (!criteria.narrows()) {
            throw Refused.badRequest(
                    "The criteria say only when, or what every open alert is; name what else the"
                            + " alerts have in common, such as a type, technique, host, tag or"
                            + " aggregateId.");
        }
        boolean bounded =
                criteria.window().days().isPresent() || criteria.window().from().isPresent();
        if (!bounded) {
            throw Refused.badRequest("The criteria have no beginning in time; name days, or from.");
        }
        try {
            return Detections.filter(criteria, at);
        } catch (IllegalArgumentException unwritable) {
            throw Refused.badRequest(unwritable.getMessage());
        }
    }
}
