package io.ropewalk.local;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * What the first full pass came to.
 *
 * @param hostsInGraph counted in the graph
 * @param eventsDelivered counted where they went to, each once
 * @param iocsMirrored counted in Falcon; 0 with the real cloud, where nothing is mirrored
 * @param alertsClosed counted in Falcon; 0 with the real cloud, where none is closed
 * @param took from the start of the first program to the end of the pass; building is not in it
 */
record Summary(
        long hostsInGraph,
        long eventsDelivered,
        long iocsMirrored,
        long alertsClosed,
        Duration took) {

    /** One line of JSON. */
    String json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("hostsInGraph", hostsInGraph)
                .put("eventsDelivered", eventsDelivered)
                .put("iocsMirrored", iocsMirrored)
                .put("alertsClosed", alertsClosed)
                .put("seconds", seconds())
                .toString();
    }

    BigDecimal seconds() {
        return BigDecimal.valueOf(took.toMillis(), 3).setScale(1, RoundingMode.HALF_UP);
    }
}
