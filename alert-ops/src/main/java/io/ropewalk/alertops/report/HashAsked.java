package io.ropewalk.alertops.report;

import io.ropewalk.alertops.query.Arguments;
import io.ropewalk.alertops.query.DetectionCriteria;
import io.ropewalk.alertops.query.Parameter;
import io.ropewalk.alertops.query.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a summary of hashes is asked with.
 *
 * @param criteria which alerts
 * @param limit most hashes shown; the others are summed up
 */
public record HashAsked(DetectionCriteria criteria, int limit) {
    /** Most hashes shown. */
    public static final int MOST = 1_000;

    private static final int USUAL = 50;

    private static final Parameter LIMIT =
            Parameter.number(
                    "limit", 1, MOST, "Most hashes shown; the others are summed up.", USUAL);

    public HashAsked {
        Objects.requireNonNull(criteria, "criteria");
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit is 1 to " + MOST);
        }
    }

    /** All there are: those of /detections but for its order, and how many hashes are shown. */
    public static List<Parameter> parameters(Question<DetectionCriteria> detections) {
        List<Parameter> all = new ArrayList<>(detections.parameters());
        all.removeIf(it -> it.name().equals("sort"));
        all.add(LIMIT);
        return all;
    }

    /**
     * What a caller wrote, which may name other parameters, too.
     *
     * @throws io.ropewalk.alertops.work.Refused for what does not fit together
     */
    public static HashAsked read(Question<DetectionCriteria> detections, Arguments in) {
        return new HashAsked(detections.read(in), in.number(LIMIT).orElse(USUAL));
    }

    /**
     * The same, by name.
     *
     * @throws io.ropewalk.alertops.work.Refused for what is not taken
     */
    public static HashAsked read(
            Question<DetectionCriteria> detections, Map<String, List<String>> given) {
        return read(detections, Arguments.of(parameters(detections), given));
    }
}
