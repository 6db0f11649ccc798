package io.ropewalk.inventory.assets;

import java.util.Optional;

/**
 * One asset on its way, and what becomes of its row.
 *
 * @param outcome what it counts as when it is accepted
 * @param whenRefused empty where a refusal leaves the row as it is
 */
record Parcel(
        AssetEvent event,
        Tally.Outcome outcome,
        Change whenAccepted,
        Optional<Change> whenRefused) {}
