package io.ropewalk.stream.line;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.stream.event.Event;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/** Ours and an independent parser say the same of every line. */
class LineVerdictPropertyTest {
    private static final int LINES = 20;

    @Property(shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void ofJsonThatIsOftenNearlyAnEvent(@ForAll long seed) {
        RandomLines lines = new RandomLines(new Random(seed));
        for (int i = 0; i < LINES; i++) {
            sameVerdict(lines.object().getBytes(StandardCharsets.UTF_8));
        }
        Statistics.coverage(seen -> seen.check(true).percentage(share -> share > 5));
    }

    @Property(shrinking = ShrinkingMode.OFF)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void ofEventsThatWereDamaged(@ForAll long seed) {
        RandomLines lines = new RandomLines(new Random(seed));
        for (int i = 0; i < LINES; i++) {
            byte[] event = lines.event(i).getBytes(StandardCharsets.UTF_8);
            sameVerdict(lines.damaged(event));
        }
        Statistics.coverage(seen -> seen.check(true).percentage(share -> share > 5));
        Statistics.coverage(seen -> seen.check(false).percentage(share -> share > 5));
    }

    private static void sameVerdict(byte[] line) {
        if (contains(line, (byte) '\n') || isBlank(line)) {
            return;
        }
        byte[] fed = Arrays.copyOf(line, line.length + 1);
        fed[line.length] = '\n';
        // When
        Feeding feeding = new Feeding(1_000_000).all(fed);
        // Then
        Optional<String> ours =
                feeding.events.stream().map(event -> said(event, feeding)).findAny();
        assertThat(ours)
                .as(() -> HexFormat.of().formatHex(line) + " " + feeding.said)
                .isEqualTo(JacksonVerdict.of(line));
        assertThat(feeding.events.size() + feeding.broken.size()).isOne();
        Statistics.collect(ours.isPresent());
    }

    private static String said(Event event, Feeding feeding) {
        return JacksonVerdict.described(
                event.offset(), event.eventType(), event.createdAt(), feeding.framer.cid());
    }

    private static boolean contains(byte[] line, byte wanted) {
        for (byte b : line) {
            if (b == wanted) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBlank(byte[] line) {
        for (byte b : line) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
