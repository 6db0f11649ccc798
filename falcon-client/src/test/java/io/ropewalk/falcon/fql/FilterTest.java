package io.ropewalk.falcon.fql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {

    private static final TextField NAME = TextField.named("hostname");
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Filter A = BooleanField.named("a").is(true);
    private static final Filter B = BooleanField.named("b").is(false);
    private static final Filter C = NumberField.named("c").equalTo(3);

    @Test
    void writesEachKindOfComparison() {
        assertThat(NAME.equalTo("o'neil\\pc").text()).isEqualTo("hostname:'o\\'neil\\\\pc'");
        assertThat(NAME.not("x").text()).isEqualTo("hostname:!'x'");
        assertThat(NAME.in(List.of("x", "y")).text()).isEqualTo("hostname:['x','y']");
        assertThat(NAME.startsWith("web").text()).isEqualTo("hostname:'web*'");
        assertThat(NAME.contains("web").text()).isEqualTo("hostname:*'*web*'");
        assertThat(NAME.matchesText("web one").text()).isEqualTo("hostname:~'web one'");
        TimeField seen = TimeField.named("last_seen");
        assertThat(seen.after(NOON).text()).isEqualTo("last_seen:>'2026-01-31T12:00:00Z'");
        assertThat(seen.between(NOON, NOON.plusNanos(1)).text())
                .isEqualTo(
                        "last_seen:>='2026-01-31T12:00:00Z'+last_seen:<'2026-01-31T12:00:00.000000001Z'");
        assertThat(seen.withinLast(Duration.ofDays(7)).text()).isEqualTo("last_seen:>='now-168h'");
        assertThat(seen.olderThan(Duration.ofMinutes(61)).text()).isEqualTo("last_seen:<'now-2h'");
        NumberField size = NumberField.named("cve.base_score");
        assertThat(size.greaterThan(new BigDecimal("1E+3")).text())
                .isEqualTo("cve.base_score:>1000");
        assertThat(size.atMost(7).text()).isEqualTo("cve.base_score:<=7");
    }

    @Test
    void putsMixedPartsInParentheses() {
        assertThat(A.and(B).and(C).text()).isEqualTo("a:true+b:false+c:3");
        assertThat(A.or(B).or(C).text()).isEqualTo("a:true,b:false,c:3");
        assertThat(A.and(B.or(C)).text()).isEqualTo("a:true+(b:false,c:3)");
        assertThat(A.and(B).or(C).text()).isEqualTo("(a:true+b:false),c:3");
    }

    @Test
    void noFilterMatchesEverythingAlsoInCombinations() {
        assertThat(Filter.NONE.text()).isEmpty();
        assertThat(Filter.NONE.and(A)).isEqualTo(A);
        assertThat(A.and(Filter.all())).isEqualTo(A);
        assertThat(A.or(Filter.NONE)).isEqualTo(Filter.NONE);
        assertThat(Filter.allOf(List.of())).isEqualTo(Filter.NONE);
        assertThat(Filter.allOf(List.of(A, B))).isEqualTo(A.and(B));
        assertThat(Filter.anyOf(List.of(A, B))).isEqualTo(A.or(B));
    }

    @Test
    void anyOfNothingIsRefusedBecauseItWouldMatchEverything() {
        assertThatThrownBy(() -> Filter.anyOf(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NAME.in(List.of())).isInstanceOf(InvalidFilterValue.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "*", "a*b", "wh?t", "a\nb", "a\u0000", "\u2028", "\u007f", "\uDC00x"})
    void valuesThatCannotBeWrittenAreRefusedWithoutBeingRepeated(String value) {
        assertThatThrownBy(() -> NAME.equalTo(value))
                .isInstanceOf(InvalidFilterValue.class)
                .hasMessageStartingWith("The value for hostname ");
    }

    @Test
    void tooLongAValueIsRefused() {
        assertThat(NAME.equalTo("x".repeat(255)).text()).hasSize(255 + 11);
        assertThatThrownBy(() -> NAME.equalTo("x".repeat(256)))
                .isInstanceOf(InvalidFilterValue.class);
    }

    @Test
    void aFormedFieldTakesOnlyItsForm() {
        TextField id = TextField.formed("device_id", "[0-9a-f]{32}");
        assertThat(id.equalTo("0".repeat(32)).text()).startsWith("device_id:'0");
        assertThatThrownBy(() -> id.equalTo("0".repeat(32) + "'"))
                .isInstanceOf(InvalidFilterValue.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:'x'+b", "a.", "1a", "a'"})
    void aFieldNameIsAName(String name) {
        assertThatThrownBy(() -> TextField.named(name))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void moreThanTwentyPropertiesAreRefused() {
        assertThat(Filter.allOf(Collections.nCopies(20, A)).text()).hasSize(20 * 7 - 1);
        assertThatThrownBy(() -> Filter.allOf(Collections.nCopies(21, A)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
