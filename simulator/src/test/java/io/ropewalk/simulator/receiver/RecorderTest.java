package io.ropewalk.simulator.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ropewalk.simulator.receiver.Received.Range;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is written down, seen through the HTTP receiver. */
class RecorderTest {
    private static final Map<String, String> NAMED =
            Map.of("x-ropewalk-tenant", "default", "x-ropewalk-partition", "0");

    private final Lines truth = new Lines(10_000, 300);
    private final ReceiverClient client = new ReceiverClient(truth);

    private void send(String partition, long... offsets) {
        var events = new ArrayList<String>();
        for (var offset : offsets) {
            events.add(truth.text(partition, offset));
        }
        client.lines(events);
    }

    private Received received() {
        return client.receivers().received("http");
    }

    @Test
    void countsRepeatedAndLateEvents() {
        // When
        send("0", 5, 6, 8);
        send("0", 7, 8, 9);
        send("1", 5, 5, 20);
        // Then
        assertThat(received().events()).isEqualTo(9);
        assertThat(received().unique()).isEqualTo(7);
        assertThat(received().duplicates()).isEqualTo(2);
        assertThat(received().outOfOrder()).isEqualTo(1);
        assertThat(received().types()).containsExactly(Map.entry("EppDetectionSummaryEvent", 9L));
        assertThat(received().partitions())
                .satisfiesExactly(
                        first -> {
                            assertThat(first.partition()).isEqualTo("0");
                            assertThat(first.ranges()).containsExactly(new Range(5, 9));
                            assertThat(first.repeated()).containsExactly(new Range(8, 8));
                            assertThat(first.outOfOrder()).isEqualTo(1);
                        },
                        second -> {
                            assertThat(second.ranges())
                                    .containsExactly(new Range(5, 5), new Range(20, 20));
                            assertThat(second.rangeCount()).isEqualTo(2);
                        });
    }

    @Test
    void noticesOneChangedByte() {
        // Given
        var event = truth.text("0", 3).replace("Partition", "partition");
        // When
        client.lines(List.of(truth.text("0", 2), event));
        // Then
        assertThat(received().corrupted()).isEqualTo(1);
        assertThat(received().unique()).isEqualTo(1);
        assertThat(received().problems())
                .containsExactly(
                        new Received.Problem(
                                "corrupted", Lines.CID, "0", 3, event.indexOf("partition")));
    }

    @Test
    void noticesACutEvent() {
        // Given
        var whole = truth.text("0", 3);
        // When
        client.lines("/receivers/http", List.of(whole.substring(0, whole.length() - 1)), NAMED);
        // Then
        assertThat(received().corrupted()).isEqualTo(1);
        assertThat(received().unique()).isZero();
    }

    @Test
    void noticesAnEventUnderAnotherPartition() {
        // When
        client.lines("/receivers/http", List.of(truth.text("1", 3)), NAMED);
        // Then
        assertThat(received().corrupted()).isEqualTo(1);
    }

    @Test
    void tellsTheEpochsOfAPartitionApart() {
        // Given
        var twice =
                new Truth() {
                    @Override
                    public List<String> partitions(String cid) {
                        return List.of("0");
                    }

                    @Override
                    public int epochs(String cid, String partition) {
                        return 2;
                    }

                    @Override
                    public Optional<byte[]> line(
                            String cid, String partition, int epoch, long offset) {
                        return truth.line(cid, Integer.toString(epoch), 0, offset);
                    }
                };
        var other = new ReceiverClient(twice);
        // When
        other.lines(List.of(truth.text("0", 8), truth.text("1", 8), truth.text("1", 9)));
        // Then
        var received = other.receivers().received("http");
        assertThat(received.duplicates()).isZero();
        assertThat(received.partitions())
                .extracting(Received.Partition::epoch, Received.Partition::unique)
                .containsExactly(tuple(0, 1L), tuple(1, 2L));
    }

    @Test
    void callsUnknownWhatTheTruthDoesNotHave() {
        // When
        client.lines(List.of("400", "{\"metadata\":{}}", truth.text("0", 99_999)));
        client.lines("/receivers/http", List.of(truth.text("0", 99_998)), NAMED);
        // Then
        assertThat(received().unknown()).isEqualTo(4);
        assertThat(received().unique()).isZero();
    }

