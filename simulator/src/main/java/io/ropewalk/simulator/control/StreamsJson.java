package io.ropewalk.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ropewalk.simulator.FeedFault.Ending;
import io.ropewalk.simulator.control.StrictObject.BadControl;
import io.ropewalk.simulator.datafeed.Feeds;
import io.ropewalk.simulator.datafeed.SessionEvent.Kind;
import io.ropewalk.simulator.datafeed.SessionView;
import io.ropewalk.simulator.datafeed.TenantFeed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** {@code /_sim/streams}: who reads what, and what to do about it. */
final class StreamsJson {
    private static final List<String> KEYS =
            List.of(
                    "tenant",
                    "close",
                    "append",
                    "plant",
                    "foreignReader",
                    "partitions",
                    "host",
                    "reset",
                    "eventsPerSecond");
    private static final List<String> APPEND_KEYS =
            List.of("partition", "line", "base64", "eventType");

    private final Feeds feeds;
    private final JsonMapper mapper = new JsonMapper();

    StreamsJson(Feeds feeds) {
        this.feeds = feeds;
    }

    /** All tenants that have a feed worth telling of. */
    JsonNode show() {
        var root = mapper.createObjectNode();
        var tenants = root.putArray("tenants");
        feeds.all().forEach(feed -> show(feed, tenants.addObject()));
        return root;
    }

    private static void show(TenantFeed feed, ObjectNode node) {
        node.put("tenant", feed.tenant());
        var partitions = node.putArray("partitions");
        for (var extent : feed.log().extents()) {
            partitions
                    .addObject()
                    .put("partition", extent.partition())
                    .put("count", extent.count())
                    .put("firstOffset", extent.firstOffset())
                    .put("lastOffset", extent.lastOffset())
                    .put("resets", feed.log().epochs(extent.partition()).size() - 1)
                    .put("peakReaders", feed.peakReaders(extent.partition()));
        }
        var counts = node.putObject("counts");
        for (var kind : Kind.values()) {
            counts.put(written(kind), feed.count(kind));
        }
        sessions(feed, node.putArray("sessions"));
        var history = node.putArray("history");
        for (var event : feed.history()) {
            history.addObject()
                    .put("number", event.number())
                    .put("at", event.at().toString())
                    .put("kind", written(event.kind()))
                    .put("partition", event.partition())
                    .put("appId", event.appId())
                    .put("session", event.session())
                    .put("detail", event.detail());
        }
    }

    private static String written(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void sessions(TenantFeed feed, ArrayNode list) {
        for (SessionView session : feed.sessions()) {
            list.addObject()
                    .put("session", session.number())
                    .put("partition", session.partition())
                    .put("appId", session.appId())
                    .put("openedAt", session.openedAt().toString())
                    .put("closedAt", session.closedAt().map(Object::toString).orElse(null))
                    .put("cause", session.cause())
                    .put("fromOffset", session.fromOffset())
                    .put("deliveredTo", session.deliveredTo())
                    .put("lines", session.lines())
                    .put("refreshes", session.refreshes());
        }
    }

    /** Does what a body says, in the order of the keys in the manual; then shows. */
    JsonNode change(JsonNode body) {
        var json = StrictObject.of("streams", body, KEYS);
        var feed = feed(json);
        try {
            json.object("close", List.of("partition", "how"))
                    .ifPresent(close ->
                            feed.close(
                                    close.text("partition", ""),
                                    close.choice("how", Ending.class, Ending.CLEAN)));
            if (json.has("partitions")) {
                feed.log().partitions(json.number("partitions", 1));
                feed.closeUnlisted();
            }
            json.list("plant", FeedJson::planted).forEach(feed.log()::plant);
            json.list("append", node -> append(feed, node));
            json.object("foreignReader", List.of("partition", "appId"))
                    .ifPresent(other ->
                            feed.foreignReader(other.text("partition", "0"), other.text("appId")));
            json.object("reset", List.of("partition", "firstOffset", "events"))
                    .ifPresent(reset ->
                            feed.log()
                                    .reset(
                                            reset.text("partition", "0"),
                                            reset.bigNumber("firstOffset", 1),
                                            reset.bigNumber("events", 0)));
            if (json.has("host")) {
                feed.host(json.text("host"));
            }
            if (json.has("eventsPerSecond")) {
                feed.log().rate(json.share("eventsPerSecond", 0));
            }
        } catch (IllegalArgumentException e) {
            throw new BadControl(e.getMessage());
        }
        feed.wake();
        return show();
    }

    private TenantFeed feed(StrictObject json) {
        if (json.has("tenant")) {
            return feeds.feed(json.text("tenant"))
                    .orElseThrow(
                            () -> new BadControl("no tenant named '" + json.text("tenant") + "'"));
        }
        return feeds.all().stream().findFirst().orElseThrow(() -> new BadControl("no tenant"));
    }

    private static long append(TenantFeed feed, JsonNode node) {
        var json = StrictObject.of("append", node, APPEND_KEYS);
        var partition = json.text("partition", "0");
        var type = json.text("eventType", "");
        if (json.has("base64")) {
            return feed.log().append(partition, FeedJson.bytes(json), type);
        }
        var line = json.text("line");
        return feed.log()
                .append(
                        partition,
                        type,
                        (offset, millis) ->
                                line.replace("${offset}", Long.toString(offset))
                                        .replace("${ms}", Long.toString(millis))
                                        .getBytes(StandardCharsets.UTF_8));
    }
}
