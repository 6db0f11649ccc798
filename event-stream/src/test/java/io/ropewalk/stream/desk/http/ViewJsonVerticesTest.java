package io.ropewalk.stream.desk.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.ropewalk.stream.partition.PartitionView;
import io.ropewalk.stream.vertices.VerticesView;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** How enrichment stands, as replicas tell each other. */
class ViewJsonVerticesTest {
    private final ObjectMapper mapper = JsonMapper.builder().addModule(new Jdk8Module()).build();
    private final ViewJson json = new ViewJson(mapper);

    private static PartitionView view(Optional<VerticesView> vertices) {
        OptionalLong none = OptionalLong.empty();
        return new PartitionView(
                "0", "open", "", none, none, 0, 0, 0, 0, 0, 0, 0, "", 0, List.of(), vertices);
    }

    @Test
    void itSurvivesTheWay() {
        // Given
        PartitionView view = view(Optional.of(new VerticesView("refused", "No scope.", 7)));
        // When
        Optional<PartitionView> read = json.read(json.write(view));
        // Then
        assertThat(read).contains(view);
    }

    @Test
    void aReplicaThatDoesNotKnowOfItIsStillUnderstood() throws Exception {
        // Given
        var old =
                (com.fasterxml.jackson.databind.node.ObjectNode)
                        mapper.readTree(json.write(view(Optional.empty())));
        old.remove("vertices");
        old.remove("applicationId");
        // When
        Optional<PartitionView> read = json.read(old.toString());
        // Then
        assertThat(read).map(PartitionView::vertices).contains(Optional.empty());
    }
}
