package io.ropewalk.stream.vertices;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.falcon.threatgraph.Vertex;
import io.ropewalk.stream.event.Event;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.state.FollowUp;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class WrapperTest {
    private static final PartitionId PARTITION = new PartitionId("acme", "0");
    private static final String VERTEX =
            "{\"id\":\"pid:aa:1719309930613520072\",\"customer_id\":\"c\",\"timestamp\":\"2026-01-01T10:00:00Z\",\"properties\":{\"ParentProcessId\":1719309930613520071,\"Ratio\":1.50,\"CommandLine\":\"C:\\\\x é 😀\"}}";

    private final Wrapper wrapper = new Wrapper();

    private static Link link() {
        byte[] json = VERTEX.getBytes(StandardCharsets.UTF_8);
        return new Link(
                new Link.Way(
                        "pid:aa:9007199254740993", "child_process", "pid:aa:1719309930613520072"),
                new Vertex("pid:aa:1719309930613520072", json));
    }

    private static FollowUp detection(String severity, OptionalLong code) {
        return new FollowUp(
                689_071_490, "c1:ind:aa:1-2|3", severity, code, 1767261600000L, Instant.EPOCH, 0);
    }

    @Test
    void theVertexStandsInItByteForByte() {
        // Given
        FollowUp detection = detection("High", OptionalLong.of(70));
        // When
        Event made = wrapper.of(PARTITION, "c1", detection, link());
        // Then
        assertThat(made.text())
                .isEqualTo(
                        "{\"metadata\":{\"detectionIdString\":\"c1:ind:aa:1-2|3\",\"eventType\":\"Vertex\","
                                + "\"edge\":{\"sourceVertexId\":\"pid:aa:9007199254740993\",\"type\":\"child_process\"},"
                                + "\"severity\":{\"name\":\"High\",\"code\":70},"
                                + "\"id\":\"0:689071490:pid:aa:9007199254740993:child_process:pid:aa:1719309930613520072\","
                                + "\"parent\":{\"customerIDString\":\"c1\",\"partition\":\"0\",\"offset\":689071490,\"eventCreationTime\":1767261600000}},"
                                + "\"event\":"
                                + VERTEX
                                + "}");
        assertThat(made.offset()).isEqualTo(689_071_490);
        assertThat(made.eventType()).isEqualTo("Vertex");
        assertThat(made.createdAt()).isEqualTo(1767261600000L);
    }

    @Test
    void aDetectionWithoutSeverityHasNullsThere() {
        // Given
        FollowUp detection = detection("", OptionalLong.empty());
        // When
        Event made = wrapper.of(PARTITION, "", detection, link());
        // Then
        assertThat(made.text())
                .contains("\"severity\":{\"name\":null,\"code\":null}")
                .contains("\"customerIDString\":\"\"");
    }

    @Test
    void whatIsNotHarmlessInJsonIsEscaped() {
        // Given
        var detection =
                new FollowUp(1, "a\"b\\c\n", "Hi\"gh", OptionalLong.empty(), 0, Instant.EPOCH, 0);
        // When
        Event made = wrapper.of(PARTITION, "", detection, link());
        // Then
        assertThat(made.text())
                .contains("\"detectionIdString\":\"a\\\"b\\\\c\\n\"")
                .contains("\"name\":\"Hi\\\"gh\"");
    }
}
