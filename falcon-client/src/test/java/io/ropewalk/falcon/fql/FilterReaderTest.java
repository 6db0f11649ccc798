package io.ropewalk.falcon.fql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ropewalk.falcon.hosts.HostFields;
import io.ropewalk.falcon.hosts.HostSort;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterReaderTest {

    private static Filter read(String text) {
        return FilterReader.read(text, HostFields::known);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "hostname:'a' | hostname:'a'",
                "hostname:\"a\" | hostname:'a'",
                "hostname: 'a' | hostname:'a'",
                "hostname:\"it's\" | hostname:'it\\'s'",
                "hostname:'a\\\\b' | hostname:'a\\\\b'",
                "hostname:!'a' | hostname:!'a'",
                "hostname:*'*a*' | hostname:*'*a*'",
                "hostname:'a*' | hostname:'a*'",
                "hostname:['a','b'] | hostname:['a','b']",
                "last_seen:>='now-7d' | last_seen:>='now-7d'",
                "last_seen:>now-7d | last_seen:>'now-7d'",
                "first_seen:<'2026-01-01T00:00:00Z' | first_seen:<'2026-01-01T00:00:00Z'",
                "device_policies.prevention.applied:true | device_policies.prevention.applied:true",
                "hostname:'a'+status:'b'+tags:'c' | hostname:'a'+status:'b'+tags:'c'",
                "hostname:'a',status:'b' | hostname:'a',status:'b'",
                "hostname:'a'+status:'b',tags:'c' | (hostname:'a'+status:'b'),tags:'c'",
                "hostname:'a'+(status:'b',tags:'c') | hostname:'a'+(status:'b',tags:'c')",
                "(hostname:'a') | hostname:'a'"
            })
    void whatIsReadIsWrittenWithItsShape(String given, String written) {
        assertThat(read(given).text()).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "colour:'red' | colour",
                "hostname | ends too early",
                "hostname:'a | not closed",
                "hostname:'' | empty",
                "hostname:'*' | wildcard",
                "hostname:* | ends too early",
                "hostname:!~'a' | !~",
                "hostname:a | character 10",
                "(hostname:'a' | ends too early",
                "hostname:'a') | character 13",
                "hostname:'a'+ | ends too early",
                "hostname:['a' | ends too early",
                "hostname:'a' or status:'b' | character 14",
                "*:'a' | character 1"
            })
    void whatCannotBeReadIsSaid(String given, String words) {
        assertThatThrownBy(() -> read(given))
                .isInstanceOf(InvalidFilterValue.class)
                .hasMessageContaining(words);
    }

    @Test
    void aFilterIsBounded() {
        assertThat(read(" ")).isEqualTo(Filter.NONE);
        String twenty = String.join("+", Collections.nCopies(20, "hostname:'a'"));
        assertThat(read(twenty).text()).isEqualTo(twenty);
        assertThatThrownBy(() -> read(twenty + "+hostname:'a'")).hasMessageContaining("20");
        assertThatThrownBy(() -> read("(".repeat(30) + "hostname:'a'"))
                .hasMessageContaining("nested");
        assertThatThrownBy(() -> read("hostname:'" + "a".repeat(5000) + "'"))
                .hasMessageContaining("longer");
        assertThatThrownBy(() -> read("hostname:'a\nb'")).hasMessageContaining("control");
    }

    @ParameterizedTest
    @CsvSource({
        "hostname.asc, hostname.asc",
        "hostname|desc, hostname.desc",
        "last_seen, last_seen.asc",
        "device_policies.prevention.applied.desc, device_policies.prevention.applied.desc"
    })
    void anOrderIsReadInBothSpellings(String given, String written) {
        assertThat(HostSort.of(given)).map(HostSort::text).contains(written);
        assertThat(HostSort.of("colour.asc")).isEmpty();
        assertThat(HostSort.of("hostname.up")).isEmpty();
    }
}
