package io.ropewalk.inventory.questions;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A sensor version such as {@code 7.26.17905.0}. Compared by number, part by part: as text, 7.9
 * would be newer than 7.10. Missing parts count as zero.
 */
public record SensorVersion(List<Long> parts) implements Comparable<SensorVersion> {
    private static final Pattern FORM = Pattern.compile("\\d{1,9}(\\.\\d{1,9}){0,4}");

    public SensorVersion {
        parts = List.copyOf(parts);
    }

    /** Reads up to five numbers with dots between; anything else is no version. */
    public static Optional<SensorVersion> read(String text) {
        if (text == null || !FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        List<Long> parts = new ArrayList<>();
        for (String part : text.split("\\.", -1)) {
            parts.add(Long.valueOf(part));
        }
        return Optional.of(new SensorVersion(parts));
    }

    @Override
    public int compareTo(SensorVersion other) {
        for (int i = 0; i < Math.max(parts.size(), other.parts.size()); i++) {
            int order = Long.compare(part(i), other.part(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private long part(int i) {
        return i < parts.size() ? parts.get(i) : 0;
    }
}
