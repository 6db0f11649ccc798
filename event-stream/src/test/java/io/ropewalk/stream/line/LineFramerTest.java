package io.ropewalk.stream.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ropewalk.stream.event.Event;
import io.ropewalk.stream.testing.Events;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LineFramerTest {
    private static final int MAX = 1_000_000;
    private static final String FIRST =
            "{\"metadata\":{\"customerIDString\":\"c1\",\"offset\":1,\"eventType\":\"A\","
                    + "\"eventCreationTime\":1700000000000,\"version\":\"1.0\"},\"event\":{}}";
    private static final String SECOND =
            "{\"metadata\":{\"customerIDString\":\"c2\",\"offset\":2,\"eventType\":\"B\"},"
                    + "\"event\":{\"Name\":\"Zoë \\u00e9 日本 😀\"}}";

    private final Feeding feeding = new Feeding(MAX);

    @Test
    void eventsComeOutWithTheBytesThatWentIn() {
        // When
        feeding.all(FIRST + "\r\n" + SECOND + "\n");
        // Then
        assertThat(feeding.events).extracting(Event::text).containsExactly(FIRST, SECOND);
        assertThat(feeding.events).extracting(Event::offset).containsExactly(1L, 2L);
        assertThat(feeding.events).extracting(Event::eventType).containsExactly("A", "B");
        assertThat(feeding.events)
                .extracting(Event::createdAt)
                .containsExactly(1_700_000_000_000L, 0L);
        assertThat(feeding.framer.cid()).isEqualTo("c2");
    }

    @Test
    void eventsOfOneReadShareOneArrayOfTheirSize() {
        // Given
        byte[] bytes = (FIRST + "\r\n" + SECOND + "\r\n").getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, feeding.framer.buffer(), 0, bytes.length);
        // When
        Framed framed = feeding.framer.took(bytes.length);
        // Then
        byte[] source = framed.events().getFirst().source();
        assertThat(framed.events())
                .allSatisfy(event -> assertThat(event.source()).isSameAs(source));
        assertThat(framed.bytes()).isEqualTo(source.length).isEqualTo(bytes.length - 2);
    }

    @Test
    void eventsDoNotHoldTheBytesOfABrokenLineBetweenThem() {
        // Given
        String html = "<html>" + "x".repeat(5000);
        byte[] bytes =
                (FIRST + "\n" + html + "\n" + SECOND + "\n").getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, feeding.framer.buffer(), 0, bytes.length);
        // When
        Framed framed = feeding.framer.took(bytes.length);
        // Then
        assertThat(framed.events()).extracting(Event::text).containsExactly(FIRST, SECOND);
        assertThat(framed.events().getFirst().source()).hasSize(bytes.length - html.length() - 3);
        assertThat(framed.bytes()).isEqualTo(bytes.length - 3);
        assertThat(framed.broken()).singleElement().returns(1, BrokenLine::before);
    }

    @Test
    void eventsSurviveTheNextRead() {
        // Given
        feeding.all(FIRST + "\n");
        // When
        feeding.all("x".repeat(MAX / 2) + "\n");
        // Then
        assertThat(feeding.events.getFirst().text()).isEqualTo(FIRST);
    }

    @Test
    void blankLinesAreKeepAlives() {
        // When
        feeding.all("\r\n" + FIRST + "\r\n\r\n\n \t\r\n");
        // Then
        assertThat(feeding.keepAlives).isEqualTo(4);
        assertThat(feeding.events).hasSize(1);
        assertThat(feeding.broken).isEmpty();
    }

    @Test
    void aLineWithoutItsEndIsPendingEvenIfItIsWhole() {
        // When
        feeding.all(FIRST + "\n" + SECOND);
        // Then
        assertThat(feeding.events).hasSize(1);
        assertThat(feeding.framer.pending())
                .isEqualTo(SECOND.getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void nothingIsPendingBehindALineEnd() {
        // When
        feeding.all(FIRST + "\n");
        // Then
        assertThat(feeding.framer.pending()).isZero();
    }

    @Test
    void aLineOfTheGreatestLengthIsAnEventAndOneByteMoreIsNot() {
        // Given
        String longest = padded(FIRST, MAX);
        // When
        feeding.all(longest + "\r\n" + longest + " \r\n");
        // Then
        assertThat(feeding.events).singleElement().returns(longest, Event::text);
        assertThat(feeding.broken)
                .singleElement()
                .returns(MAX + 1L, BrokenLine::totalBytes)
                .returns(OptionalLong.of(1), BrokenLine::offset)
                .returns("The line is longer than an event may be.", BrokenLine::reason);
        assertThat(feeding.broken.getFirst().head())
                .isEqualTo(longest.substring(0, LineFramer.HEAD).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theStreamGoesOnBehindALineThatIsTooLong() {
        // When
        feeding.all("x".repeat(20 * MAX) + "\r\n" + SECOND + "\n");
        // Then
        assertThat(feeding.broken)
                .singleElement()
                .returns(20L * MAX, BrokenLine::totalBytes)
                .returns(OptionalLong.empty(), BrokenLine::offset);
        assertThat(feeding.events).extracting(Event::offset).containsExactly(2L);
        assertThat(feeding.largestBuffer).isLessThan(2L * MAX);
    }

    @Test
    void aLineThatIsTooLongIsPendingWithAllItsBytes() {
        // When
        feeding.all("x".repeat(5 * MAX));
        // Then
        assertThat(feeding.framer.pending()).isEqualTo(5 * MAX);
        assertThat(feeding.broken).isEmpty();
    }

    @Test
    void anOffsetThatTheHeadCutsIsNotKnown() {
        // Given
        String start = "{\"metadata\":{\"eventType\":\"A\",\"x\":\"";
        String offset = "\",\"offset\":123456789";
        int filler = LineFramer.HEAD - start.length() - offset.length() + 4;
        String line = start + "x".repeat(filler) + offset + "}," + " ".repeat(MAX);
        // When
        feeding.all(line + "\n");
        // Then
        assertThat(new String(feeding.broken.getFirst().head(), StandardCharsets.UTF_8))
                .endsWith("\"offset\":12345");
        assertThat(feeding.broken.getFirst().offset()).isEmpty();
    }

    @Test
    void theReadBufferShrinksAfterALongLine() {
        // Given
        feeding.all(padded(FIRST, MAX));
        int grown = feeding.framer.buffer().length;
        // When
        feeding.all("\n");
        // Then
        assertThat(grown).isGreaterThan(MAX);
        assertThat(feeding.framer.buffer()).hasSize(LineFramer.READ);
    }

    @Test
    void aSmallReadKeepsNoLargeArray() {
        // When
        feeding.all(padded(FIRST, MAX) + "\n").all(SECOND + "\n");
        // Then
        assertThat(feeding.events.getLast().source().length)
                .isEqualTo(SECOND.getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void theCustomerStaysWhenAnEventNamesNone() {
        // When
        feeding.all(FIRST + "\n{\"metadata\":{\"offset\":5,\"eventType\":\"A\"}}\n");
        // Then
        assertThat(feeding.framer.cid()).isEqualTo("c1");
    }

    @Test
    void aBrokenLineDoesNotNameTheCustomer() {
        // When
        feeding.all("{\"metadata\":{\"customerIDString\":\"c9\"}}\n");
        // Then
        assertThat(feeding.framer.cid()).isEmpty();
    }

    @Test
    void oneTypeIsOneString() {
        // When
        feeding.all((FIRST + "\n").repeat(2)).all(FIRST + "\n");
        // Then
        String type = feeding.events.getFirst().eventType();
        assertThat(feeding.events)
                .hasSize(3)
                .allSatisfy(event -> assertThat(event.eventType()).isSameAs(type));
    }

    @Test
    void manyTypesAreToldApart() {
        // Given
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 2000; i++) {
            lines.append(
                    "{\"metadata\":{\"offset\":%d,\"eventType\":\"%s\"}}\n".formatted(i, name(i)));
        }
        // When
        feeding.all(lines + "" + lines);
        // Then
        assertThat(feeding.events)
                .hasSize(4000)
                .allMatch(event -> event.eventType().equals(name(event.offset())));
    }

    @Test
    void nothingReadIsNothingFramed() {
        // When
        Framed framed = feeding.framer.took(0);
        // Then
        assertThat(framed.isEmpty()).isTrue();
        assertThat(framed).isEqualTo(new Framed(List.of(), List.of(), 0, 0, 0));
    }

    @Test
    void moreThanTheSpaceIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> feeding.framer.took(feeding.framer.space() + 1));
        assertThatIllegalArgumentException().isThrownBy(() -> feeding.framer.took(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new LineFramer(0));
    }

    @Test
    void aBrokenLineShowsNoContent() {
        // When
        feeding.all("secret\n");
        // Then
        assertThat(feeding.broken.getFirst().toString()).doesNotContain("secret");
    }

    /** Short and long names, some of which differ in one place only. */
    private static String name(long i) {
        return i % 2 == 0 ? "T" + i : "First%dOfManyLongNamesThatEndAlike".formatted(i);
    }

    private static String padded(String line, int length) {
        return line + " ".repeat(length - line.length());
    }

    @Test
    void longEventIsNotCopiedOutOfTheBufferItWasReadInto() {
        // Given
        Feeding feeding = new Feeding(1 << 20);
        String text = Events.line(7).strip();
        String line = text.replaceFirst("\\{", "{\"filler\":\"" + "x".repeat(900_000) + "\",");

        // When
        feeding.all(line + "\n" + Events.line(8));

        // Then
        assertThat(feeding.events).hasSize(2);
        assertThat(feeding.events.getFirst().text()).isEqualTo(line);
        assertThat(feeding.events.getFirst().source().length).isEqualTo(feeding.largestBuffer);
        assertThat(feeding.framer.buffer()).hasSize(LineFramer.READ);
        assertThat(feeding.framer.isLong()).isFalse();
    }
}
