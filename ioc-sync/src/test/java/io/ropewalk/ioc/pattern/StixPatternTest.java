package io.ropewalk.ioc.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.ropewalk.ioc.value.IocType;
import io.ropewalk.ioc.value.IocValue;
import io.ropewalk.ioc.value.Refusal;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StixPatternTest {
    private static final String MD5 = "44d88612fea8a8f36de82e1278abb02f";
    private static final String SHA256 =
            "275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f";

    static Stream<Arguments> accepted() {
        return Stream.of(
                of("[domain-name:value = 'a.example']", "domain a.example"),
                of("[domain-name:value='A.Example.']", "domain a.example"),
                of("[domain-name:value == 'a.example']", "domain a.example"),
                of("[hostname:value = 'srv1.a.example']", "domain srv1.a.example"),
                of("[ipv4-addr:value = '192.0.2.7']", "ipv4 192.0.2.7"),
                of("[ipv4-addr:value = '192.0.2.7/32']", "ipv4 192.0.2.7"),
                of("[ipv6-addr:value = '2001:db8:0:0::7']", "ipv6 2001:db8::7"),
                of("[file:hashes.MD5 = '" + MD5 + "']", "md5 " + MD5),
                of("[file:hashes.'MD5' = '" + MD5 + "']", "md5 " + MD5),
                of("[file:hashes.md5 = '" + MD5 + "']", "md5 " + MD5),
                of("[file:hashes.'SHA-256' = '" + SHA256 + "']", "sha256 " + SHA256),
                of("[file:hashes.\"SHA-256\" = '" + SHA256 + "']", "sha256 " + SHA256),
                of("[file:hashes.SHA-256 = '" + SHA256 + "']", "sha256 " + SHA256),
                of("[file:hashes.sha256 = '" + SHA256 + "']", "sha256 " + SHA256),
                of(
                        "[ipv4-addr:value = '192.0.2.1' OR ipv4-addr:value = '192.0.2.2']",
                        "ipv4 192.0.2.1",
                        "ipv4 192.0.2.2"),
                of(
                        "[ipv4-addr:value = '192.0.2.1'] OR [domain-name:value = 'a.example']",
                        "domain a.example",
                        "ipv4 192.0.2.1"),
                of(
                        "([ipv4-addr:value IN ('192.0.2.1','192.0.2.2')])",
                        "ipv4 192.0.2.1",
                        "ipv4 192.0.2.2"),
                of(
                        "[(domain-name:value = 'a.example' OR (domain-name:value = 'b.example'))]",
                        "domain a.example",
                        "domain b.example"),
                of(
                        "[domain-name:value = 'a.example' OR url:value = 'https://a.example/x']",
                        "domain a.example"),
                of(
                        "[domain-name:value = 'a.example' OR file:name = 'a AND b]c']",
                        "domain a.example"),
                of("[ipv4-addr:value IN ('192.0.2.1','198.51.100.0/24')]", "ipv4 192.0.2.1"));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void aPositiveDisjunctionBecomesItsValues(String pattern, String[] values) {
        assertThat(StixPattern.read(pattern))
                .asInstanceOf(InstanceOfAssertFactories.type(Extraction.Values.class))
                .satisfies(it ->
                        assertThat(it.values().stream().map(StixPatternTest::shown))
                                .containsExactlyInAnyOrder(values));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                refused("[domain-name:value != 'good.example']", Refusal.NEGATION),
                refused("[domain-name:value <> 'good.example']", Refusal.NEGATION),
                refused("[domain-name:value NOT = 'good.example']", Refusal.NEGATION),
                refused("[NOT domain-name:value = 'good.example']", Refusal.NEGATION),
                refused("[NOT (domain-name:value = 'good.example')]", Refusal.NEGATION),
                refused("[domain-name:value NOT IN ('good.example')]", Refusal.NEGATION),
                refused(
                        "[domain-name:value = 'a.example' OR domain-name:value != 'b.example']",
                        Refusal.NEGATION),
                refused("[domain-name:value LIKE '%.example']", Refusal.COMPARISON),
                refused("[domain-name:value MATCHES '.*']", Refusal.COMPARISON),
                refused("[ipv4-addr:value ISSUBSET '192.0.2.0/24']", Refusal.COMPARISON),
                refused("[ipv4-addr:value > '192.0.2.0']", Refusal.COMPARISON),
                refused("[EXISTS domain-name:value]", Refusal.COMPARISON),
                refused(
                        "[domain-name:value = 'cdn.example' AND url:value = 'https://cdn.example']",
                        Refusal.CONJUNCTION),
                refused(
                        "[file:hashes.MD5 = '" + MD5 + "' AND file:name = 'a.exe']",
                        Refusal.CONJUNCTION),
                refused(
                        "[domain-name:value = 'a.example'] AND [domain-name:value = 'b.example']",
                        Refusal.CONJUNCTION),
                refused(
                        "[domain-name:value = 'a.example'] FOLLOWEDBY [domain-name:value ="
                                + " 'b.example']",
                        Refusal.SEQUENCE),
                refused("[domain-name:value = 'a.example'] WITHIN 5 SECONDS", Refusal.QUALIFIER),
                refused("[domain-name:value = 'a.example'] REPEATS 2 TIMES", Refusal.QUALIFIER),
                refused(
                        "[domain-name:value = 'a.example'] START t'2026-01-01T00:00:00Z' STOP"
                                + " t'2026-02-01T00:00:00Z'",
                        Refusal.QUALIFIER),
                refused("[url:value = 'https://a.example/x']", Refusal.UNSUPPORTED),
                refused("[file:hashes.'SHA-1' = 'x']", Refusal.UNSUPPORTED),
                refused("[network-traffic:dst_ref.value = '192.0.2.1']", Refusal.UNSUPPORTED),
                refused("[network-traffic:dst_ref[0].value = '192.0.2.1']", Refusal.UNSUPPORTED),
                refused("[domain-name:value[*] = 'a.example']", Refusal.UNSUPPORTED),
                refused("[ipv4-addr:value = '198.51.100.0/24']", Refusal.RANGE),
                refused("[ipv4-addr:value = 5]", Refusal.BAD_VALUE),
                refused("[domain-name:value IN ()]", Refusal.BAD_VALUE),
                refused("[domain-name:value = 'it\\'s']", Refusal.BAD_VALUE),
                refused("[hostname:value = 'srv1']", Refusal.BAD_VALUE),
                refused("[domain-name:value = 'a.example'", Refusal.SYNTAX),
                refused("[domain-name:value = 'a.example']]", Refusal.SYNTAX),
                refused("[domain-name:value = a.example]", Refusal.SYNTAX),
                refused("[domain-name:value 'a.example']", Refusal.SYNTAX),
                refused("[domain-name = 'a.example']", Refusal.SYNTAX),
                refused("[domain-name:value = 'a.example' or url:value = 'x']", Refusal.SYNTAX),
                refused("domain-name:value = 'a.example'", Refusal.SYNTAX),
                refused("[domain-name:value = 'a.example", Refusal.SYNTAX),
                refused("[]", Refusal.SYNTAX),
                refused("", Refusal.SYNTAX));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void everythingElseIsRefusedWithAReason(String pattern, Refusal why) {
        assertThat(StixPattern.read(pattern))
                .asInstanceOf(InstanceOfAssertFactories.type(Extraction.Refused.class))
                .extracting(Extraction.Refused::why)
                .isEqualTo(why);
    }

    @Test
    void alternativesThatAreNoIocAreDroppedWithANote() {
        assertThat(
                        StixPattern.read(
                                "[file:hashes.MD5 = '"
                                        + MD5
                                        + "' OR file:hashes.'SHA-1' = 'y' OR file:hashes.'SHA-256'"
                                        + " = '"
                                        + SHA256
                                        + "']"))
                .asInstanceOf(InstanceOfAssertFactories.type(Extraction.Values.class))
                .satisfies(it -> {
                    assertThat(it.values())
                            .containsExactly(
                                    new IocValue(IocType.MD5, MD5),
                                    new IocValue(IocType.SHA256, SHA256));
                    assertThat(it.dropped())
                            .extracting(Extraction.Dropped::why)
                            .containsExactly(Refusal.UNSUPPORTED);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "["})
    void bracketsWithoutEndAreRefusedAtABound(String bracket) {
        String inside = bracket.equals("(") ? "" : "[";
        assertThat(StixPattern.read(inside + "(".repeat(200_000)))
                .asInstanceOf(InstanceOfAssertFactories.type(Extraction.Refused.class))
                .extracting(Extraction.Refused::why)
                .isEqualTo(Refusal.TOO_DEEP);
    }

    @Test
    void aPatternOfThousandsOfValuesIsRead() {
        // Given
        StringBuilder list = new StringBuilder("[ipv4-addr:value IN ('192.0.2.1'");
        for (int i = 0; i < 10_000; i++) {
            list.append(",'198.18.%d.%d'".formatted(i / 256, i % 256));
        }
        // When
        Extraction found = StixPattern.read(list.append(")]").toString());
        // Then
        assertThat(found)
                .asInstanceOf(InstanceOfAssertFactories.type(Extraction.Values.class))
                .satisfies(it -> assertThat(it.values()).hasSize(10_001));
    }

    @Test
    void whatIsLongerThanAnyPatternIsRefused() {
        assertThat(StixPattern.read("[".repeat(StixPattern.MAX_LENGTH + 1)))
                .asInstanceOf(InstanceOfAssertFactories.type(Extraction.Refused.class))
                .extracting(Extraction.Refused::why)
                .isEqualTo(Refusal.TOO_LONG);
    }

    private static String shown(IocValue value) {
        return value.type().word() + " " + value.value();
    }

    private static Arguments of(String pattern, String... values) {
        return Arguments.of(pattern, values);
    }

    private static Arguments refused(String pattern, Refusal why) {
        return Arguments.of(pattern, why);
    }
}
