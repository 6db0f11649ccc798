package io.ropewalk.falcon.detects;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One detection of the API that came before alerts ({@code domain.APIDetectionDocument}), as far as
 * it is used here.
 *
 * @param detectionId {@code ldt:<agent>:<number>}
 */
public record Detection(String detectionId, List<Behavior> behaviors) {

    public Detection {
        Objects.requireNonNull(detectionId, "detectionId");
        behaviors =
                behaviors == null
                        ? List.of()
                        : behaviors.stream().filter(Objects::nonNull).toList();
    }

    /** Where its graph starts: the vertices of each behavior's process and of its parent. */
    public List<String> graphIds() {
        return behaviors.stream()
                .flatMap(Detection::graphIds)
                .filter(graphId -> !graphId.isBlank())
                .distinct()
                .toList();
    }

    private static Stream<String> graphIds(Behavior behavior) {
        Optional<String> parent =
                Optional.ofNullable(behavior.parentDetails())
                        .map(BehaviorParent::parentProcessGraphId);
        return Stream.concat(
                Stream.ofNullable(behavior.triggeringProcessGraphId()), parent.stream());
    }

    /** Which detection it is; the rest is the customer's secret. */
    @Override
    public String toString() {
        return "Detection[detectionId=" + detectionId + "]";
    }
}
