package io.ropewalk.stream.desk.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.ropewalk.stream.partition.PartitionView;
import io.ropewalk.stream.vertices.VerticesView;
import java.util.Objects;
import java.util.Optional;

/** A partition's view as replicas tell each other. */
@RegisterForReflection(
        targets = {PartitionView.class, PartitionView.SinkView.class, VerticesView.class})
public final class ViewJson {
    private final ObjectMapper json;

    public ViewJson(ObjectMapper json) {
        this.json = Objects.requireNonNull(json, "json");
    }

    public String write(PartitionView view) {
        try {
            return json.writeValueAsString(view);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a view that is no JSON", impossible);
        }
    }

    /** Whether what was written says that the feed is open. */
    public boolean saysOpen(String text) {
        return read(text).filter(view -> view.state().equals("open")).isPresent();
    }

    /** Empty for what a replica of another version wrote. */
    public Optional<PartitionView> read(String text) {
        try {
            return Optional.of(json.readValue(text, PartitionView.class));
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }
}
