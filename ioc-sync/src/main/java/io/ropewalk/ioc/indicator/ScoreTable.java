package io.ropewalk.ioc.indicator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a score means. */
public final class ScoreTable {
    /** OpenCTI's own choice for an indicator without one. */
    private static final int USUAL = 50;

    private static final int MOST = 100;

    private final List<Band> bands;

    /**
     * Scores from {@code least} on, up to the next band.
     *
     * @param action for hashes, instead of the one by type; on an address Falcon can only detect
     */
    public record Band(int least, Severity severity, Optional<Action> action) {}

    private ScoreTable(List<Band> bands) {
        this.bands = bands;
    }

    /**
     * A table as configured: entries {@code least:severity} or {@code least:severity:action}.
     *
     * @throws IllegalArgumentException with a sentence that says what is wrong
     */
    public static ScoreTable of(List<String> entries) {
        List<Band> bands = new ArrayList<>();
        for (String entry : entries) {
            String[] parts = entry.strip().split(":", -1);
            if (parts.length < 2 || parts.length > 3 || !parts[0].matches("\\d{1,3}")) {
                throw wrong(entry);
            }
            Band band =
                    new Band(
                            Integer.parseInt(parts[0]),
                            Severity.named(parts[1]).orElseThrow(() -> wrong(entry)),
                            parts.length == 2
                                    ? Optional.empty()
                                    : Optional.of(
                                            Action.named(parts[2])
                                                    .orElseThrow(() -> wrong(entry))));
            if (band.least > MOST || bands.stream().anyMatch(it -> it.least == band.least)) {
                throw wrong(entry);
            }
            bands.add(band);
        }
        if (bands.isEmpty()) {
            throw new IllegalArgumentException("the table of scores is empty");
        }
        bands.sort(Comparator.comparingInt(Band::least).reversed());
        return new ScoreTable(List.copyOf(bands));
    }

    /** The band of a score; empty below the lowest. */
    public Optional<Band> of(OptionalInt score) {
        int it = score.orElse(USUAL);
        return bands.stream().filter(band -> it >= band.least).findFirst();
    }

    /** Highest first. */
    public List<Band> bands() {
        return bands;
    }

    private static IllegalArgumentException wrong(String entry) {
        return new IllegalArgumentException(
                "%s is no line of a table of scores; write 80:critical or 80:critical:prevent, each score from 0 to 100 once"
                        .formatted(entry));
    }
}
