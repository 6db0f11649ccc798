package io.ropewalk.simulator.receiver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes down which assets were taken. */
final class AssetInbox {
    private static final int MAX_NEWEST = 10_000;
    private static final int MAX_ASSETS = 1_000_000;

    private final Map<String, Integer> devices = new HashMap<>();
    private final Map<String, Integer> users = new HashMap<>();
    private final Map<String, String> newest = new LinkedHashMap<>();
    private final Map<Integer, Long> statuses = new TreeMap<>();
    private long requests;
    private long accepted;
    private long refused;

    synchronized void take(List<JsonNode> assets) {
        for (var asset : assets) {
            accepted++;
            var uid = AssetShape.uid(asset);
            var counts = AssetShape.isDevice(asset) ? devices : users;
            if (counts.size() < MAX_ASSETS || counts.containsKey(uid)) {
                counts.merge(uid, 1, Integer::sum);
            }
            var key = asset.get("class_uid").asInt() + "/" + uid;
            if (newest.size() < MAX_NEWEST || newest.containsKey(key)) {
                newest.put(key, asset.toString());
            }
        }
    }

    synchronized void refuse(int count) {
        refused += count;
    }

    synchronized void answered(int status) {
        requests++;
        statuses.merge(status, 1L, Long::sum);
    }

    synchronized AssetsReceived snapshot() {
        return new AssetsReceived(
                requests,
                accepted,
                refused,
                Map.copyOf(devices),
                Map.copyOf(users),
                Map.copyOf(newest),
                Map.copyOf(statuses));
    }
}
