package io.ropewalk.simulator;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * Points on which sources about the real API disagree or are silent.
 *
 * @param unknownIds what entity calls do with ids that do not exist
 * @param unknownFilterField what a filter over a field that hosts do not have gives
 * @param expiredCursorStatus status for a cursor past its life
 * @param cursorLife life of scroll and page tokens; two minutes according to the vendor's SDK
 * @param regionHeader whether token answers carry X-Cs-Region. Off: a vendor SDK would follow it to
 *     the public cloud
 * @param regionUrls base URLs of other regions, for the Location of a redirect
 * @param graph alerts and their graph
 */
public record Choices(
        UnknownIds unknownIds,
        UnknownFilterField unknownFilterField,
        int expiredCursorStatus,
        Duration cursorLife,
        boolean regionHeader,
        Map<String, URI> regionUrls,
        GraphSpec graph) {

    /** Answer to ids that do not exist. */
    public enum UnknownIds {
        /** 404 with what was found in {@code resources}, as the vendor's sample code handles it. */
        PARTIAL_404,
        /** 200 without them. */
        DROP
    }

    /** Answer to a filter over an unknown field. */
    public enum UnknownFilterField {
        /** 200 and nothing found, as seen on policies. */
        EMPTY,
        /** 400. */
        REFUSE
    }

    public static final Choices DEFAULT =
            new Choices(
                    UnknownIds.PARTIAL_404,
                    UnknownFilterField.EMPTY,
                    404,
                    Duration.ofMinutes(2),
                    false,
                    Map.of(),
                    GraphSpec.DEFAULT);

    public Choices {
        if (expiredCursorStatus < 400 || expiredCursorStatus > 599) {
            throw new IllegalArgumentException("expiredCursorStatus must be an error status");
        }
        regionUrls = Map.copyOf(regionUrls);
    }

    public Choices withUnknownIds(UnknownIds value) {
        return new Choices(
                value,
                unknownFilterField,
                expiredCursorStatus,
                cursorLife,
                regionHeader,
                regionUrls,
                graph);
    }

    public Choices withRegionHeader(boolean value) {
        return new Choices(
                unknownIds,
                unknownFilterField,
                expiredCursorStatus,
                cursorLife,
                value,
                regionUrls,
                graph);
    }

    public Choices withRegionUrls(Map<String, URI> value) {
        return new Choices(
                unknownIds,
                unknownFilterField,
                expiredCursorStatus,
                cursorLife,
                regionHeader,
                value,
                graph);
    }

    public Choices withGraph(GraphSpec value) {
        return new Choices(
                unknownIds,
                unknownFilterField,
                expiredCursorStatus,
                cursorLife,
                regionHeader,
                regionUrls,
                value);
    }
}
