package io.ropewalk.ioc.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.ioc.value.IocType;
import io.ropewalk.ioc.value.IocValue;
import io.ropewalk.ioc.value.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IocRuleTest {
    private static final List<String> TABLE =
            List.of("0:informational", "20:low", "40:medium", "60:high", "80:critical:prevent");
    private static final String MD5 = "44d88612fea8a8f36de82e1278abb02f";

    @ParameterizedTest
    @CsvSource({
        "0, INFORMATIONAL", "19, INFORMATIONAL", "20, LOW", "39, LOW", "40, MEDIUM",
        "59, MEDIUM", "60, HIGH", "79, HIGH", "80, CRITICAL", "100, CRITICAL"
    })
    void aScoreHasTheSeverityOfItsBand(int score, Severity severity) {
        assertThat(wish(rule(false), Given.of("", score, Optional.empty(), false)).severity())
                .isEqualTo(severity);
    }

    @Test
    void anIndicatorWithoutScoreCountsAsOpenctiDoes() {
        assertThat(ScoreTable.of(TABLE).of(OptionalInt.empty()))
                .map(ScoreTable.Band::severity)
                .contains(Severity.MEDIUM);
    }

    @ParameterizedTest
    @CsvSource({
        "'', windows mac linux",
        "windows, windows",
        "macos linux, mac linux",
        "WINDOWS android, windows",
        "windows atari, windows"
    })
    void platformsAreThoseNamedOrTheDesktopOnes(String named, String platforms) {
        assertThat(wish(rule(false), Given.of(named, 50, Optional.empty(), false)).platforms())
                .extracting(Platform::word)
                .containsExactlyInAnyOrder(platforms.split(" "));
    }

    @Test
    void mobilePlatformsCountWhereMobileIsOn() {
        assertThat(
                        wish(rule(true), Given.of("android ios", 50, Optional.empty(), false))
                                .platforms())
                .containsExactlyInAnyOrder(Platform.ANDROID, Platform.IOS);
    }

    @Test
    void onlyPlatformsThatAreNotCoveredIsNoIoc() {
        assertThat(refusal(Given.of("android", 50, Optional.empty(), false)))
                .isEqualTo(Refusal.PLATFORM);
    }

    @Test
    void whatIsRevokedOrOverIsNotWanted() {
        assertThat(refusal(Given.of("", 50, Optional.empty(), true))).isEqualTo(Refusal.REVOKED);
        assertThat(refusal(Given.of("", 50, Optional.of(Given.NOW), false)))
                .isEqualTo(Refusal.EXPIRED);
        assertThat(wish(rule(false), Given.of("", 50, later(1), false)).expiration())
                .isEqualTo(later(1));
    }

    @Test
    void belowTheLowestBandIsNotWanted() {
        var rule =
                new IocRule(
                        actions(),
                        ScoreTable.of(List.of("50:high")),
                        false,
                        id -> "",
                        "co.uk"::equals);
        assertThat(rule.read(Given.of("", 49, Optional.empty(), false), Given.NOW))
                .isInstanceOf(Reading.Unwanted.class);
    }

    @Test
    void aNameBelowWhichStrangersRegisterIsNoIoc() {
        Indicator only = Given.indicator("[domain-name:value = 'co.uk']");
        Indicator beside =
                Given.indicator("[domain-name:value = 'co.uk' OR domain-name:value = 'bad.co.uk']");
        assertThat(refusal(only)).isEqualTo(Refusal.COMMON_VALUE);
        assertThat(((Reading.Wanted) rule(false).read(beside, Given.NOW)).wishes().keySet())
                .extracting(IocValue::value)
                .containsExactly("bad.co.uk");
    }

    @Test
    void theActionOfABandIsForHashesOnly() {
        Indicator it =
                Given.indicator(
                        "[file:hashes.MD5 = '%s' OR ipv4-addr:value = '192.0.2.1']".formatted(MD5));
        Indicator critical =
                new Indicator(
                        it.id(),
                        it.updatedAt(),
                        "stix",
                        it.pattern(),
                        false,
                        Optional.empty(),
                        OptionalInt.of(90),
                        List.of(" stealer ", "TO_DELETE", ""),
                        List.of(),
                        it.about());
        assertThat(rule(false).read(critical, Given.NOW))
                .asInstanceOf(InstanceOfAssertFactories.type(Reading.Wanted.class))
                .satisfies(wanted -> {
                    Wish hash = wanted.wishes().get(new IocValue(IocType.MD5, MD5));
                    Wish ip = wanted.wishes().get(new IocValue(IocType.IPV4, "192.0.2.1"));
                    assertThat(hash.action()).isEqualTo(Action.PREVENT);
                    assertThat(ip.action()).isEqualTo(Action.DETECT);
                    assertThat(hash.tags()).containsExactly("stealer");
                    assertThat(hash.description())
                            .isEqualTo("C2 of campaign X https://cti.example/3a1c");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"80", "80:worst", "101:high", "x:high", "80:high:explode", ""})
    void aTableThatSaysNothingIsRefused(String entry) {
        assertThatThrownBy(() -> ScoreTable.of(List.of(entry)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("80:critical");
    }

    @Test
    void ofSeveralIndicatorsTheStrongestCountsButAllowOnlyWhereAllSaySo() {
        Wish allow = wish(Action.ALLOW, Severity.CRITICAL, "a", Optional.empty());
        Wish detect = wish(Action.DETECT, Severity.LOW, "b", later(5));
        Wish none = wish(Action.NO_ACTION, Severity.HIGH, "c", later(9));
        assertThat(Wish.merged(List.of(detect, none)))
                .isEqualTo(
                        new Wish(
                                Action.DETECT,
                                Severity.HIGH,
                                Platform.DESKTOP,
                                later(9),
                                new TreeSet<>(Set.of("b", "c")),
                                "b"));
        assertThat(Wish.merged(List.of(allow, none)).action()).isEqualTo(Action.NO_ACTION);
        assertThat(Wish.merged(List.of(allow, none)).expiration()).isEmpty();
        assertThat(Wish.merged(List.of(allow, allow)).action()).isEqualTo(Action.ALLOW);
    }

    @Test
    void theTenantsOwnMatrixSaysWhatCannotBeHad() {
        // Given
        var matrix =
                new ActionMatrix(
                        List.of(
                                new ActionMatrix.Offer(
                                        "detect",
                                        Map.of(
                                                "md5", Set.of("windows", "mac"),
                                                "sha256", Set.of("windows"),
                                                "domain", Set.of("windows"),
                                                "ipv4", Set.of("windows"),
                                                "ipv6", Set.of("windows")),
                                        Set.of("low", "Medium", "high", "informational"))));
        // Then
        assertThat(matrix.platforms(Action.DETECT, IocType.MD5, Platform.DESKTOP))
                .containsExactlyInAnyOrder(Platform.WINDOWS, Platform.MAC);
        assertThat(matrix.takes(Action.DETECT, Severity.MEDIUM)).isTrue();
        assertThat(matrix.takes(Action.DETECT, Severity.CRITICAL)).isFalse();
        assertThat(matrix.objections(actions(), ScoreTable.of(TABLE)))
                .containsExactlyInAnyOrder(
                        "Falcon does not offer prevent for md5.",
                        "Falcon does not offer prevent for sha256.",
                        "Falcon does not offer detect with severity critical.");
    }

    private static IocRule.Actions actions() {
        return new IocRule.Actions(Action.DETECT, Action.DETECT, Action.DETECT);
    }

    private static IocRule rule(boolean mobile) {
        return new IocRule(
                actions(),
                ScoreTable.of(TABLE),
                mobile,
                id -> "https://cti.example/" + id,
                "co.uk"::equals);
    }

    private static Wish wish(IocRule rule, Indicator indicator) {
        return ((Reading.Wanted) rule.read(indicator, Given.NOW)).wishes().lastEntry().getValue();
    }

    private static Refusal refusal(Indicator indicator) {
        return ((Reading.Unwanted) rule(false).read(indicator, Given.NOW)).why();
    }

    private static Wish wish(Action action, Severity severity, String word, Optional<Instant> end) {
        return new Wish(action, severity, Platform.DESKTOP, end, new TreeSet<>(Set.of(word)), word);
    }

    private static Optional<Instant> later(int seconds) {
        return Optional.of(Given.NOW.plusSeconds(seconds));
    }
}
