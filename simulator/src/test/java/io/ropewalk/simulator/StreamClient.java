package io.ropewalk.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** A reader of a simulator's feeds as the reference describes one. */
final class StreamClient {
    static final String DISCOVERY = "/sensors/entities/datafeed/v2";
    static final String FEED = "/sensors/entities/datafeed/v1/0";
    static final String ACTIONS = "/sensors/entities/datafeed-actions/v1/0";

    private final Simulator simulator;
    private final SimClient client;

    StreamClient(Simulator simulator) {
        this.simulator = simulator;
        this.client = SimClient.of(simulator);
    }

    HttpResponse<String> discovery(String query) {
        return client.get(DISCOVERY + "?" + query);
    }

    /** The streams an appId may open. */
    List<JsonNode> discover(String appId) {
        var streams = new ArrayList<JsonNode>();
        SimClient.json(discovery("appId=" + appId)).get("resources").forEach(streams::add);
        return streams;
    }

    /** Ids of the partitions an appId may open. */
    List<String> partitions(String appId) {
        return discover(appId).stream()
                .map(stream -> stream.get("dataFeedURL").asText())
                .map(url -> url.substring(url.lastIndexOf('/') + 1, url.indexOf('?')))
                .toList();
    }

    /** Opens the first stream listed. */
    FeedReader open(String appId, String parameters) throws IOException {
        return FeedReader.open(simulator, discover(appId).getFirst(), parameters);
    }

    HttpResponse<String> refresh(String partition, String appId) {
        return refresh(
                "/sensors/entities/datafeed-actions/v1/"
                        + partition
                        + "?action_name=refresh_active_stream_session&appId="
                        + appId);
    }

    HttpResponse<String> refresh(String target) {
        return client.send(
                client.authorized(target)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.noBody()));
    }

    SimClient client() {
        return client;
    }
}
