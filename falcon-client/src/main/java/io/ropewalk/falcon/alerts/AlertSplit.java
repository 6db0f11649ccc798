package io.ropewalk.falcon.alerts;

import io.ropewalk.falcon.FailureCategory;
import io.ropewalk.falcon.FalconFailure;
import io.ropewalk.falcon.alerts.AlertSweep.End;
import io.ropewalk.falcon.fql.Filter;
import io.ropewalk.falcon.fql.TextField;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads alerts that share one creation time, and are more than one window lists. Which products
 * there are nobody says: those seen are read one by one, and then what has none of them, until
 * nothing is left.
 */
final class AlertSplit {

    /** By these, one after the other, until a part fits a window. */
    private static final List<Dimension> DIMENSIONS =
            List.of(
                    new Dimension(AlertFields.PRODUCT, AlertRecord::product),
                    new Dimension(AlertFields.TYPE, AlertRecord::type),
                    new Dimension(AlertFields.SEVERITY_NAME, AlertRecord::severityName));

    private final Function<Filter, Part> reader;
    private final int window;

    private record Dimension(TextField field, Function<AlertRecord, String> value) {}

    /**
     * What a window holds.
     *
     * @param end why reading is over, if it is
     */
    record Part(List<AlertRecord> records, Optional<End> end) {}

    AlertSplit(Function<Filter, Part> reader, int window) {
        this.reader = reader;
        this.window = window;
    }

    Optional<End> read(Filter all) {
        return read(all, DIMENSIONS);
    }

    private Optional<End> read(Filter some, List<Dimension> left) {
        Part part = reader.apply(some);
        if (part.end.isPresent() || part.records.size() < window) {
            return part.end;
        }
        if (left.isEmpty()) {
            return Optional.of(tooMany());
        }
        Dimension dimension = left.getFirst();
        List<Dimension> further = left.subList(1, left.size());
        Set<String> known = new LinkedHashSet<>();
        Filter rest = some;
        while (part.records.size() >= window) {
            Set<String> fresh = values(part, dimension, known);
            if (fresh.isEmpty()) {
                return read(rest, further);
            }
            for (String value : fresh) {
                Optional<End> end = read(some.and(dimension.field.equalTo(value)), further);
                if (end.isPresent()) {
                    return end;
                }
                rest = rest.and(dimension.field.not(value));
            }
            known.addAll(fresh);
            part = reader.apply(rest);
            if (part.end.isPresent()) {
                return part.end;
            }
        }
        return Optional.empty();
    }

    private static Set<String> values(Part part, Dimension dimension, Set<String> known) {
        Set<String> fresh = new LinkedHashSet<>();
        part.records.stream()
                .map(dimension.value)
                .filter(it -> !it.isEmpty() && !known.contains(it))
                .forEach(fresh::add);
        return fresh;
    }

    private static End tooMany() {
        return new End.Incomplete(
                0,
                OptionalLong.empty(),
                FalconFailure.of(
                        FailureCategory.BAD_REQUEST,
                        "More alerts of one product, type and severity were created at one moment"
                                + " than Falcon lists."),
                "",
                false,
                false);
    }
}
