package io.ropewalk.alertops.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RulesTest {
    private static final String SECRET = "hunter2";

    /** A body whose rules are these. */
    private static String broken(Rules.Ruled rules) {
        return assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Rules.checked(rules))
                .actual()
                .getMessage();
    }

    @Test
    void whatKeepsItsRulesIsHandedOn() {
        // Given
        Rules.Ruled kept =
                rules -> {
                    rules.needed("a", 1);
                    rules.filled("b", " x ", 3);
                    rules.text("c", "xxx", 3, 3);
                    rules.number("d", 0, 0, 0);
                    rules.ids("e", List.of("x"), 1, 1);
                    rules.words("f", List.of(), 0, 0);
                    rules.part("g", _ -> {});
                };
        // When, then
        assertThat(Rules.checked(kept)).isSameAs(kept);
    }

    @Test
    void whatIsAbsentBreaksOnlyRulesThatNeedIt() {
        assertThat(
                        broken(rules -> {
                            rules.text("text", null, 1, 2);
                            rules.form("form", null, Pattern.compile("x"), "must be x");
                            rules.number("number", null, 1, 2);
                            rules.words("words", null, 1, 2);
                            rules.needed("a", null);
                            rules.filled("b", null, 1);
                            rules.ids("c", null, 1, 1);
                            rules.part("d", null);
                        }))
                .isEqualTo(
                        "a must not be null; b must not be blank; c must not be empty; d must not"
                                + " be null.");
    }

    @Test
    void aBodyThatIsAbsentIsSaidToBe() {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> Rules.checked(null))
                .withMessage("the body must not be null.")
                .returns("bad-request", Refused::category);
    }

    @Test
    void aBrokenRuleIsToldWithoutTheValue() {
        assertThat(
                        broken(rules -> {
                            rules.text("a", SECRET, 1, 2);
                            rules.form("b", SECRET, Pattern.compile("x"), "must be x");
                            rules.number("c", 0L, 1, 2);
                            rules.number("d", 3, 1, 2);
                        }))
                .isEqualTo(
                        "a size must be between 1 and 2; b must be x; c must be greater than or"
                                + " equal to 1; d must be less than or equal to 2.");
    }

    @Test
    void whatIsInAListOrAPartIsNamedByItsPlace() {
        // Given
        Rules.Ruled inner = rules -> rules.words("tags", Arrays.asList("x", null, " "), 2, 9);
        // When
        String said =
                broken(rules -> {
                    rules.some("parts", Arrays.asList(inner, null), 2, rules::part);
                    rules.part("whole", inner);
                });
        // Then five of them, by their names.
        assertThat(said)
                .isEqualTo(
                        "parts[0].tags size must be between 0 and 2; parts[0].tags[1] must not be"
                                + " blank; parts[0].tags[2] must not be blank; parts[1] must not be"
                                + " null; whole.tags size must be between 0 and 2.");
    }

    @Test
    void aTextThatIsBlankAndTooLongIsBoth() {
        assertThat(broken(rules -> rules.filled("a", " \u2003", 1)))
                .isEqualTo("a must not be blank; a size must be between 0 and 1.");
    }
}
