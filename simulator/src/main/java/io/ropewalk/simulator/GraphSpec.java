package io.ropewalk.simulator;

import java.util.Set;

/**
 * What alerts and their graph hold beyond what follows from the seed.
 *
 * @param absentAlerts composite ids that do not exist
 * @param hiddenShare share of the alerts that are not shown in the console
 * @param heavyAlerts composite ids whose triggering process has {@code heavyVertices} children
 * @param heavyVertices number of those
 * @param verticesV1Gone whether version 1 of the vertex call answers 410
 * @param legacyDetects whether the detection summaries still answer; their API ended on 2025-09-30
 */
public record GraphSpec(
        Set<String> absentAlerts,
        double hiddenShare,
        Set<String> heavyAlerts,
        int heavyVertices,
        boolean verticesV1Gone,
        boolean legacyDetects) {

    public static final GraphSpec DEFAULT =
            new GraphSpec(Set.of(), 0, Set.of(), 10_000, false, false);

    public GraphSpec {
        absentAlerts = Set.copyOf(absentAlerts);
        heavyAlerts = Set.copyOf(heavyAlerts);
        if (!(hiddenShare >= 0 && hiddenShare <= 1)) {
            throw new IllegalArgumentException("hiddenShare must lie between 0 and 1");
        }
        if (heavyVertices < 0 || heavyVertices > 1_000_000 || heavyAlerts.size() > 1000) {
            throw new IllegalArgumentException(
                    "heavyVertices must lie between 0 and 1000000, heavyAlerts at most 1000");
        }
    }

    public GraphSpec withAbsentAlerts(Set<String> value) {
        return new GraphSpec(
                value, hiddenShare, heavyAlerts, heavyVertices, verticesV1Gone, legacyDetects);
    }

    public GraphSpec withHiddenShare(double value) {
        return new GraphSpec(
                absentAlerts, value, heavyAlerts, heavyVertices, verticesV1Gone, legacyDetects);
    }

    public GraphSpec withHeavyAlerts(Set<String> value, int vertices) {
        return new GraphSpec(
                absentAlerts, hiddenShare, value, vertices, verticesV1Gone, legacyDetects);
    }

    public GraphSpec withVerticesV1Gone(boolean value) {
        return new GraphSpec(
                absentAlerts, hiddenShare, heavyAlerts, heavyVertices, value, legacyDetects);
    }

    public GraphSpec withLegacyDetects(boolean value) {
        return new GraphSpec(
                absentAlerts, hiddenShare, heavyAlerts, heavyVertices, verticesV1Gone, value);
    }
}
