package io.ropewalk.inventory.run.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ropewalk.inventory.run.Kind;
import io.ropewalk.inventory.run.KindWork;
import io.ropewalk.inventory.run.RunState;
import io.ropewalk.inventory.sync.Counts;
import io.ropewalk.inventory.sync.SyncFailure;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a run did of each kind, as the column {@code counts} keeps it: {@code
 * {"hosts":{"state","mode","total","received",...,"failure":{"category","message","traceId"}}}}. A
 * row of an older version has counts only.
 */
final class KindWorkJson {
    private final ObjectMapper json;

    KindWorkJson(ObjectMapper json) {
        this.json = json;
    }

    String write(Map<Kind, KindWork> kinds) {
        ObjectNode all = json.createObjectNode();
        kinds.forEach((kind, work) -> put(all.putObject(kind.word()), work));
        return all.toString();
    }

    private static void put(ObjectNode to, KindWork work) {
        to.put("state", work.state().word()).put("mode", work.mode().word());
        work.total().ifPresent(total -> to.put("total", total));
        Counts counts = work.counts();
        to.put("received", counts.received())
                .put("created", counts.created())
                .put("updated", counts.updated())
                .put("unchanged", counts.unchanged())
                .put("retired", counts.retired())
                .put("refused", counts.refused())
                .put("elsewhere", counts.elsewhere())
                .put("over", counts.over());
        work.failure()
                .ifPresent(why ->
                        to.putObject("failure")
                                .put("category", why.category().word())
                                .put("message", why.message())
                                .put("traceId", why.traceId()));
    }

    Map<Kind, KindWork> read(String text) {
        try {
            JsonNode all = json.readTree(text);
            Map<Kind, KindWork> kinds = new EnumMap<>(Kind.class);
            for (Kind kind : Kind.values()) {
                if (all.has(kind.word())) {
                    kinds.put(kind, work(all.get(kind.word())));
                }
            }
            return kinds;
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(
                    "A run's counts in the state database are broken", broken);
        }
    }

    private static KindWork work(JsonNode from) {
        return new KindWork(
                RunState.named(from.path("state").asText("running")),
                RunRows.mode(from.path("mode").asText("full")),
                counts(from),
                from.has("total")
                        ? OptionalLong.of(from.get("total").asLong())
                        : OptionalLong.empty(),
                failure(from.path("failure")));
    }

    private static Optional<SyncFailure> failure(JsonNode from) {
        return from.isObject()
                ? Optional.of(
                        new SyncFailure(
                                RunRows.category(from.path("category").asText()),
                                from.path("message").asText(),
                                from.path("traceId").asText()))
                : Optional.empty();
    }

    private static Counts counts(JsonNode from) {
        return new Counts(
                from.path("received").asLong(),
                from.path("created").asLong(),
                from.path("updated").asLong(),
                from.path("unchanged").asLong(),
                from.path("retired").asLong(),
                from.path("refused").asLong(),
                from.path("elsewhere").asLong(),
                from.path("over").asLong());
    }
}
