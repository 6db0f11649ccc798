package io.ropewalk.simulator.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ropewalk.simulator.alert.AlertKind.HashAt;
import io.ropewalk.simulator.alert.AlertSeed.HostName;
import java.time.Instant;
import java.util.List;

/**
 * What never changes of a seeded alert, beyond what its id says.
 *
 * @param sha256 of what was found; of no meaning for kinds without a hash
 */
record AlertFacts(
        AlertKind kind, HostName host, String sha256, String aggregateId, Instant created) {

    /** Puts them into a record. */
    void onto(ObjectNode node) {
        node.put("product", kind.product()).put("type", kind.type());
        node.put("aggregate_id", aggregateId);
        for (var name : List.of("timestamp", "created_timestamp", "crawled_timestamp")) {
            node.put(name, created.toString());
        }
        if (kind.onHost()) {
            node.withObject("/device").put("hostname", host.hostname());
        }
        node.remove("sha256");
        node.remove("md5");
        switch (kind.hash()) {
            case TOP -> node.put("sha256", sha256).put("md5", sha256.substring(32));
            case QUARANTINE -> {
                node.put("sha256", sha256).put("md5", sha256.substring(32));
                node.putArray("quarantined_files")
                        .addObject()
                        .put("id", host.aid() + "_" + sha256)
                        .put("filename", "\\Device\\HarddiskVolume3\\Users\\Public\\setup.exe")
                        .put("sha256", sha256)
                        .put("state", "quarantined");
            }
            case IOC -> {
                node.put("ioc_type", "hash_sha256").put("ioc_value", sha256);
                node.putArray("ioc_values").add(sha256);
                node.putArray("ioc_context")
                        .addObject()
                        .put("sha256", sha256)
                        .put("type", "hash_sha256");
            }
            case ENTITIES -> {
                node.withObject("/entities").putArray("sha256").add(sha256);
                node.withObject("/entity_values").putArray("sha256s").add(sha256);
            }
            case NOWHERE -> {}
        }
    }

    /** Values of the fields a search looks at most; {@code null} for the others. */
    List<String> values(String field) {
        return switch (field) {
            case "product" -> List.of(kind.product());
            case "type" -> List.of(kind.type());
            case "aggregate_id" -> List.of(aggregateId);
            case "timestamp", "created_timestamp", "crawled_timestamp" ->
                    List.of(created.toString());
            case "device.hostname" -> kind.onHost() ? List.of(host.hostname()) : List.of();
            case "device.device_id", "agent_id" -> kind.onHost() ? List.of(host.aid()) : List.of();
            case "sha256" -> hash(HashAt.TOP, HashAt.QUARANTINE);
            case "entities.sha256", "entity_values.sha256s" ->
                    hash(HashAt.ENTITIES, HashAt.ENTITIES);
            case "quarantined_files.sha256" -> hash(HashAt.QUARANTINE, HashAt.QUARANTINE);
            case "ioc_value", "ioc_values" -> hash(HashAt.IOC, HashAt.IOC);
            default -> null;
        };
    }

    private List<String> hash(HashAt one, HashAt other) {
        return kind.hash() == one || kind.hash() == other ? List.of(sha256) : List.of();
    }
}
