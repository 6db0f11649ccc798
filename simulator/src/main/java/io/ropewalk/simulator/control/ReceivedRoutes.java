package io.ropewalk.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ropewalk.simulator.control.StrictObject.BadControl;
import io.ropewalk.simulator.http.HttpRequest;
import io.ropewalk.simulator.receiver.Received;
import io.ropewalk.simulator.receiver.Received.Range;
import io.ropewalk.simulator.receiver.Receivers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What receivers have taken, at {@code /_sim/received/{receiver}}. */
final class ReceivedRoutes {
    private static final String PREFIX = "/_sim/received/";
    private static final int MAX_ITEMS = 1000;

    private final Receivers receivers;
    private final JsonMapper mapper = new JsonMapper();

    ReceivedRoutes(Receivers receivers) {
        this.receivers = receivers;
    }

    /** The path with the name of a receiver replaced by its place holder. */
    static String template(String path) {
        return path.startsWith(PREFIX) ? PREFIX + "{receiver}" : path;
    }

    JsonNode get(HttpRequest request) {
        if (isAssets(request)) {
            return assets(request);
        }
        var name = name(request);
        var root = summary(receivers.received(name));
        if (request.queryParameters().containsKey("items")) {
            var items = root.putArray("items");
            for (var event : receivers.newest(name, items(request))) {
                items.add(new String(event, StandardCharsets.UTF_8));
            }
        }
        return root;
    }

    private static boolean isAssets(HttpRequest request) {
        return request.path().equals(PREFIX + Receivers.ASSETS);
    }

    private JsonNode assets(HttpRequest request) {
        var received = receivers.assets();
        var root = mapper.createObjectNode();
        root.put("receiver", Receivers.ASSETS).put("requests", received.requests());
        root.put("accepted", received.accepted()).put("refused", received.refused());
        root.put("devices", received.devices().size()).put("users", received.users().size());
        var statuses = root.putObject("statuses");
        received.statuses().forEach((status, count) -> statuses.put(status.toString(), count));
        if (request.queryParameters().containsKey("items")) {
            var items = root.putArray("items");
            received.newest().values().stream().limit(items(request)).forEach(items::add);
        }
        return root;
    }

    JsonNode forget(HttpRequest request) {
        if (isAssets(request)) {
            receivers.forget(Receivers.ASSETS);
            return assets(request);
        }
        var name = name(request);
        receivers.forget(name);
        return summary(receivers.received(name));
    }

    private static String name(HttpRequest request) {
        var name = request.path().substring(PREFIX.length());
        if (!Receivers.isName(name)) {
            throw new BadControl(
                    "unknown receiver; valid: sekoia, sekoia-assets, http, http/<name>");
        }
        return name;
    }

    private static int items(HttpRequest request) {
        var text = request.queryParameters().get("items").getFirst();
        try {
            var count = Integer.parseInt(text);
            if (count >= 0 && count <= MAX_ITEMS) {
                return count;
            }
        } catch (NumberFormatException e) {
            throw new BadControl("'items' must be a whole number");
        }
        throw new BadControl("'items' must lie between 0 and " + MAX_ITEMS);
    }

    private ObjectNode summary(Received received) {
        var root = mapper.createObjectNode();
        root.put("receiver", received.receiver());
        root.put("requests", received.requests()).put("bytes", received.bytes());
        root.put("events", received.events()).put("unique", received.unique());
        root.put("duplicates", received.duplicates()).put("outOfOrder", received.outOfOrder());
        root.put("corrupted", received.corrupted()).put("unknown", received.unknown());
        root.put("unverified", received.unverified()).put("untracked", received.untracked());
        root.put("refused", received.refused()).put("repeatedBatches", received.repeatedBatches());
        counts(root, "types", received.types());
        var statuses = root.putObject("statuses");
        received.statuses().forEach((status, count) -> statuses.put(status.toString(), count));
        counts(root, "vertices", received.vertices());
        var partitions = root.putArray("partitions");
        received.partitions().forEach(partition -> write(partition, partitions.addObject()));
        var problems = root.putArray("problems");
        for (var problem : received.problems()) {
            problems.addObject()
                    .put("kind", problem.kind())
                    .put("cid", problem.cid())
                    .put("partition", problem.partition())
                    .put("offset", problem.offset())
                    .put("at", problem.at());
        }
        deliveries(received, root.putArray("deliveries"));
        return root;
    }

    private static void counts(ObjectNode root, String name, Map<String, Long> counts) {
        var node = root.putObject(name);
        counts.forEach(node::put);
    }

    private static void write(Received.Partition partition, ObjectNode node) {
        node.put("cid", partition.cid()).put("partition", partition.partition());
        node.put("epoch", partition.epoch());
        node.put("unique", partition.unique()).put("duplicates", partition.duplicates());
        node.put("outOfOrder", partition.outOfOrder()).put("corrupted", partition.corrupted());
        node.put("rangeCount", partition.rangeCount());
        ranges(partition.ranges(), node.putArray("ranges"));
        ranges(partition.repeated(), node.putArray("repeated"));
    }

    private static void ranges(List<Range> ranges, ArrayNode node) {
        ranges.forEach(range -> node.addArray().add(range.from()).add(range.to()));
    }

    private static void deliveries(Received received, ArrayNode node) {
        for (var delivery : received.deliveries()) {
            node.addObject()
                    .put("at", delivery.at().toString())
                    .put("path", delivery.path())
                    .put("batch", delivery.batch())
                    .put("tenant", delivery.tenant())
                    .put("partition", delivery.partition())
                    .put("events", delivery.events())
                    .put("bytes", delivery.bytes())
                    .put("status", delivery.status())
                    .put("fault", delivery.fault());
        }
    }
}
