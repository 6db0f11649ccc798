package io.ropewalk.inventory.run.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ropewalk.inventory.links.LinkCounts;
import io.ropewalk.inventory.links.LinkCounts.Tally;
import io.ropewalk.inventory.run.LinkWork;
import io.ropewalk.inventory.run.RunState;

/**
 * What a run did to links, as it is kept: {@code
 * {"state","seconds","hosts","ambiguous","complete","instances":{"made","removed"},...,"failure"}}.
 */
final class LinkWorkJson {
    private LinkWorkJson() {}

    static void put(ObjectNode to, LinkWork work) {
        LinkCounts counts = work.counts();
        to.put("state", work.state().word())
                .put("seconds", work.seconds())
                .put("hosts", counts.hosts())
                .put("ambiguous", counts.ambiguous())
                .put("complete", counts.complete());
        put(to.putObject("instances"), counts.instances());
        put(to.putObject("devices"), counts.devices());
        put(to.putObject("addresses"), counts.addresses());
        put(to.putObject("findings"), counts.findings());
        KindWorkJson.put(to, work.failure());
    }

    private static void put(ObjectNode to, Tally tally) {
        to.put("made", tally.made()).put("removed", tally.removed());
    }

    static LinkWork read(JsonNode from) {
        return new LinkWork(
                RunState.named(from.path("state").asText()),
                new LinkCounts(
                        from.path("hosts").asLong(),
                        tally(from.path("instances")),
                        tally(from.path("devices")),
                        tally(from.path("addresses")),
                        tally(from.path("findings")),
                        from.path("ambiguous").asLong(),
                        from.path("complete").asBoolean()),
                from.path("seconds").asDouble(),
                KindWorkJson.failure(from.path("failure")));
    }

    private static Tally tally(JsonNode from) {
        return new Tally(from.path("made").asLong(), from.path("removed").asLong());
    }
}
