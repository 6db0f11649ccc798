package io.ropewalk.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.local.ServiceApi.Answer;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The HTTP surface of event-stream, called as an operator would. */
final class StreamApi {
    private static final String DELIVERED = "ropewalk_stream_delivered_events_total";

    private final ServiceApi api;
    private final ServiceApi management;

    /**
     * One partition.
     *
     * @param halted why a sink needs a person; empty when none does
     * @param caughtUp whether all that Falcon sent is at the sink
     */
    record Partition(
            String name, String state, String reason, Optional<String> halted, boolean caughtUp) {}

    /**
     * How a customer's feed stands.
     *
     * @param trouble category of why the partitions are not known; empty when they are
     * @param message about that
     */
    record Streams(List<Partition> partitions, String trouble, String message) {

        /** Why a sink takes no events until somebody does something; empty when all do. */
        Optional<String> halted() {
            return partitions.stream().flatMap(it -> it.halted().stream()).findFirst();
        }

        /** The first reason there is for not getting on, as a sentence. */
        String why() {
            if (!message.isEmpty()) {
                return message;
            }
            return partitions.stream()
                    .filter(it -> !it.reason().isEmpty())
                    .map(it ->
                            "Partition %s is %s: %s".formatted(it.name(), it.state(), it.reason()))
                    .findFirst()
                    .orElse("event-stream gives no reason.");
        }

        boolean caughtUp() {
            return !partitions.isEmpty() && partitions.stream().allMatch(Partition::caughtUp);
        }
    }

    StreamApi(int port, int managementPort, String tenant, String token) {
        String base = "http://127.0.0.1:";
        this.api =
                new ServiceApi(
                        "event-stream",
                        URI.create(base + port + "/v1/tenants/" + tenant + "/"),
                        token);
        this.management =
                new ServiceApi("event-stream", URI.create(base + managementPort + "/"), "");
    }

    Streams streams() throws InterruptedException {
        Answer answer = api.get("streams");
        if (answer.status() == 404) {
            return new Streams(List.of(), "", ""); // it does not know the customer yet
        }
        JsonNode told = api.json(answer);
        JsonNode discovery = told.path("discovery");
        return new Streams(
                told.path("items").valueStream().map(StreamApi::partition).toList(),
                discovery.path("category").asText(""),
                discovery.path("message").asText(""));
    }

    private static Partition partition(JsonNode item) {
        return new Partition(
                item.path("partition").asText(),
                item.path("state").asText(),
                item.path("reason").asText(""),
                item.path("sinks")
                        .valueStream()
                        .filter(sink -> sink.path("state").asText().equals("halted"))
                        .map(sink -> sink.path("reason").asText())
                        .findFirst(),
                item.path("state").asText().equals("open")
                        && item.path("lagEvents").asLong() == 0
                        && item.path("lagSeconds").asDouble() == 0);
    }

    /** Events that went to sinks since the service started, by its own metrics. */
    long delivered() throws InterruptedException {
        Answer answer = management.get("/q/metrics");
        if (answer.status() != 200) {
            throw management.refused(answer);
        }
        return (long)
                answer.body()
                        .lines()
                        .filter(line -> line.startsWith(DELIVERED + "{"))
                        .mapToDouble(line ->
                                Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                        .sum();
    }
}
