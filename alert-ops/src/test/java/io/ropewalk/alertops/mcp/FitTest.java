package io.ropewalk.alertops.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FitTest {
    private static final int BYTES = 400;

    private final Fit fit = new Fit(BYTES, 40, it -> it.toString().length());

    private static Map<String, Object> item(int number, int characters) {
        return Map.of("composite_id", "id-" + number, "cmdline", "x".repeat(characters));
    }

    private static List<Map<String, Object>> items(int count, int characters) {
        return IntStream.range(0, count).mapToObj(it -> item(it, characters)).toList();
    }

    @Test
    void whatIsSmallStaysAsItIs() {
        List<Map<String, Object>> items = items(3, 10);
        assertThat(fit.first(items)).isEqualTo(new Fit.Fitted(items, false));
    }

    @Test
    void longTextsAreCut() {
        Fit.Fitted fitted = fit.first(items(1, 41));
        assertThat(fitted.cut()).isTrue();
        assertThat(fitted.items().getFirst()).containsEntry("cmdline", "x".repeat(40) + "...");
    }

    @Test
    void noCharacterIsCutInTwo() {
        Fit.Fitted fitted =
                fit.first(List.of(Map.of("cmdline", "x".repeat(39) + "\uD83D\uDE00" + "y")));
        assertThat(fitted.items().getFirst()).containsEntry("cmdline", "x".repeat(39) + "...");
    }

    @Test
    void theFirstOnesThatFitAreTaken() {
        Fit.Fitted fitted = fit.first(items(50, 30));
        assertThat(fitted.cut()).isTrue();
        assertThat(fitted.items()).isNotEmpty().hasSizeLessThan(50);
        assertThat(fitted.items().toString().length()).isLessThan(BYTES + 50);
    }

    @Test
    void whereAllHaveToBeInEachKeepsItsId() {
        Fit.Fitted fitted = fit.all(items(12, 1_000));
        assertThat(fitted.cut()).isTrue();
        assertThat(fitted.items())
                .hasSize(12)
                .allSatisfy(it -> assertThat(it).containsKey("composite_id"));
    }
}
