package io.ropewalk.stream.vertices;

import io.ropewalk.stream.event.Event;
import io.ropewalk.stream.event.PartitionId;
import io.ropewalk.stream.outbound.ByteBody;
import io.ropewalk.stream.state.FollowUp;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Makes the records of vertices:
 *
 * <pre>
 * {"metadata":{"detectionIdString":"..","eventType":"Vertex",
 *   "edge":{"sourceVertexId":"..","type":".."},"severity":{"name":"High","code":70},
 *   "id":"partition:offset:sourceVertexId:type:vertexId",
 *   "parent":{"customerIDString":"..","partition":"0","offset":41001,"eventCreationTime":..}},
 *  "event": the vertex as the vendor wrote it}
 * </pre>
 *
 * <p>What is said of the detection stands in {@code parent}: a {@code metadata.offset} would look
 * like an offset of the feed, and a reader that goes by it would take vertices for repeats.
 */
final class Wrapper {
    private final ByteBody body = new ByteBody();

    /** One record; the same for the same detection, edge and vertex. Not thread-safe. */
    Event of(PartitionId partition, String cid, FollowUp detection, Link link) {
        body.cutTo(0);
        body.text("{\"metadata\":{\"detectionIdString\":").json(detection.detectionId());
        body.text(",\"eventType\":\"" + Event.VERTEX + "\",\"edge\":{\"sourceVertexId\":");
        body.json(link.way().source()).text(",\"type\":").json(link.way().type());
        body.text("},\"severity\":{\"name\":");
        if (detection.severityName().isEmpty()) {
            body.text("null");
        } else {
            body.json(detection.severityName());
        }
        body.text(",\"code\":").text(number(detection.severityCode()));
        body.text("},\"id\":").json(id(partition, detection, link));
        body.text(",\"parent\":{\"customerIDString\":").json(cid);
        body.text(",\"partition\":").json(partition.partition());
        body.text(",\"offset\":" + detection.offset());
        body.text(",\"eventCreationTime\":" + detection.createdAt() + "}},\"event\":");
        body.write(link.vertex().json());
        body.text("}");
        byte[] bytes = Arrays.copyOf(body.array(), body.length());
        return Event.of(bytes, detection.offset(), Event.VERTEX, detection.createdAt());
    }

    private static String id(PartitionId partition, FollowUp detection, Link link) {
        return partition.partition() + ":" + detection.offset() + ":" + link.way().id();
    }

    private static String number(OptionalLong value) {
        return value.isPresent() ? Long.toString(value.getAsLong()) : "null";
    }
}
