package io.ropewalk.inventory.assets;

import com.fasterxml.jackson.databind.JsonNode;
import io.ropewalk.inventory.ocsf.OcsfSchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** Accepts what it is told to accept, and keeps it. */
final class RecordingSink implements AssetSink {
    private final String name;
    private final List<AssetEvent> accepted = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
    private BiFunction<Integer, AssetBatch, SinkAnswer> verdict =
            (_, _) -> new SinkAnswer.Accepted();

    RecordingSink(String name) {
        this.name = name;
    }

    /**
     * @param byCall takes the number of the call, from 1, and the batch
     */
    RecordingSink answering(BiFunction<Integer, AssetBatch, SinkAnswer> byCall) {
        verdict = byCall;
        return this;
    }

    RecordingSink wellAgain() {
        return answering((_, _) -> new SinkAnswer.Accepted());
    }

    RecordingSink forgetful() {
        accepted.clear();
        sizes.clear();
        return this;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public SinkAnswer deliver(AssetBatch batch) {
        sizes.add(batch.events().size());
        SinkAnswer answer = verdict.apply(sizes.size(), batch);
        if (answer instanceof SinkAnswer.Accepted) {
            accepted.addAll(batch.events());
        }
        return answer;
    }

    /** How large each request was. */
    List<Integer> sizes() {
        return List.copyOf(sizes);
    }

    List<String> uids() {
        return accepted.stream().map(AssetEvent::uid).toList();
    }

    Set<String> distinct() {
        return new HashSet<>(uids());
    }

    List<JsonNode> events() {
        return accepted.stream().map(event -> OcsfSchema.json(event.json())).toList();
    }

    @Override
    public void close() {
        // Nothing to give back.
    }
}