    @Test
    void believesTheHeadersWhereNothingIsKnown() {
        // Given
        var without = new ReceiverClient(Truth.NONE);
        // When
        without.lines("/receivers/http", List.of(truth.text("0", 3), truth.text("0", 4)), NAMED);
        // Then
        var received = without.receivers().received("http");
        assertThat(received.unverified()).isEqualTo(2);
        assertThat(received.partitions().getFirst().ranges()).containsExactly(new Range(3, 4));
    }

    @Test
    void findsMetadataWhereverItStands() {
        // Given
        var without = new ReceiverClient(Truth.NONE);
        var event =
                "{ \"event\" : {\"a\":[1,{\"metadata\":{\"offset\":1}}],\"b\":\"}\\\"{\"} , \"metadata\" : "
                        + "{\"eventType\":\"X\",\"offset\": 17 ,\"n\":null,\"customerIDString\":\"c\"}}";
        // When
        without.lines("/receivers/http", List.of(event), NAMED);
        // Then
        var received = without.receivers().received("http");
        assertThat(received.types()).containsKey("X");
        assertThat(received.partitions().getFirst().cid()).isEqualTo("c");
        assertThat(received.partitions().getFirst().ranges()).containsExactly(new Range(17, 17));
    }

    @Test
    void countsVerticesApart() {
        // Given
        var vertex =
                "{\"metadata\":{\"detectionIdString\":\"c:ind:a:1\",\"eventType\":\"Vertex\",\"edge\":{}},\"event\":{}}";
        // When
        client.lines(List.of(vertex, vertex));
        // Then
        assertThat(received().vertices()).containsExactly(Map.entry("c:ind:a:1", 2L));
        assertThat(received().events()).isZero();
    }

    @Test
    void keepsTheNewestThousandEvents() {
        // When
        for (var first = 0; first < 2000; first += 500) {
            send("0", IntStream.range(first, first + 500).asLongStream().toArray());
        }
        // Then
        assertThat(client.receivers().newest("http", 5000)).hasSize(1000);
        assertThat(client.receivers().newest("http", 1).getFirst())
                .isEqualTo(truth.bytes("0", 1999));
    }

    @Test
    void knowsRangesAsAListOfAllOffsetsWould() {
        // Given
        var set = new OffsetSet(new OffsetSet.Budget(1000));
        var all = new TreeSet<Long>();
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++) {
            var offset = 690_000_000L + random.nextInt(30_000);
            assertThat(set.add(offset))
                    .isEqualTo(all.add(offset) ? OffsetSet.Added.NEW : OffsetSet.Added.KNOWN);
        }
        // When
        var ranges = set.ranges(Integer.MAX_VALUE);
        // Then
        var expected = new ArrayList<Range>();
        for (var offset : all) {
            if (!expected.isEmpty() && expected.getLast().to() == offset - 1) {
                expected.add(new Range(expected.removeLast().from(), offset));
            } else {
                expected.add(new Range(offset, offset));
            }
        }
        assertThat(ranges.first()).isEqualTo(expected);
        assertThat(ranges.count()).isEqualTo(expected.size());
    }

    @Test
    void staysWithinItsMemoryWhateverOffsetsCome() {
        // Given
        var set = new OffsetSet(new OffsetSet.Budget(2));
        set.add(0);
        set.add(5_000_000_000L);
        // When
        var third = set.add(9_000_000_000_000L);
        // Then
        assertThat(third).isEqualTo(OffsetSet.Added.NO_ROOM);
        assertThat(set.add(1)).isEqualTo(OffsetSet.Added.NEW);
    }

    @Test
    void tenMillionOffsetsFit() {
        // Given
        var set = new OffsetSet(new OffsetSet.Budget(65_536));
        var offsets = new ArrayList<>(LongRange.of(41_000, 41_000 + 10_000_000, 1_000_000));
        Collections.shuffle(offsets, new Random(3));
        // When
        for (var start : offsets) {
            for (var offset = start; offset < start + 1_000_000; offset++) {
                set.add(offset);
            }
        }
        // Then
        assertThat(set.ranges(10).first()).containsExactly(new Range(41_000, 10_040_999));
    }

    /** Starts of equal parts. */
    private static final class LongRange {
        private static List<Long> of(long from, long to, long step) {
            return IntStream.range(0, (int) ((to - from) / step))
                    .mapToObj(i -> from + i * step)
                    .toList();
        }
    }
}
