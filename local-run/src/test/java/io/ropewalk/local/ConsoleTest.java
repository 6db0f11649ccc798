package io.ropewalk.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ConsoleTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");

    private static Progress hosts(long done) {
        return new Progress(
                "loading hosts", done, OptionalLong.of(2_500), 830.4, OptionalLong.of(2));
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aLineShowsBarShareRateAndTimeLeft() {
        assertThat(hosts(1_250).line())
                .isEqualTo(
                        "loading hosts [############------------] 1,250 / 2,500  50 %  830/s  2 s left");
    }

    @Test
    void aLineWithoutATotalShowsNoBar() {
        Progress progress =
                new Progress("loading hosts", 70, OptionalLong.empty(), 0, OptionalLong.empty());

        assertThat(progress.line()).isEqualTo("loading hosts 70");
        assertThat(Progress.step("starting neo4j").line()).isEqualTo("starting neo4j");
    }

    @Test
    void theBarStaysInsideItsBoundsWhenMoreComesThanWasExpected() {
        assertThat(hosts(9_999).line()).contains("[########################]").contains("100 %");
    }

    @Test
    void redrawsOneLineOnATerminal() {
        Console console = new Console(out, true, () -> now);

        console.show(hosts(1));
        console.show(hosts(2));
        console.say("done");

        assertThat(printed().lines()).hasSizeLessThanOrEqualTo(4);
        assertThat(printed()).contains("\r").endsWith("\u001b[2Kdone" + System.lineSeparator());
    }

    @Test
    void redrawsAsManyLinesAsStepsGoOnSideBySide() {
        Console console = new Console(out, true, () -> now);

        console.show(List.of(hosts(1), Progress.step("delivering events")));
        int before = bytes.size();
        console.say("done");

        assertThat(printed().substring(before))
                .isEqualTo("\r\u001b[2K\u001b[1A\r\u001b[2Kdone" + System.lineSeparator());
    }

    @Test
    void printsEveryStepThatGoesOnElsewhere() {
        Console console = new Console(out, false, () -> now);

        console.show(List.of(hosts(1), Progress.step("delivering events")));
        console.show(List.of(hosts(2), Progress.step("delivering events")));

        assertThat(printed().lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("loading hosts", " 1 / "),
                        line -> assertThat(line).isEqualTo("delivering events"));
    }

    @Test
    void printsAPlainLineEveryFewSecondsElsewhere() {
        Console console = new Console(out, false, () -> now);

        console.show(hosts(1));
        now = now.plusSeconds(2);
        console.show(hosts(2));
        now = now.plusSeconds(2);
        console.show(hosts(3));

        assertThat(printed().lines()).hasSize(2);
        assertThat(printed()).contains(" 1 / ").contains(" 3 / ").doesNotContain("\u001b");
    }

    @Test
    void printsANewStepAtOnce() {
        Console console = new Console(out, false, () -> now);

        console.show(Progress.step("starting neo4j"));
        console.show(hosts(1));

        assertThat(printed().lines()).hasSize(2);
    }

    @Test
    void isSilentAfterTheLastWord() {
        Console console = new Console(out, false, () -> now);

        console.close("Stopping everything.");
        console.say("inventory-sync cannot be asked");
        console.show(hosts(1));

        assertThat(printed().lines()).containsExactly("Stopping everything.");
    }
}
