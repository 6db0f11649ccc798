package io.ropewalk.ioc.races;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** An indicator that asks for nothing, to see by that all before it is in the ledger. */
final class Marker {
    private static final int NUMBER = 999_999;

    private Marker() {}

    /** Sends one, and waits until it has come. */
    static void passes(SimulatedMirror rig) {
        Instant now = rig.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        rig.openCti()
                .put(
                        new Claim(
                                        NUMBER,
                                        now,
                                        "[file:name = 'marker']",
                                        List.of(),
                                        0,
                                        List.of(),
                                        Optional.empty(),
                                        false,
                                        List.of(),
                                        "")
                                .json());
        String seen =
                "SELECT COUNT(*) FROM ioc_indicator WHERE id = '%s' AND version >= %d"
                        .formatted(Claim.id(NUMBER), now.toEpochMilli());
        rig.eventually("the marker passes", () -> rig.number(seen) == 1);
    }
}
