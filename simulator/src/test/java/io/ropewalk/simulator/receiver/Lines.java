package io.ropewalk.simulator.receiver;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Events whose bytes follow from their place: a truth to compare with. */
public final class Lines implements Truth {
    public static final String CID = "0123456789abcdef0123456789abcdef";
    private static final List<String> PARTITIONS = List.of("0", "1");

    private final long events;
    private final byte[] padding;

    /**
     * @param events offsets 0 to {@code events - 1} exist in both partitions
     * @param size length of an event, about
     */
    public Lines(long events, int size) {
        this.events = events;
        // About one byte in ten is a quote or a backslash, as in a detection.
        this.padding =
                "\\\\Device\\\\Vol3\",\"TechniqueName\":\"PowerShell\",\"ProcessStartTime\":1767261588,\"k\":\""
                        .repeat(Math.max(0, size - 230) / 77)
                        .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public List<String> partitions(String cid) {
        return cid.equals(CID) ? PARTITIONS : List.of();
    }

    @Override
    public Optional<byte[]> line(String cid, String partition, int epoch, long offset) {
        return cid.equals(CID) && PARTITIONS.contains(partition) && offset < events
                ? Optional.of(bytes(partition, offset))
                : Optional.empty();
    }

    /** One event. */
    public byte[] bytes(String partition, long offset) {
        var head =
                ("{\"metadata\":{\"customerIDString\":\""
                                + CID
                                + "\",\"offset\":"
                                + offset
                                + ",\"eventType\":\"EppDetectionSummaryEvent\",\"eventCreationTime\":1767261600000,"
                                + "\"version\":\"1.0\"},\"event\":{\"Partition\":\""
                                + partition
                                + "\",\"User\":\"Zoë\",\"Path\":\"")
                        .getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream(head.length + padding.length + 3);
        out.writeBytes(head);
        out.writeBytes(padding);
        out.writeBytes(new byte[] {'"', '}', '}'});
        return out.toByteArray();
    }

    public String text(String partition, long offset) {
        return new String(bytes(partition, offset), StandardCharsets.UTF_8);
    }
}
