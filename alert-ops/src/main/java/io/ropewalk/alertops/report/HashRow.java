package io.ropewalk.alertops.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One hash of a report. All but {@code elsewhere} and {@code byField} speak of the alerts in {@code
 * total}.
 *
 * @param sha256 in lower case
 * @param total alerts that carry it as what was found ({@code sha256}, {@code entities.sha256},
 *     {@code entity_values.sha256s}); one that carries it in several of them counts once
 * @param elsewhere alerts that carry it only among quarantined files or as the value of an
 *     indicator
 * @param byStatus alerts by the vendor's word, {@code none} where it has none
 * @param bySeverity alerts by the vendor's name for it, in lower case
 * @param byField alerts by the member that holds it; one alert may be in several
 * @param firstSeen creation of the oldest alert, to the nanosecond
 * @param lastSeen creation of the newest
 * @param names of alerts, a few, chosen by whoever raised them
 * @param filenames of the file, a few, chosen by an attacker
 */
public record HashRow(
        String sha256,
        long total,
        long elsewhere,
        Map<String, Long> byStatus,
        Map<String, Long> byProduct,
        Map<String, Long> bySeverity,
        Map<String, Long> byField,
        Map<String, Long> byTenant,
        Hosts hosts,
        Optional<Instant> firstSeen,
        Optional<Instant> lastSeen,
        List<String> names,
        List<String> filenames) {

    /**
     * How many different hosts.
     *
     * @param exact whether that is counted; otherwise it is estimated, within about 3 %
     */
    public record Hosts(long count, boolean exact) {}

    public HashRow {
        names = List.copyOf(names);
        filenames = List.copyOf(filenames);
    }
}
